import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { Objection, Severity } from './finding';
import { HASH_LABEL, isLabelKey } from './labels';
import { Rule } from './rule';

type Path = (string | number)[];

/** What of a rollout becomes the argument or the label of an analysis run, and where it stands. */
export interface Fragment {
  readonly path: Path;
  readonly value: Record<string, any>;
}

/** The analyses and the experiments of a rollout. */
export const runsOf = remembered(({ spec }: Manifest): Fragment[] => {
  const { blueGreen, canary } = spec?.strategy ?? {};
  const steps: Record<string, any>[] = canary?.steps ?? [];
  const places: [Record<string, any> | undefined, ...Path][] = [
    [blueGreen?.prePromotionAnalysis, 'blueGreen', 'prePromotionAnalysis'],
    [blueGreen?.postPromotionAnalysis, 'blueGreen', 'postPromotionAnalysis'],
    [canary?.analysis, 'canary', 'analysis'],
    ...steps.flatMap((step, index) => ['analysis', 'experiment'].map((run): typeof places[number] => [step?.[run], 'canary', 'steps', index, run])),
  ];
  return places.flatMap(([value, ...path]) => value ? [{ value, path: ['spec', 'strategy', ...path] }] : []);
});

/** The arguments of what has any: an analysis itself, and each analysis of an experiment. */
export function argumentsOf({ value, path }: Fragment): Fragment[] {
  const analyses: Record<string, any>[] = value.analyses ?? [];
  return [
    ...(value.args ?? []).map((arg: Record<string, any>, index: number) => ({ value: arg, path: [...path, 'args', index] })),
    ...analyses.flatMap((analysis, index) => argumentsOf({ value: analysis, path: [...path, 'analyses', index] })),
  ];
}

const METADATA_FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];
const SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/s;

function isMetadataField(path: string): boolean {
  const [, map, key] = SUBSCRIPT.exec(path) ?? [];
  return METADATA_FIELDS.includes(path) || (map !== undefined && isLabelKey(map === 'annotations' ? key.toLowerCase() : key));
}

const metadataFieldKnown: Rule = {
  id: 'metadata-field-known',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses to read it, or never starts the analysis',
  check(rollout: Manifest): Objection[] {
    return runsOf(rollout).flatMap(argumentsOf).flatMap(({ value: { valueFrom }, path }) => {
      const field: string = valueFrom?.podTemplateHashValue === undefined ? valueFrom?.fieldRef?.fieldPath ?? '' : '';
      return !field.startsWith('metadata') || isMetadataField(field) ? [] : [{
        pointer: pointer(...path, 'valueFrom', 'fieldRef', 'fieldPath'),
        message: `of the metadata only ${METADATA_FIELDS.join(', ')} can be read, and one of them as metadata.labels['app'], got "${field}"`,
      }];
    });
  },
};

const RESERVED = ['rollout-type', 'step-index', HASH_LABEL, 'argo-rollouts.argoproj.io/controller-instance-id'];

const runLabelFree: Rule = {
  id: 'run-label-free',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the label replaces the one by which the controller knows what the run is for',
  check(rollout: Manifest): Objection[] {
    return runsOf(rollout).flatMap(({ value, path }) => {
      const labels: Record<string, string> = value.analysisRunMetadata?.labels ?? {};
      return Object.keys(labels).filter((key) => RESERVED.includes(key)).map((key) => ({
        pointer: pointer(...path, 'analysisRunMetadata', 'labels', key),
        message: `the label ${key} belongs to the controller, use another`,
      }));
    });
  },
};

export const RUN_RULES: readonly Rule[] = [metadataFieldKnown, runLabelFree];
