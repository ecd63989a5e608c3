import { pointer } from '../../manifest/pointer';
import { containersOf, Part, podsOf, templatesOf } from '../../reading/pods';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

type PodRule = Omit<Rule, 'check' | 'kinds' | 'severity'>;

const OF_PODS = { severity: Severity.ERROR, kinds: ['Rollout', 'Experiment'] };

/** A rule about the pod template of a rollout or an Experiment. The pointer of a violation starts inside the template. */
export function podTemplateRule(rule: PodRule & { check(template: Part): readonly Violation[] }): Rule {
  return { ...rule, ...OF_PODS, check: (manifest) => templatesOf(manifest).flatMap(({ template, path }) => within(path, rule.check(template))) };
}

/** A rule about the pods of a rollout or an Experiment. The pointer of a violation starts inside the spec of the pod. */
export function podRule(rule: PodRule & { check(pod: Part): readonly Violation[] }): Rule {
  return { ...rule, ...OF_PODS, check: (manifest) => podsOf(manifest).flatMap(({ pod, path }) => within(path, rule.check(pod))) };
}

/** A rule about each container by itself. The pointer of a violation starts inside the container. */
export function containerRule(rule: PodRule & { check(container: Part, isInit: boolean): readonly Violation[] }): Rule {
  return {
    ...rule,
    ...OF_PODS,
    check: (manifest) => podsOf(manifest).flatMap(({ pod, path: outer }) => containersOf(pod).flatMap(({ container, path, isInit }) => {
      return within([...outer, ...path], rule.check(container, isInit));
    })),
  };
}

/** A rule about each item of a list of a container. The pointer of a violation starts inside the item. */
export function itemRule(list: string, rule: PodRule & { check(item: Part): readonly Violation[] }): Rule {
  return containerRule({
    ...rule,
    check: (container) => ((container[list] ?? []) as (Part | null)[]).flatMap((item, index) => within([list, index], rule.check(item ?? {}))),
  });
}

/** What is wrong with the names of a list: each may be there once. The pointer of a violation starts inside what holds the list. */
export function repeatedNames(list: string, items: readonly (Part | null)[], what: string): Violation[] {
  const seen = new Set<string>();
  return items.flatMap((item, index): Violation[] => {
    const name = item?.name;
    const isTaken = seen.has(name);
    seen.add(name);
    return !name || !isTaken ? [] : [{ pointer: pointer(list, index, 'name'), message: `${what} has a name of its own, got "${name}" again` }];
  });
}
