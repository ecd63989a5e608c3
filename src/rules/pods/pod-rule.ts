import { pointer } from '../../manifest/pointer';
import { ContainerOfPod, containersOf, Part, PlacedContainer, PlacedPod, PlacedTemplate, podsOf, templatesOf } from '../../reading/pods';
import { Objection, Severity } from '../rule/finding';
import { aboutEach, within } from '../rule/objections';
import { Parts, Rule } from '../rule/rule';

const TEMPLATES: Parts<PlacedTemplate> = { of: templatesOf, within: ({ path }) => path };

const PODS: Parts<PlacedPod> = { of: podsOf, within: ({ path }) => path };

const CONTAINERS: Parts<ContainerOfPod> = {
  of: (manifest) => podsOf(manifest).flatMap((placedPod) => {
    return containersOf(placedPod.pod).map(({ container, path, isInit }) => ({ container, path, isInit, placedPod }));
  }),
  within: ({ path, placedPod }) => [...placedPod.path, ...path],
};

type PodRule = Omit<Rule, 'check' | 'kinds' | 'severity' | 'parts'>;

const OF_PODS = { severity: Severity.ERROR, kinds: ['Rollout', 'Experiment'] };

/** A rule about the pod template of a rollout or an Experiment. The pointer of an objection starts inside the template. */
export function podTemplateRule(rule: PodRule & { check(template: Part): readonly Objection[] }): Rule {
  return { ...rule, ...OF_PODS, parts: TEMPLATES, check: ({ template }: PlacedTemplate) => rule.check(template) };
}

/** A rule about the pods of a rollout or an Experiment. The pointer of an objection starts inside the spec of the pod. */
export function podRule(rule: PodRule & { check(pod: Part): readonly Objection[] }): Rule {
  return { ...rule, ...OF_PODS, parts: PODS, check: ({ pod }: PlacedPod) => rule.check(pod) };
}

/** A rule about each container by itself. The pointer of an objection starts inside the container. */
export function containerRule(rule: PodRule & { check(container: Part, isInit: boolean): readonly Objection[] }): Rule {
  return { ...rule, ...OF_PODS, parts: CONTAINERS, check: ({ container, isInit }: PlacedContainer) => rule.check(container, isInit) };
}

/** A rule about each item of a list of a container. The pointer of an objection starts inside the item. */
export function itemRule(list: string, rule: PodRule & { check(item: Part): readonly Objection[] }): Rule {
  return containerRule({
    keys: [list],
    ...rule,
    check: (container) => aboutEach<Part | null>(container[list] ?? [], (item, index) => within([list, index], rule.check(item ?? {}))),
  });
}

/** What is wrong with the names of a list: each may be there once. The pointer of an objection starts inside what holds the list. */
export function repeatedNames(list: string, items: readonly (Part | null)[], what: string): Objection[] {
  const seen = new Set<string>();
  return items.flatMap((item, index): Objection[] => {
    const name = item?.name;
    const isTaken = seen.has(name);
    seen.add(name);
    return !name || !isTaken ? [] : [{ pointer: pointer(list, index, 'name'), message: `${what} has a name of its own, got "${name}" again` }];
  });
}
