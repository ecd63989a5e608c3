import { Bundle, Manifest } from '../../manifest/bundle';
import { experimentsOf, PlacedExperiment } from '../../reading/experiments';
import { Objection, Severity } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

const KINDS = ['Rollout', 'Experiment'];

const EXPERIMENTS: Parts<PlacedExperiment> = { of: experimentsOf, within: ({ path }) => path };

type ExperimentRule = Omit<Rule, 'check' | 'kinds' | 'severity'>;

/** A rule about each experiment by itself. The pointer of an objection starts inside the experiment. */
export function experimentRule(rule: ExperimentRule & { check(placed: PlacedExperiment, manifest: Manifest, bundle: Bundle): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: KINDS,
    keys: ['Experiment', 'experiment'],
    parts: EXPERIMENTS,
    check: (placed: PlacedExperiment, bundle, _circumstances, manifest) => rule.check(placed, manifest, bundle),
  };
}
