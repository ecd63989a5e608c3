import { RolloutCase } from './rollout-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);
const init = (fields: string) => container('', `, initContainers: [{name: load, image: a, ${fields}}]`);
const experiment = (fields: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: api}, spec: {templates: [{name: a, template: {spec: {containers: [{name: a, ${fields}}]}}}]}}`;
const scaler = (target: string, others = '') =>
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: cpu${others}}, spec: {scaleTargetRef: {${target}}, maxReplicas: 3}}`;
const adopting = (fields = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api${fields}}}}`;
const deployment = (replicas: string) => `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {${replicas}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const PORT_NAME = 'the name of a port has at most 15 lower-case letters, digits and single "-", and a letter';
const WAY = 'a probe has exactly one of exec, httpGet, tcpSocket, grpc';
const TARGET = 'apiVersion: apps/v1, kind: Deployment, name: api';

export const CONTAINER_CASES: Record<string, RolloutCase> = {
  'container-name-once': {
    accepts: [container('', ', initContainers: [{name: load, image: a}]'), experiment('image: a')],
    rejects: {
      [`${CONTAINER}/name: each container of a pod has a name of its own, got "api" again`]: container('', ', initContainers: [{name: api, image: a}]'),
      [`${CONTAINER}/name: the name of a container has at most 63 lower-case letters, digits and "-", got "My_api"`]: rollout('containers: [{name: My_api, image: a}]'),
    },
  },
  'container-has-image': {
    accepts: [container('')],
    rejects: {
      [`${CONTAINER}/image: a container needs an image, got none`]: rollout('containers: [{name: api}]'),
      '/spec/templates/0/template/spec/containers/0/image: a container needs an image, got none': experiment('image: ""'),
    },
  },
  'container-port-valid': {
    accepts: [container('ports: [{name: http, containerPort: 80}]'), container('ports: [{containerPort: 65535, protocol: UDP}]')],
    rejects: {
      [`${CONTAINER}/ports/0/containerPort: a port must lie between 1 and 65535, got 80000`]: container('ports: [{containerPort: 80000}]'),
      [`${CONTAINER}/ports/0/containerPort: a port must lie between 1 and 65535, got 0`]: container('ports: [{containerPort: 0}]'),
      [`${CONTAINER}/ports/0/name: ${PORT_NAME}, got "HTTP"`]: container('ports: [{name: HTTP, containerPort: 80}]'),
      [`${CONTAINER}/ports/0/name: ${PORT_NAME}, got "a234567890123456"`]: container('ports: [{name: a234567890123456, containerPort: 80}]'),
      [`${CONTAINER}/ports/0/hostPort: a port must lie between 1 and 65535, got 70000`]: container('ports: [{containerPort: 80, hostPort: 70000}]'),
      [`${CONTAINER}/ports/0/protocol: the protocol must be one of TCP, UDP, SCTP, got "HTTP"`]: container('ports: [{containerPort: 80, protocol: HTTP}]'),
    },
  },
  'container-port-name-once': {
    accepts: [container('ports: [{name: http, containerPort: 80}, {name: grpc, containerPort: 90}, {containerPort: 1}, {containerPort: 2}]')],
    rejects: {
      [`${CONTAINER}/ports/1/name: each port of a container has a name of its own, got "http" again`]:
        container('ports: [{name: http, containerPort: 80}, {name: http, containerPort: 90}]'),
    },
  },
  'probe-one-way': {
    accepts: [container('readinessProbe: {httpGet: {port: 80}}'), container('')],
    rejects: {
      [`${CONTAINER}/readinessProbe: ${WAY}, got none`]: container('readinessProbe: {periodSeconds: 5}'),
      [`${CONTAINER}/livenessProbe: ${WAY}, got exec and tcpSocket`]: container('livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 80}}'),
    },
  },
  'probe-of-running-container': {
    accepts: [container('readinessProbe: {httpGet: {port: 80}}'), init('restartPolicy: Always, readinessProbe: {httpGet: {port: 80}}')],
    rejects: {
      [`${POD}/initContainers/0/readinessProbe: an init container has a readinessProbe only with restartPolicy Always, got none`]:
        init('readinessProbe: {httpGet: {port: 80}}'),
      [`${POD}/initContainers/0/lifecycle: an init container has a lifecycle only with restartPolicy Always, got none`]:
        init('lifecycle: {preStop: {exec: {command: [a]}}}'),
    },
  },
  'request-within-limit': {
    accepts: [
      container('resources: {requests: {cpu: 500m, memory: 1024Mi}, limits: {cpu: 1, memory: 1Gi}}'), container('resources: {requests: {cpu: 2}}'),
      container('resources: {requests: {cpu: "1.1"}, limits: {cpu: 1100m}}'), container('resources: {requests: {cpu: "1e0"}, limits: {cpu: 1}}'),
      container('resources: {requests: {example.com/gpu: 1}, limits: {example.com/gpu: "1"}}'), container('resources: {limits: {example.com/gpu: 1}}'),
    ],
    rejects: {
      [`${CONTAINER}/resources/requests/cpu: a request may be at most its limit (1500m), got 2`]: container('resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}'),
      [`${CONTAINER}/resources/requests/example.com~1gpu: a request of this resource must be its limit (2), got 1`]:
        container('resources: {requests: {example.com/gpu: 1}, limits: {example.com/gpu: 2}}'),
      [`${CONTAINER}/resources/requests/example.com~1gpu: a request of this resource must be its limit (none), got 1`]:
        container('resources: {requests: {example.com/gpu: 1}}'),
      [`${CONTAINER}/resources/requests/memory: a request may be at most its limit (1G), got 1Gi`]:
        container('resources: {requests: {memory: 1Gi}, limits: {memory: 1G}}'),
    },
  },
  'env-one-source': {
    accepts: [
      container('env: [{name: A, value: b}]'), container('env: [{name: A, value: "", valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
      container('envFrom: [{prefix: A_, secretRef: {name: a}}]'),
    ],
    rejects: {
      [`${CONTAINER}/env/0/valueFrom: variable "A" has exactly one source, got value and fieldRef`]:
        container('env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
      [`${CONTAINER}/env/0/valueFrom: variable "A" has exactly one source, got none`]: container('env: [{name: A, valueFrom: {}}]'),
      [`${CONTAINER}/env/0/valueFrom: variable "A" has exactly one source, got configMapKeyRef and secretKeyRef`]:
        container('env: [{name: A, valueFrom: {configMapKeyRef: {name: a, key: b}, secretKeyRef: {name: a, key: b}}}]'),
      [`${CONTAINER}/envFrom/0: a list of variables has exactly one source, got none`]: container('envFrom: [{prefix: A_}]'),
    },
  },
  'volume-name-once': {
    accepts: [container('', ', volumes: [{name: data, emptyDir: {}}, {name: tmp}]')],
    rejects: {
      [`${POD}/volumes/1/name: each volume of a pod has a name of its own, got "data" again`]: container('', ', volumes: [{name: data}, {name: data}]'),
      [`${POD}/volumes/0/name: the name of a volume has at most 63 lower-case letters, digits and "-", got "Data"`]: container('', ', volumes: [{name: Data}]'),
    },
  },
  'workload-shrinks': {
    accepts: [
      together(adopting(', scaleDown: onsuccess'), deployment('replicas: 3')), together(adopting(), deployment('replicas: 0')), adopting(),
    ],
    rejects: {
      ['/spec/workloadRef: the referenced Deployment keeps its pods, got 3 replicas and no scaleDown: '
        + 'give scaleDown onsuccess or progressively, or the Deployment 0 replicas']: together(adopting(), deployment('replicas: 3')),
      ['/spec/workloadRef: the referenced Deployment keeps its pods, got 1 replicas and scaleDown never: '
        + 'give scaleDown onsuccess or progressively, or the Deployment 0 replicas']: together(adopting(', scaleDown: never'), deployment('')),
    },
  },
  'autoscaler-scales-rollout': {
    accepts: [
      together(scaler('apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web'), adopting()), scaler(TARGET),
      together(scaler(TARGET), deployment('replicas: 3')), together(scaler(TARGET, ', namespace: other'), adopting()),
      together(scaler(TARGET), deployment(''), container('')),
    ],
    rejects: {
      '/spec/scaleTargetRef: the pods are those of Rollout "web", got Deployment "api": scale the Rollout of "argoproj.io/v1alpha1"':
        together(scaler(TARGET), adopting()),
      '/spec/scaleTargetRef: the pods are those of Rollout "api", got Deployment "api": scale the Rollout of "argoproj.io/v1alpha1"':
        together('{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: cpu}, spec: {scaleTargetRef: {name: api}}}', container('')),
    },
  },
};
