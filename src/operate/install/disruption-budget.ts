import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { selectorOf } from './labels';

/**
 * How many controller pods must keep running while a node is drained. Only one of the two options can be set.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export interface InstallDisruptionBudget {
  /**
   * How many pods must keep running. If this is all pods, nodes could never be drained, so it is an error.
   *
   * @default - `maxUnavailable` decides
   */
  readonly minAvailable?: kplus.PercentOrAbsolute;

  /**
   * How many pods may be unavailable. With zero, nodes could never be drained, so it is an error.
   *
   * @default - one, unless `minAvailable` is given
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;
}

/**
 * A PodDisruptionBudget for the pods of that name.
 */
export function addDisruptionBudget(
  scope: Construct,
  metadata: { name: string; namespace: string; labels: Record<string, string> },
  replicas: number,
  { minAvailable, maxUnavailable }: InstallDisruptionBudget,
) {
  if (minAvailable && maxUnavailable) {
    throw new Error('a disruption budget takes one of "minAvailable" and "maxUnavailable", got both: leave one of them out');
  }
  const blocks = minAvailable ? podsOf(minAvailable, replicas) >= replicas : maxUnavailable?.isZero();
  if (blocks && replicas > 0) {
    const got = minAvailable ? `minAvailable ${minAvailable.value} of ${replicas}` : `maxUnavailable ${maxUnavailable!.value}`;
    throw new Error(`a disruption budget must let a pod go, got ${got}: no node with a controller could be drained. Raise "replicas" or let more pods go`);
  }
  apiObject(scope, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: {
      ...minAvailable ? { minAvailable: minAvailable.value } : { maxUnavailable: maxUnavailable?.value ?? 1 },
      selector: { matchLabels: selectorOf(metadata.name) },
    },
  });
}

/** Kubernetes rounds a share up. */
function podsOf({ value }: kplus.PercentOrAbsolute, replicas: number): number {
  return typeof value === 'number' ? value : Math.ceil(parseFloat(value) / 100 * replicas);
}
