import { RuleCases } from '../rule-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);
const init = (fields: string) => container('', `, initContainers: [{name: load, image: a, ${fields}}]`);

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
const WAY = 'a probe has exactly one of exec, httpGet, tcpSocket, grpc';

const template = (metadata: string, spec = 'containers: [{name: api, image: a}]', others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${others}template: {metadata: {${metadata}}, spec: {${spec}}}}}`;
const withPod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a, ${fields}}]`);
const probed = (probe: string, ports = '') => withPod(`${ports}${probe}`);
const PORT = 'a port is a number between 1 and 65535, or the name of a port of the container';

export const PROBES_CASES: Record<string, RuleCases> = {
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
};
