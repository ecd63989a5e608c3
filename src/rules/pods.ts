import { Manifest } from '../manifest/bundle';
import { Path, pointer } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { Objection, Severity } from './finding';
import { aboutEach, within } from './objections';
import { Parts, Rule } from './rule';

type Part = Record<string, any>;
/** The template of pods that a controller makes, and where it stands. */
interface PlacedTemplate {
  readonly template: Part;
  readonly path: Path;
}

interface PlacedContainer {
  readonly container: Part;
  readonly path: Path;
  readonly isInit: boolean;
}

/** Beside a reference to a workload the controller replaces the template before it looks at it. */
const templatesOf = remembered(({ kind, spec }: Manifest): PlacedTemplate[] => {
  if (kind === 'Rollout') {
    return spec?.template && !spec.workloadRef ? [{ template: spec.template, path: ['spec', 'template'] }] : [];
  }
  const templates: (Part | null)[] = spec?.templates ?? [];
  return templates.flatMap((each, index) => each?.template ? [{ template: each.template, path: ['spec', 'templates', index, 'template'] }] : []);
});

const TEMPLATES: Parts<PlacedTemplate> = { of: templatesOf, within: ({ path }) => path };

interface PlacedPod {
  readonly pod: Part;
  readonly path: Path;
}

const podsOf = remembered((manifest: Manifest): PlacedPod[] => {
  return templatesOf(manifest).flatMap(({ template, path }) => template.spec ? { pod: template.spec, path: [...path, 'spec'] } : []);
});

const PODS: Parts<PlacedPod> = { of: podsOf, within: ({ path }) => path };

interface ContainerOfPod extends PlacedContainer {
  readonly placedPod: PlacedPod;
}

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

/** All containers of a pod, those that run before the others first. */
export const containersOf = remembered((pod: Part): readonly PlacedContainer[] => [...placed(pod, 'initContainers'), ...placed(pod, 'containers')]);

function placed(pod: Part, list: string): PlacedContainer[] {
  const containers: (Part | null)[] = pod[list] ?? [];
  return containers.map((container, index) => ({ container: container ?? {}, path: [list, index], isInit: list === 'initContainers' }));
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
