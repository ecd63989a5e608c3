import { RolloutCase } from './rollout-cases';

const template = (metadata: string, spec = 'containers: [{name: api, image: a}]', others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${others}template: {metadata: {${metadata}}, spec: {${spec}}}}}`;
const pod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a}], ${fields}`);
const container = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a, ${fields}}]`);
const init = (fields: string) => pod(`initContainers: [{name: load, image: a, ${fields}}]`);
const probed = (probe: string, ports = '') => container(`${ports}${probe}`);
const mounted = (...paths: string[]) => template('labels: {app: api}',
  `volumes: [{name: data}], containers: [{name: api, image: a, volumeMounts: [${paths.map((path) => `{name: data, mountPath: ${path}}`).join(', ')}]}]`);

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const KEY = 'a key has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';
const VALUE = 'the value of a label has at most 63 letters, digits, "-", "_" and "."';
const ENV = 'the name of a variable has letters, digits, "-", "_" and "." and does not begin with a digit';
const PORT = 'a port is a number between 1 and 65535, or the name of a port of the container';
const OWN_POLICY = 'only an init container has a restartPolicy of its own, and it is "Always"';
const RESOURCE = 'a resource is one of cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>';

export const POD_CASES: Record<string, RolloutCase> = {
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
    accepts: [container('imagePullPolicy: IfNotPresent, terminationMessagePolicy: File'), init('restartPolicy: Always'), container('')],
    rejects: {
      [`${CONTAINER}/imagePullPolicy: imagePullPolicy must be one of Always, IfNotPresent, Never, got "always"`]: container('imagePullPolicy: always'),
      [`${CONTAINER}/terminationMessagePolicy: terminationMessagePolicy must be one of File, FallbackToLogsOnError, got "Logs"`]:
        container('terminationMessagePolicy: Logs'),
      [`${CONTAINER}/restartPolicy: ${OWN_POLICY}, got "Always": leave it out`]: container('restartPolicy: Always'),
      [`${POD}/initContainers/0/restartPolicy: ${OWN_POLICY}, got "Never": leave it out`]: init('restartPolicy: Never'),
    },
  },
  'resource-valid': {
    accepts: [
      container('resources: {limits: {cpu: 500m, memory: 1Gi, ephemeral-storage: 1G, hugepages-2Mi: 4Mi, nvidia.com/gpu: 1}}'),
      container('resources: {requests: {cpu: 0}}'),
    ],
    rejects: {
      [`${CONTAINER}/resources/limits/mem: ${RESOURCE}, got "mem"`]: container('resources: {limits: {mem: 1Gi}}'),
      [`${CONTAINER}/resources/limits/cpu: an amount must be at least 0, got -1`]: container('resources: {limits: {cpu: -1}}'),
      [`${CONTAINER}/resources/limits/nvidia.com~1gpu: nvidia.com/gpu can only be given as a whole, got 500m`]: container('resources: {limits: {nvidia.com/gpu: 500m}}'),
    },
  },
  'env-name-valid': {
    accepts: [container('env: [{name: A_B-c.1, value: b}, {name: _}, {name: .a}]')],
    rejects: {
      [`${CONTAINER}/env/0/name: ${ENV}, got "1A"`]: container('env: [{name: 1A, value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got "MY VAR"`]: container('env: [{name: MY VAR, value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got ""`]: container('env: [{name: "", value: b}]'),
      [`${CONTAINER}/env/0/name: ${ENV}, got "..a"`]: container('env: [{name: ..a, value: b}]'),
    },
  },
  'probe-numbers': {
    accepts: [
      probed('readinessProbe: {tcpSocket: {port: 80}, successThreshold: 3, periodSeconds: 0}'),
      probed('livenessProbe: {tcpSocket: {port: 80}, successThreshold: 1, terminationGracePeriodSeconds: 5}'),
    ],
    rejects: {
      [`${CONTAINER}/livenessProbe/successThreshold: one success is enough for a livenessProbe: successThreshold must be 1, got 2`]:
        probed('livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}'),
      [`${CONTAINER}/startupProbe/successThreshold: one success is enough for a startupProbe: successThreshold must be 1, got 5`]:
        probed('startupProbe: {tcpSocket: {port: 80}, successThreshold: 5}'),
      [`${CONTAINER}/readinessProbe/periodSeconds: periodSeconds must be at least 0, got -5`]: probed('readinessProbe: {tcpSocket: {port: 80}, periodSeconds: -5}'),
      [`${CONTAINER}/livenessProbe/terminationGracePeriodSeconds: terminationGracePeriodSeconds must be at least 1, got 0`]:
        probed('livenessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 0}'),
      [`${CONTAINER}/readinessProbe/terminationGracePeriodSeconds: a readinessProbe ends no container: leave terminationGracePeriodSeconds out, got 5`]:
        probed('readinessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 5}'),
    },
  },
  'probe-port-valid': {
    accepts: [probed('readinessProbe: {httpGet: {port: 80, scheme: HTTPS}}'), probed('livenessProbe: {tcpSocket: {port: http}}'), probed('livenessProbe: {exec: {command: [a]}}')],
    rejects: {
      [`${CONTAINER}/readinessProbe/httpGet/port: ${PORT}, got 0`]: probed('readinessProbe: {httpGet: {port: 0}}'),
      [`${CONTAINER}/livenessProbe/tcpSocket/port: ${PORT}, got "8080"`]: probed('livenessProbe: {tcpSocket: {port: "8080"}}'),
      [`${CONTAINER}/livenessProbe/grpc/port: ${PORT}, got 70000`]: probed('livenessProbe: {grpc: {port: 70000}}'),
      [`${CONTAINER}/readinessProbe/httpGet/scheme: the scheme must be one of HTTP, HTTPS, got "https"`]: probed('readinessProbe: {httpGet: {port: 80, scheme: https}}'),
    },
  },
  'probe-port-declared': {
    accepts: [probed('readinessProbe: {httpGet: {port: http}}', 'ports: [{name: http, containerPort: 80}], '), probed('readinessProbe: {httpGet: {port: 80}}')],
    rejects: {
      [`${CONTAINER}/readinessProbe/httpGet/port: the container has no port "web", it has: http`]:
        probed('readinessProbe: {httpGet: {port: web}}', 'ports: [{name: http, containerPort: 80}], '),
      [`${CONTAINER}/livenessProbe/tcpSocket/port: the container has no port "http", it has: none`]: probed('livenessProbe: {tcpSocket: {port: http}}'),
    },
  },
  'volume-one-source': {
    accepts: [pod('volumes: [{name: data, emptyDir: {}}, {name: tmp}, {name: conf, configMap: {name: api}}, {name: disk, persistentVolumeClaim: {claimName: a}}]')],
    rejects: {
      [`${POD}/volumes/0: a volume has one source, got emptyDir and configMap: leave all but one out`]: pod('volumes: [{name: data, emptyDir: {}, configMap: {name: a}}]'),
      [`${POD}/volumes/0/secret/secretName: a volume of a secret needs its name, got none: give secretName`]: pod('volumes: [{name: data, secret: {}}]'),
    },
  },
  'mount-path-given': {
    accepts: [mounted('/data', '/data/more')],
    rejects: { [`${CONTAINER}/volumeMounts/0/mountPath: a volume is mounted at a path, got none`]: mounted('""') },
  },
};
