import { Bundle, Manifest } from '../../manifest/bundle';
import { experimentsOf, PlacedExperiment } from '../../reading/experiments';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

type ExperimentRule = Omit<Rule, 'check' | 'kinds' | 'severity'>;

/** A rule about each experiment by itself. The pointer of a violation starts inside the experiment. */
export function experimentRule(rule: ExperimentRule & { check(placed: PlacedExperiment, manifest: Manifest, bundle: Bundle): Violation[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    check: (manifest, bundle) => experimentsOf(manifest).flatMap((placed) => within(placed.path, rule.check(placed, manifest, bundle))),
  };
}
