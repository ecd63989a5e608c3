import { Lazy } from 'cdk8s';
import { ServicePort } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { apiObject } from '../synth/api-object';
import { RolloutServices } from './rollout-services';
import { ServiceReference } from './service-reference';

/** The ends that the names of a rollout's own Services have. The root is the one that the controller leaves alone. */
export type ServiceRole = 'stable' | 'canary' | 'active' | 'preview' | 'ping' | 'pong' | 'root';

/** The Services between which a canary's traffic moves. */
export interface ServicePair {
  readonly stable: ServiceReference;
  readonly canary: ServiceReference;
}

/** What a rollout tells about the pods that its Services reach, and how these Services look. */
export interface ServedPods {
  readonly name: string;
  readonly namespace?: string;
  readonly services?: RolloutServices;
  labels(): Record<string, string>;
  ports(): ServicePort[];
}

/**
 * A Service of a rollout. It selects all pods of the rollout; the controller narrows it to one version.
 */
export function rolloutService(scope: Construct, role: ServiceRole, pods: ServedPods, name = `${pods.name}-${role}`): ServiceReference {
  const { type, labels, annotations, appProtocol } = pods.services ?? {};
  const object = apiObject(scope, `${role.charAt(0).toUpperCase()}${role.slice(1)}Service`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: pods.namespace, labels, annotations },
    spec: Lazy.any({
      produce: () => ({
        type,
        selector: pods.labels(),
        ports: pods.ports().map((port) => ({ ...port, appProtocol })),
      }),
    }),
  });
  return ServiceReference._of(object, () => pods.ports());
}
