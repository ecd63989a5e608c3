import { Bundle, Manifest } from '../manifest/bundle';
import { Path, valueAt } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { fieldsIn } from './named-objects';

/** What decides how many pods there are. */
export const HORIZONTAL: readonly string[] = ['HorizontalPodAutoscaler', 'ScaledObject'];

/** What decides what each pod asks for. */
export const VERTICAL = 'VerticalPodAutoscaler';

export const AUTOSCALERS: readonly string[] = [...HORIZONTAL, VERTICAL];

/** What an autoscaler scales, and where it says so. */
export interface ScaleTarget {
  readonly path: Path;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
}

/** As far as it says. */
export function scaleTarget(autoscaler: Manifest): ScaleTarget {
  const path = ['spec', autoscaler.kind === VERTICAL ? 'targetRef' : 'scaleTargetRef'];
  const { apiVersion, kind, name } = (valueAt(autoscaler, path) ?? {}) as ScaleTarget;
  return { path, apiVersion, kind, name };
}

/** What scales the number of pods of rollouts, by namespace and name of the rollout. */
const scalersOfRollouts = remembered((bundle: Bundle): ReadonlyMap<string, readonly Manifest[]> => {
  const scalers = new Map<string, Manifest[]>();
  for (const manifest of bundle.ofKind(...HORIZONTAL)) {
    const { kind, name } = scaleTarget(manifest);
    const target = key(name, manifest.metadata?.namespace);
    if (kind === 'Rollout') {
      scalers.set(target, [...scalers.get(target) ?? [], manifest]);
    }
  }
  return scalers;
});

/** Those that scale the number of pods of the rollout of a name. */
export function horizontalScalers({ name, namespace }: { name?: string; namespace?: string }, bundle: Bundle): readonly Manifest[] {
  return scalersOfRollouts(bundle).get(key(name, namespace)) ?? [];
}

function key(name: string | undefined, namespace: string | undefined): string {
  return `${namespace ?? ''}/${name}`;
}

/** The least number of pods that an autoscaler leaves. */
export function leastReplicas({ kind, spec }: Manifest): number | undefined {
  const given: unknown = valueAt(spec, [kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas']) ?? (kind === 'ScaledObject' ? 0 : 1);
  return typeof given === 'number' ? given : undefined;
}

/** A resource by whose use, as a share of what is requested, pods are added: of one container, or of all. */
export interface UtilizedResource {
  readonly resource: string;
  readonly container?: string;
}

/** By which resources an autoscaler adds pods as soon as they are used more than their share. */
export function utilizedBy({ apiVersion, kind, spec }: Manifest): readonly UtilizedResource[] {
  if (kind === 'ScaledObject') {
    return fieldsIn(valueAt(spec, ['triggers'])).filter(({ metricType, metadata }) => (metricType ?? metadata?.type) === 'Utilization')
      .map(({ type, metadata }) => ({ resource: type, container: metadata?.containerName }));
  }
  const metrics = fieldsIn(valueAt(spec, ['metrics']));
  if (metrics.length === 0 || apiVersion === 'autoscaling/v1') {
    return [{ resource: 'cpu' }];
  }
  return metrics.flatMap(({ resource, containerResource }) => [resource, containerResource])
    .filter((each) => each?.target?.type === 'Utilization' || each?.target?.averageUtilization !== undefined)
    .map(({ name, container }) => ({ resource: name, container }));
}
