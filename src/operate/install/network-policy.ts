import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { selectorOf } from './labels';

/**
 * Which pods can reach the pods of the installation over the network. The kubelet can always reach them. Connections from the pods of the
 * installation are not limited.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export interface InstallNetworkPolicy {
  /**
   * The names of namespaces whose pods can read the metrics. With an empty list no pod can.
   *
   * @default - pods of every namespace
   */
  readonly metricsFrom?: string[];

  /**
   * The names of namespaces whose pods can reach the dashboard. With an Ingress this is required: give the namespace of the ingress controller.
   *
   * @default - none; `kubectl port-forward` still works
   */
  readonly dashboardFrom?: string[];
}

/**
 * Lets only pods of those namespaces reach a port of the pods of that name, or pods of all namespaces if none are given.
 */
export function addNetworkPolicy(
  scope: Construct,
  metadata: { name: string; namespace: string; labels: Record<string, string> },
  port: number,
  namespaces?: readonly string[],
) {
  const from = namespaces?.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }));
  apiObject(scope, 'NetworkPolicy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: selectorOf(metadata.name) },
      policyTypes: ['Ingress'],
      // an item with an empty "from" would let everybody in
      ingress: from?.length === 0 ? [] : [{ ...from && { from }, ports: [{ port, protocol: 'TCP' }] }],
    },
  });
}
