import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { Rule } from './rule';

type Part = Record<string, any>;
type Path = readonly (string | number)[];

/** The spec of pods that a controller makes, and where it stands. */
interface PlacedPod {
  readonly pod: Part;
  readonly path: Path;
}

function podsOf({ kind, spec }: Manifest): PlacedPod[] {
  if (kind === 'Rollout') {
    return spec?.template?.spec ? [{ pod: spec.template.spec, path: ['spec', 'template', 'spec'] }] : [];
  }
  const templates: (Part | null)[] = spec?.templates ?? [];
  return templates.flatMap((template, index) => {
    const pod = template?.template?.spec;
    return pod ? [{ pod, path: ['spec', 'templates', index, 'template', 'spec'] }] : [];
  });
}

type PodRule = Omit<Rule, 'check' | 'kinds' | 'severity'>;

/** A rule about the pods of a rollout or an Experiment. The pointer of an objection starts inside the spec of the pod. */
export function podRule(rule: PodRule & { check(pod: Part): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    check: (manifest) => podsOf(manifest).flatMap(({ pod, path }) => rule.check(pod).map((objection) => ({
      pointer: pointer(...path) + objection.pointer,
      message: objection.message,
    }))),
  };
}

/** A rule about each container by itself. The pointer of an objection starts inside the container. */
export function containerRule(rule: PodRule & { check(container: Part, isInit: boolean): Objection[] }): Rule {
  return podRule({
    ...rule,
    check: (pod) => containersOf(pod).flatMap(({ container, path, isInit }) => rule.check(container, isInit).map((objection) => ({
      pointer: pointer(...path) + objection.pointer,
      message: objection.message,
    }))),
  });
}

/** All containers of a pod, those that run before the others first. */
export function containersOf(pod: Part): { container: Part; path: Path; isInit: boolean }[] {
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers: (Part | null)[] = pod[list] ?? [];
    return containers.map((container, index) => ({ container: container ?? {}, path: [list, index], isInit: list === 'initContainers' }));
  });
}
