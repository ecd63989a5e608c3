import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

/** What of a rollout becomes a run, or the argument of one, and where it stands. */
export interface Fragment {
  readonly path: Path;
  readonly value: Record<string, any>;
}

const GATES = ['prePromotionAnalysis', 'postPromotionAnalysis'];

/** What a step can start. */
const RUNS = ['analysis', 'experiment'];

/** The analyses and the experiments of a rollout. */
export const runsOf = remembered(({ spec }: Manifest): Fragment[] => {
  const { blueGreen, canary } = spec?.strategy ?? {};
  const steps: Record<string, any>[] = canary?.steps ?? [];
  const runs: Fragment[] = [];
  const add = (value: Fragment['value'], ...path: Path) => runs.push({ value, path: ['spec', 'strategy', ...path] });
  GATES.filter((gate) => blueGreen?.[gate]).forEach((gate) => add(blueGreen[gate], 'blueGreen', gate));
  if (canary?.analysis) {
    add(canary.analysis, 'canary', 'analysis');
  }
  steps.forEach((step, index) => {
    for (const run of RUNS) {
      if (step?.[run]) {
        add(step[run], 'canary', 'steps', index, run);
      }
    }
  });
  return runs;
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
