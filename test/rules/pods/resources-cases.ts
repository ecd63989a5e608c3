import { RuleCases } from '../rule-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

const template = (metadata: string, spec = 'containers: [{name: api, image: a}]', others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${others}template: {metadata: {${metadata}}, spec: {${spec}}}}}`;
const withPod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a, ${fields}}]`);
const ENV = 'the name of a variable has letters, digits, "-", "_" and "." and does not begin with a digit';
const RESOURCE = 'a resource is one of cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>';

export const RESOURCES_CASES: Record<string, RuleCases> = {
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
  'resource-valid': {
    accepts: [
      withPod('resources: {limits: {cpu: 500m, memory: 1Gi, ephemeral-storage: 1G, hugepages-2Mi: 4Mi, nvidia.com/gpu: 1}}'),
      withPod('resources: {requests: {cpu: 0}}'),
    ],
    rejects: {
      [`${CONTAINER}/resources/limits/mem: ${RESOURCE}, got "mem"`]: withPod('resources: {limits: {mem: 1Gi}}'),
      [`${CONTAINER}/resources/limits/cpu: an amount must be at least 0, got -1`]: withPod('resources: {limits: {cpu: -1}}'),
      [`${CONTAINER}/resources/limits/nvidia.com~1gpu: nvidia.com/gpu can only be given as a whole, got 500m`]: withPod('resources: {limits: {nvidia.com/gpu: 500m}}'),
    },
  },
  'env-name-valid': {
    accepts: [withPod('env: [{name: A_B-c.1, value: b}, {name: _}, {name: .a}]')],
    rejects: {
      [`${CONTAINER}/env/0/name: ${ENV}, got "1A"`]: withPod('env: [{name: 1A, value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got "MY VAR"`]: withPod('env: [{name: MY VAR, value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got ""`]: withPod('env: [{name: "", value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got "..a"`]: withPod('env: [{name: ..a, value: b}]'),
    },
  },
};
