import { pick, Plan } from './plan';

type Fields = Record<string, any>;

/** What pod templates are varied in is told in test/oracle/README.md: who varies more says so there. */
export const LABELS = { app: 'api', tier: 'web' };

// the second is that of the Services: a load balancer of AWS asks pods of an experiment for it
const PORTS = [{ name: 'http', containerPort: 8080 }, { name: 'service', containerPort: 80 }];

const CONTAINERS: readonly Fields[] = [
  {},
  { ports: PORTS },
  { ports: PORTS, readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 } },
  { ports: PORTS, livenessProbe: { tcpSocket: { port: 8080 } } },
  { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } } },
  { env: [{ name: 'A', value: 'b' }, { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
  { command: ['sh'], args: ['-c', 'sleep 1'], imagePullPolicy: 'Always' },
];

const PODS: readonly Fields[] = [
  {},
  { restartPolicy: 'Always', serviceAccountName: 'api' },
  { volumes: [{ name: 'tmp', emptyDir: {} }] },
  { volumes: [{ name: 'tmp', configMap: { name: 'api' } }, { name: 'tokens', secret: { secretName: 'tokens' } }] },
  { initContainers: [{ name: 'init', image: 'busybox' }] },
];

export function podTemplate(by: number): Fields {
  const pod = pick(PODS, by);
  const mounts = pod.volumes ? { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] } : {};
  return {
    metadata: { labels: LABELS, ...by % 2 === 0 ? { annotations: { note: 'x' } } : {} },
    spec: { containers: [{ name: 'api', image: 'api:1', ports: PORTS, ...pick(CONTAINERS, by), ...mounts }], ...pod },
  };
}

export function workloadOf({ workload, pod }: Plan): Fields {
  const template = podTemplate(pod);
  const selector = { matchLabels: { app: 'api' } };
  return workload === 'PodTemplate'
    ? { apiVersion: 'v1', kind: workload, metadata: { name: 'api' }, template }
    : { apiVersion: 'apps/v1', kind: workload, metadata: { name: 'api' }, spec: { selector, template } };
}
