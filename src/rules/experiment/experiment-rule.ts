import { Bundle, Manifest } from '../../manifest/bundle';
import { experimentsOf, PlacedExperiment } from '../../reading/experiments';
import { Objection, Severity } from '../rule/finding';
import { within } from '../rule/objections';
import { Rule } from '../rule/rule';

type ExperimentRule = Omit<Rule, 'check' | 'kinds' | 'severity'>;

/** A rule about each experiment by itself. The pointer of an objection starts inside the experiment. */
export function experimentRule(rule: ExperimentRule & { check(placed: PlacedExperiment, manifest: Manifest, bundle: Bundle): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    check: (manifest, bundle) => experimentsOf(manifest).flatMap((placed) => within(placed.path, rule.check(placed, manifest, bundle))),
  };
}
