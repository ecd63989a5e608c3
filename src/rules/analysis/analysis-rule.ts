import { Bundle, Manifest } from '../../manifest/bundle';
import { lookFor } from '../../manifest/keys';
import { Merge, mergesOf, Mount, mountsOf } from '../../reading/analyses';
import { Objection, Severity } from '../rule/finding';
import { Parts, Rule } from '../rule/rule';

const MOUNTS: Parts<Mount> = { of: mountsOf };

type RuleBesides<K extends keyof Rule> = Omit<Rule, 'check' | 'kinds' | 'severity' | K>;

/** A rule about each analysis of a rollout or an experiment by itself. */
export function mountRule(rule: RuleBesides<never> & { check(mount: Mount, bundle: Bundle, manifest: Manifest): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    parts: MOUNTS,
    check: (mount: Mount, bundle, _circumstances, manifest) => rule.check(mount, bundle, manifest),
  };
}

const MERGES: Parts<Merge> = { of: mergesOf };

type MergeRule = RuleBesides<never> & {
  /** Of these keys the manifest or one of the templates has at least one, wherever the rule has anything to say. */
  readonly mergedKeys?: readonly string[];
  check(mount: Mount, templates: readonly Manifest[], manifest: Manifest): Objection[];
};

/** A rule about each analysis of a rollout or an experiment with its templates, all of which are in the bundle. */
export function mergeRule({ mergedKeys, ...rule }: MergeRule): Rule {
  lookFor(mergedKeys ?? []);
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    parts: MERGES,
    check({ mount, templates, keys }: Merge, _bundle, _circumstances, manifest) {
      return !mergedKeys || keys.hasAny(mergedKeys) ? rule.check(mount, templates, manifest) : [];
    },
  };
}
