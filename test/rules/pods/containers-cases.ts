import { RuleCases } from '../rule-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);
const experiment = (fields: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: api}, spec: {templates: [{name: a, template: {spec: {containers: [{name: a, ${fields}}]}}}]}}`;

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const PORT_NAME = 'the name of a port has at most 15 lower-case letters, digits and single "-", and a letter';

const template = (metadata: string, spec = 'containers: [{name: api, image: a}]', others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${others}template: {metadata: {${metadata}}, spec: {${spec}}}}}`;
const pod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a}], ${fields}`);
const withPod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a, ${fields}}]`);
const init = (fields: string) => pod(`initContainers: [{name: load, image: a, ${fields}}]`);
const KEY = 'a key has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';
const VALUE = 'the value of a label has at most 63 letters, digits, "-", "_" and "."';
const OWN_POLICY = 'only an init container has a restartPolicy of its own, and it is "Always"';

const labelled = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const labelledPod = (fields: string) => labelled(`template: {metadata: {labels: {app: api}}, spec: {${fields}}}`);
const labelledContainer = (fields: string, others = '') => labelledPod(`containers: [{name: api, image: a, ${fields}}]${others}`);

export const CONTAINERS_CASES: Record<string, RuleCases> = {
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
  'pod-labels-valid': {
    accepts: [
      template('labels: {app.kubernetes.io/version: v1.2.3}, annotations: {Example.com/note: "any text / at all"}'), template('labels: {app: ""}'),
      template('labels: {app: a b}', undefined, 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}, '),
    ],
    rejects: {
      [`/spec/template/metadata/labels/branch: ${VALUE}, got "feature/login"`]: template('labels: {branch: feature/login}'),
      [`/spec/template/metadata/labels/git branch: ${KEY}, got "git branch"`]: template('labels: {git branch: main}'),
      [`/spec/template/metadata/annotations/a~1b~1c: ${KEY}, got "a/b/c"`]: template('annotations: {a/b/c: d}'),
    },
  },
  'dns-policy-known': {
    accepts: [pod('dnsPolicy: ClusterFirst'), pod('dnsPolicy: ""')],
    rejects: {
      [`${POD}/dnsPolicy: dnsPolicy must be one of ClusterFirst, ClusterFirstWithHostNet, Default, None, got "default"`]: pod('dnsPolicy: default'),
    },
  },
  'container-policy-known': {
    accepts: [withPod('imagePullPolicy: IfNotPresent, terminationMessagePolicy: File'), init('restartPolicy: Always'), withPod('')],
    rejects: {
      [`${CONTAINER}/imagePullPolicy: imagePullPolicy must be one of Always, IfNotPresent, Never, got "always"`]: withPod('imagePullPolicy: always'),
      [`${CONTAINER}/terminationMessagePolicy: terminationMessagePolicy must be one of File, FallbackToLogsOnError, got "Logs"`]:
        withPod('terminationMessagePolicy: Logs'),
      [`${CONTAINER}/restartPolicy: ${OWN_POLICY}, got "Always": leave it out`]: withPod('restartPolicy: Always'),
      [`${POD}/initContainers/0/restartPolicy: ${OWN_POLICY}, got "Never": leave it out`]: init('restartPolicy: Never'),
    },
  },
  'pod-has-containers': {
    accepts: [labelledContainer('')],
    rejects: { '/spec/template/spec/containers: a pod needs at least one container, got none': labelledPod('containers: []') },
  },
  'pods-restart': {
    accepts: [labelledContainer('', ', restartPolicy: Always'), labelledContainer('')],
    rejects: {
      '/spec/template/spec/restartPolicy: the pods of a rollout restart "Always", got "OnFailure"': labelledContainer('', ', restartPolicy: OnFailure'),
      '/spec/template/spec/activeDeadlineSeconds: the pods of a rollout have no deadline, got 60: leave it out':
        labelledContainer('', ', activeDeadlineSeconds: 60'),
    },
  },
};
