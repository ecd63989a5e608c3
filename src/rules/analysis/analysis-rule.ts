import { Bundle, Manifest } from '../../manifest/bundle';
import { mergesOf, Mount, mountsOf } from '../../reading/analyses';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

type Facts = Omit<Rule, 'check' | 'kinds' | 'severity'>;

const OF_ANALYSES = { severity: Severity.ERROR, kinds: ['Rollout', 'Experiment'] };

/** A rule about each analysis of a rollout or an experiment by itself. */
export function mountRule(rule: Facts & { check(mount: Mount, bundle: Bundle, manifest: Manifest): Violation[] }): Rule {
  return { ...rule, ...OF_ANALYSES, check: (manifest, bundle) => mountsOf(manifest).flatMap((mount) => rule.check(mount, bundle, manifest)) };
}

/** A rule about each analysis of a rollout or an experiment with its templates, all of which are in the bundle. */
export function mergeRule(rule: Facts & { check(mount: Mount, templates: readonly Manifest[], manifest: Manifest): Violation[] }): Rule {
  return {
    ...rule,
    ...OF_ANALYSES,
    check: (manifest, bundle) => mergesOf(manifest, bundle).flatMap(({ mount, templates }) => rule.check(mount, templates, manifest)),
  };
}
