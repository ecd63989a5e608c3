import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

/** What of a rollout becomes a run, or the argument of one, and where it stands. */
export interface Fragment {
  readonly path: Path;
  readonly value: Record<string, any>;
}

/** What a step can start. */
const RUNS = ['analysis', 'experiment'];

/** The analyses and the experiments of a rollout. */
export const runsOf = remembered(({ spec }: Manifest): Fragment[] => {
  const { blueGreen, canary } = spec?.strategy ?? {};
  const steps: Record<string, any>[] = canary?.steps ?? [];
  const places: [Record<string, any> | undefined, ...(string | number)[]][] = [
    [blueGreen?.prePromotionAnalysis, 'blueGreen', 'prePromotionAnalysis'],
    [blueGreen?.postPromotionAnalysis, 'blueGreen', 'postPromotionAnalysis'],
    [canary?.analysis, 'canary', 'analysis'],
    ...steps.flatMap((step, index) => RUNS.filter((run) => step?.[run]).map((run): typeof places[number] => [step[run], 'canary', 'steps', index, run])),
  ];
  return places.flatMap(([value, ...path]) => value ? [{ value, path: ['spec', 'strategy', ...path] }] : []);
});

/** The arguments that a rollout gives to its analyses, and to those of its experiments. */
export const argumentsOf = remembered((rollout: Manifest): Fragment[] => runsOf(rollout).flatMap(argumentsIn));

function argumentsIn({ value, path }: Fragment): Fragment[] {
  const analyses: Record<string, any>[] = value.analyses ?? [];
  return [
    ...(value.args ?? []).map((arg: Record<string, any>, index: number) => ({ value: arg, path: [...path, 'args', index] })),
    ...analyses.flatMap((analysis, index) => argumentsIn({ value: analysis, path: [...path, 'analyses', index] })),
  ];
}
