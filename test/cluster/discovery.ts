import { Manifest } from './api';
import { isReady } from './backend';
import { Watched } from './watched';

/** An address to scrape, and all that Kubernetes says of it, under the labels that Prometheus' own discovery has for it. */
export interface Target {
  readonly targets: readonly string[];
  readonly labels: Record<string, string>;
}

type PortOf = (pod: Manifest, port: number) => number;

/** Each port of each container. */
export function podTargets(pods: Watched, portOf: PortOf): Target[] {
  return pods.all.filter(({ status }) => status.podIP !== undefined).flatMap((pod) => portsOf(pod).map(({ container, name = '', containerPort }) => ({
    targets: [`${pod.status.podIP}:${portOf(pod, containerPort)}`],
    labels: {
      ...labelsOfPod(pod),
      ...meta('pod_container', { name: container, port_name: name, port_number: String(containerPort) }),
    },
  })));
}

/** Each port of each Service, for each ready pod that it selects. */
export function endpointTargets(services: Watched, pods: Watched, portOf: PortOf): Target[] {
  return services.all.filter(({ spec }) => spec.selector !== undefined).flatMap((service) => {
    const { metadata: { namespace, name, labels }, spec } = service;
    return pods.selected(namespace, spec.selector).filter(isReady).flatMap((pod) => spec.ports.map((port: Manifest) => ({
      targets: [`${pod.status.podIP}:${portOf(pod, portBehind(port, pod))}`],
      labels: {
        ...labelsOfPod(pod),
        ...meta('service', { name }),
        ...labelled('service', labels),
        // the operator asks for the one or the other, by the version of Prometheus
        ...meta('endpoint', { port_name: port.name ?? '', address_target_kind: 'Pod', address_target_name: pod.metadata.name }),
        ...meta('endpointslice', { name, port_name: port.name ?? '', address_target_kind: 'Pod', address_target_name: pod.metadata.name }),
      },
    })));
  });
}

function portsOf({ spec }: Manifest): Manifest[] {
  return spec.containers.flatMap(({ name, ports = [] }: Manifest) => ports.map((port: Manifest) => ({ container: name, ...port })));
}

function portBehind({ targetPort }: Manifest, pod: Manifest): number {
  return portsOf(pod).find(({ name }) => name === targetPort)?.containerPort ?? targetPort;
}

function labelsOfPod(pod: Manifest): Record<string, string> {
  const { namespace, name, labels, uid } = pod.metadata;
  const { podIP, phase } = pod.status;
  return {
    __meta_kubernetes_namespace: namespace,
    ...meta('pod', { name, uid, phase, ip: podIP, node_name: pod.spec.nodeName, ready: String(isReady(pod)) }),
    ...labelled('pod', labels),
  };
}

function labelled(of: string, labels: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).flatMap(([label, value]) => {
    const name = label.replace(/[^a-zA-Z0-9_]/g, '_');
    return [[`__meta_kubernetes_${of}_label_${name}`, value], [`__meta_kubernetes_${of}_labelpresent_${name}`, 'true']];
  }));
}

function meta(of: string, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`__meta_kubernetes_${of}_${key}`, value]));
}
