import { atPods, atRollout, Mistake } from '../mistake';

const CONTAINER = 'spec/containers/0';
const TCP = { tcpSocket: { port: 80 } };

function container(what: string, field: string, values: readonly unknown[]): Mistake {
  return atPods(what, `${CONTAINER}/${field}`, values);
}

const NAMES: readonly Mistake[] = [
  container('a container without a proper name', 'name', ['', 'Api', 'a.b', 'a_b', '-a', 'a'.repeat(64)]),
  atPods('two containers of one name', 'spec/containers', [[{ name: 'a', image: 'a' }, { name: 'a', image: 'b' }]]),
  atPods('a container and an init container of one name', 'spec/initContainers', [[{ name: 'api', image: 'a' }]]),
  container('a container without an image', 'image', ['', undefined]),
];

const PORTS: readonly Mistake[] = [
  container('a port that no pod can have', 'ports', [[{ containerPort: 0 }], [{ containerPort: 65_536 }], [{ containerPort: -1 }]]),
  container('a port without a proper name', 'ports', [
    [{ name: 'http-of-the-api-x', containerPort: 1 }], [{ name: 'HTTP', containerPort: 1 }], [{ name: '80', containerPort: 80 }],
    [{ name: 'a--b', containerPort: 1 }],
  ]),
  container('two ports of one name', 'ports', [[{ name: 'a', containerPort: 1 }, { name: 'a', containerPort: 2 }]]),
  container('a protocol that no port has', 'ports', [[{ containerPort: 1, protocol: 'tcp' }], [{ containerPort: 1, protocol: 'HTTP' }]]),
];

const PROBES: readonly Mistake[] = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => [
  container('a probe of nothing', probe, [{}, { periodSeconds: 5 }]),
  container('a probe of two things', probe, [{ ...TCP, httpGet: { path: '/', port: 80 } }, { ...TCP, exec: { command: ['true'] } }]),
  atPods('a probe of an init container', 'spec/initContainers', [[{ name: 'init', image: 'a', [probe]: TCP }]]),
]);

const AMOUNTS: readonly Mistake[] = [
  container('a request beyond its limit', 'resources', [
    { requests: { cpu: '2' }, limits: { cpu: '1500m' } }, { requests: { memory: '1Gi' }, limits: { memory: '1G' } },
  ]),
  container('a variable of two sources', 'env', [[{ name: 'A', value: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]]),
];

const VOLUMES: readonly Mistake[] = [
  container('a mount without a volume', 'volumeMounts', [[{ name: 'gone', mountPath: '/gone' }]]),
  atPods('two volumes of one name', 'spec/volumes', [[{ name: 'tmp', emptyDir: {} }, { name: 'tmp', emptyDir: {} }]]),
  atPods('a volume without a proper name', 'spec/volumes', [[{ name: 'Tmp', emptyDir: {} }], [{ name: '', emptyDir: {} }], [{ name: 'a.b', emptyDir: {} }]]),
];

const PODS: readonly Mistake[] = [
  atPods('no containers', 'spec/containers', [[]]),
  atPods('pods that end', 'spec/restartPolicy', ['Never', 'OnFailure']),
  atPods('pods with a deadline', 'spec/activeDeadlineSeconds', [1, 60]),
];

const SOURCES: readonly Mistake[] = [
  {
    what: 'two pod sources',
    needs: { workload: 'Deployment' },
    make({ rollout }) {
      if (rollout.spec.workloadRef) {
        rollout.spec.template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api' }] } };
      }
    },
  },
  atRollout('a workload without pods', 'spec/workloadRef/kind', ['DaemonSet', 'StatefulSet', 'Job'], { workload: 'Deployment' }),
  atRollout('a workload of another API', 'spec/workloadRef/apiVersion', ['v1', 'extensions/v1beta1'], { workload: 'Deployment' }),
  atRollout('a PodTemplate without a selector', 'spec/selector', [undefined], { workload: 'PodTemplate' }),
  ...(['Deployment', 'ReplicaSet', 'PodTemplate'] as const).map((workload) => (
    atRollout('a workload that is not there', 'spec/workloadRef/name', ['gone'], { workload }))),
];

export const POD_MISTAKES: readonly Mistake[] = [...PODS, ...NAMES, ...PORTS, ...PROBES, ...AMOUNTS, ...VOLUMES, ...SOURCES];
