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

/**
 * The containers of a pod that belongs to no workload, with the volumes they mount.
 */
export function podSpecOf(containers: readonly kplus.ContainerProps[]) {
  const built = containers.map((props) => new kplus.Container(props));
  const volumes = new Map<string, kplus.Volume>();
  for (const { volume } of built.flatMap(({ mounts }) => mounts)) {
    if (volumes.has(volume.name) && volumes.get(volume.name) !== volume) {
      throw new Error(`two volumes of one pod have the name "${volume.name}": give one of them another name`);
    }
    volumes.set(volume.name, volume);
  }
  const { containers: rendered, volumes: mounted } = kplus.k8s.toJson_PodSpec({
    containers: built.map((container) => container._toKube()),
    volumes: volumes.size > 0 ? [...volumes.values()].map((volume) => volume._toKube()) : undefined,
  })!;
  return { containers: rendered, volumes: mounted };
}
