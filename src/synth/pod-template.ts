import * as kplus from 'cdk8s-plus-28';

/**
 * The pod template that cdk8s-plus has built up in a workload.
 */
export function podTemplateOf(workload: kplus.Workload) {
  return kplus.k8s.toJson_PodTemplateSpec({
    metadata: workload.podMetadata.toJson(),
    spec: workload._toPodSpec(),
  });
}

/**
 * The selector that cdk8s-plus has built up in a workload.
 */
export function selectorOf(workload: kplus.Workload) {
  return kplus.k8s.toJson_LabelSelector(workload._toLabelSelector());
}

/** What runs in a pod. */
export interface PodContents {
  readonly containers: readonly kplus.ContainerProps[];
  readonly initContainers?: readonly kplus.ContainerProps[];
  /** Beside those that the containers mount. */
  readonly volumes?: readonly kplus.Volume[];
}

/**
 * The containers of a pod that belongs to no workload, with the volumes they mount.
 */
export function podSpecOf({ containers, initContainers = [], volumes = [] }: PodContents) {
  const [first, running] = [named(initContainers, 'init'), named(containers, 'main')];
  const mounted = volumesByName([...volumes, ...[...first, ...running].flatMap(({ mounts }) => mounts).map(({ volume }) => volume)]);
  const rendered = kplus.k8s.toJson_PodSpec({
    initContainers: first.length > 0 ? first.map((container) => container._toKube()) : undefined,
    containers: running.map((container) => container._toKube()),
    volumes: mounted.length > 0 ? mounted.map((volume) => volume._toKube()) : undefined,
  })!;
  return { initContainers: rendered.initContainers, containers: rendered.containers, volumes: rendered.volumes };
}

/** cdk8s-plus calls a container `main` that has no name. */
function named(containers: readonly kplus.ContainerProps[], name: string): kplus.Container[] {
  return containers.map((props, index) => new kplus.Container({ name: index === 0 ? name : `${name}-${index}`, ...props }));
}

function volumesByName(volumes: readonly kplus.Volume[]): kplus.Volume[] {
  const byName = new Map<string, kplus.Volume>();
  for (const volume of volumes) {
    if ((byName.get(volume.name) ?? volume) !== volume) {
      throw new Error(`two volumes of one pod have the name "${volume.name}": give one of them another name`);
    }
    byName.set(volume.name, volume);
  }
  return [...byName.values()];
}
