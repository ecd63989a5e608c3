import { atPods, Mistake } from '../mistake';

const CONTAINER = 'spec/containers/0';
const TCP = { tcpSocket: { port: 80 } };
const GPU = 'example.com/gpu';

function container(what: string, field: string, values: readonly unknown[]): Mistake {
  return atPods(what, `${CONTAINER}/${field}`, values);
}

function init(what: string, fields: readonly object[]): Mistake {
  return atPods(what, 'spec/initContainers', fields.map((each) => [{ name: 'init', image: 'a', ...each }]));
}

const METADATA: readonly Mistake[] = [
  atPods('a label or an annotation that cannot be stored', 'metadata/labels', [
    { app: 'api', tier: 'web', branch: 'feature/login' }, { 'app': 'api', 'tier': 'web', 'git branch': 'main' }, { 'app': 'api', 'tier': 'web', 'a/b/c': 'd' },
    { app: 'api', tier: 'web', version: 'a'.repeat(64) }, { app: 'api', tier: 'web', dot: 'a.' },
  ]),
  atPods('a label or an annotation that cannot be stored', 'metadata/annotations', [{ 'a b': 'c' }, { 'a/b/c': 'd' }, { 'Example.com/A': 'fine' }]),
];

const POLICIES: readonly Mistake[] = [
  atPods('a policy of pods that does not exist', 'spec/dnsPolicy', ['default', 'Cluster', '']),
  container('a policy of pods that does not exist', 'imagePullPolicy', ['always', 'Sometimes', '']),
  container('a policy of pods that does not exist', 'terminationMessagePolicy', ['Logs', 'file', '']),
  container('a policy of pods that does not exist', 'restartPolicy', ['Always', 'Never']),
  init('a policy of pods that does not exist', [{ restartPolicy: 'Never' }, { restartPolicy: 'OnFailure' }, { restartPolicy: 'Always' }]),
  init('a policy of pods that does not exist', [{ lifecycle: { preStop: { exec: { command: ['a'] } } } }]),
];

const RESOURCES: readonly Mistake[] = [
  container('a resource that no node has', 'resources', [{ limits: { mem: '1Gi' } }, { requests: { CPU: 1 } }, { limits: { 'a/b/c': 1 } }, { limits: { 'hugepages-2Mi': '2Mi', 'memory': '1Gi' } }]),
  container('a resource that no node has', 'resources', [{ limits: { cpu: -1 } }, { requests: { memory: '-1Gi' } }, { limits: { cpu: 0 } }]),
  container('a resource that no node has', 'resources', [{ limits: { [GPU]: '500m' } }, { limits: { [GPU]: '1500m' } }, { limits: { [GPU]: '1000m' } }]),
  container('a resource that no node has', 'resources', [
    { requests: { [GPU]: 1 }, limits: { [GPU]: 2 } }, { requests: { [GPU]: 1 } }, { requests: { [GPU]: '1' }, limits: { [GPU]: 1 } },
    { requests: { 'cpu': 1, 'hugepages-2Mi': '2Mi' }, limits: { 'hugepages-2Mi': '4Mi' } },
  ]),
];

const VARIABLES: readonly Mistake[] = [
  container('a variable without a name or a source', 'env', [
    [{ name: '1A', value: 'b' }], [{ name: 'A B', value: 'b' }], [{ name: '', value: 'b' }], [{ name: '..', value: 'b' }], [{ name: '.', value: 'b' }],
    [{ name: '-a.b', value: 'b' }],
  ]),
  container('a variable without a name or a source', 'env', [
    [{ name: 'A', valueFrom: {} }], [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' }, secretKeyRef: { name: 'a', key: 'b' } } }],
  ]),
  container('a variable without a name or a source', 'envFrom', [[{ prefix: 'A_' }], [{ configMapRef: { name: 'a' }, secretRef: { name: 'a' } }], [{ secretRef: { name: 'a' } }]]),
];

const PROBES: readonly Mistake[] = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => [
  container('a probe that cannot be made', probe, [
    { ...TCP, periodSeconds: -1 }, { ...TCP, initialDelaySeconds: -5 }, { ...TCP, successThreshold: 2 }, { ...TCP, failureThreshold: -1 },
    { ...TCP, timeoutSeconds: 0 }, { ...TCP, terminationGracePeriodSeconds: 0 }, { ...TCP, terminationGracePeriodSeconds: 5 },
  ]),
  container('a probe that cannot be made', probe, [
    { tcpSocket: { port: 0 } }, { tcpSocket: { port: 70_000 } }, { httpGet: { port: '8080' } }, { httpGet: { port: 80, scheme: 'https' } },
    { grpc: { port: 0 } }, { httpGet: { port: 'a--b' } },
  ]),
]);

const VOLUMES: readonly Mistake[] = [
  atPods('a volume or a port that no pod has', 'spec/volumes', [
    [{ name: 'tmp', emptyDir: {}, configMap: { name: 'a' } }], [{ name: 'tmp', secret: { secretName: 'a' }, configMap: { name: 'a' } }],
  ]),
  atPods('a volume or a port that no pod has', 'spec/volumes', [
    [{ name: 'tmp', configMap: {} }], [{ name: 'tmp', secret: {} }], [{ name: 'tmp', persistentVolumeClaim: { claimName: '' } }], [{ name: 'tmp' }],
  ]),
  container('a volume or a port that no pod has', 'volumeMounts', [[{ name: 'tmp', mountPath: '' }]]),
  container('a volume or a port that no pod has', 'ports', [[{ containerPort: 80, hostPort: 70_000 }], [{ containerPort: 80, hostPort: -1 }]]),
];

/** Values of a pod that Kubernetes refuses, and some beside them that it takes. They are many, so they share their names. */
export const POD_VALUE_MISTAKES: readonly Mistake[] = [...METADATA, ...POLICIES, ...RESOURCES, ...VARIABLES, ...PROBES, ...VOLUMES];
