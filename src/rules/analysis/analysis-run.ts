import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const FACTS = { stage: 'run-start', severity: Severity.ERROR, kinds: ['AnalysisRun'] } as const;

const runArgumentValued: Rule = {
  ...FACTS,
  id: 'run-argument-valued',
  why: 'nobody gives a run that is made by hand its arguments, so it ends in an error before its first measurement',
  check({ spec }: Manifest): Violation[] {
    const args: Record<string, any>[] = spec?.args ?? [];
    return args.flatMap(({ name, value, valueFrom }, index) => value !== undefined || valueFrom?.secretKeyRef ? [] : [{
      pointer: pointer('spec', 'args', index),
      message: `argument "${name}" of a run has a value or comes from a Secret, got ${valueFrom?.fieldRef ? 'a field, which only a rollout can read' : 'neither'}`,
    }]);
  },
};

const runMeasures: Rule = {
  ...FACTS,
  id: 'run-measures',
  why: 'a run without a metric ends in an error',
  check: ({ spec }) => (spec?.metrics ?? []).length > 0 ? [] : [{ pointer: pointer('spec', 'metrics'), message: 'a run needs at least one metric, got none' }],
};

export const ANALYSIS_RUN_RULES: readonly Rule[] = [runArgumentValued, runMeasures];
