import { Lazy } from 'cdk8s';
import { ServicePort } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { apiObject } from '../synth/api-object';
import { ServiceReference } from './service-reference';

/** The ends that the names of a rollout's own Services have. */
export type ServiceRole = 'stable' | 'canary' | 'active' | 'preview';

/** What a rollout tells about the pods that its Services reach. */
export interface ServedPods {
  readonly name: string;
  readonly namespace?: string;
  labels(): Record<string, string>;
  ports(): ServicePort[];
}

/**
 * A Service of a rollout. It selects all pods of the rollout; the controller narrows it to one version.
 */
export function rolloutService(scope: Construct, role: ServiceRole, pods: ServedPods): ServiceReference {
  const object = apiObject(scope, `${role.charAt(0).toUpperCase()}${role.slice(1)}Service`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${pods.name}-${role}`, namespace: pods.namespace },
    spec: Lazy.any({
      produce: () => ({
        selector: pods.labels(),
        ports: pods.ports(),
      }),
    }),
  });
  return ServiceReference._of(object, () => pods.ports().map(({ port }) => port));
}
