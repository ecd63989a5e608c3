import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { grant } from './access';
import { labelsOf, selectorOf } from './labels';
import { InstallPlace } from './place';
import { controllerRules } from './rbac';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './restricted';

const CONTROLLER = 'argo-rollouts';
const METRICS_PORT = 8090;
const HEALTH_PORT = 8080;

const LIVENESS = {
  httpGet: { path: '/healthz', port: 'healthz' },
  initialDelaySeconds: 30,
  periodSeconds: 20,
  timeoutSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

const READINESS = {
  httpGet: { path: '/metrics', port: 'metrics' },
  initialDelaySeconds: 10,
  periodSeconds: 5,
  timeoutSeconds: 4,
  successThreshold: 1,
  failureThreshold: 3,
};

/**
 * How the controller runs.
 */
export interface Controller {
  readonly image: string;
  readonly replicas: number;
  readonly instanceId?: string;
  /** Whether its namespace gets a configuration and a Secret for notifications, which all controllers there share. */
  readonly configure: boolean;
}

/**
 * The controller with its permissions, its configuration and its metrics. Returns its Deployment.
 */
export function addController(scope: Construct, place: InstallPlace, controller: Controller): ApiObject {
  const { namespace } = place;
  const name = `${CONTROLLER}${place.suffix}`;
  const labels = labelsOf('rollouts-controller', name);
  grant(scope, { name, place, labels, rules: controllerRules(place.release) });

  if (controller.configure) {
    addConfiguration(scope, namespace, labels);
  }
  addMetricsService(scope, place);
  return apiObject(scope, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels, namespace },
    spec: {
      replicas: controller.replicas,
      selector: { matchLabels: selectorOf(name) },
      strategy: { type: 'RollingUpdate' },
      template: { metadata: { labels: selectorOf(name) }, spec: podSpec(name, place, controller) },
    },
  });
}

function addConfiguration(scope: Construct, namespace: string, labels: Record<string, string>) {
  apiObject(scope, 'Config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argo-rollouts-config', labels, namespace },
  });
  apiObject(scope, 'NotificationSecret', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argo-rollouts-notification-secret', namespace },
  });
}

function addMetricsService(scope: Construct, { namespace, suffix }: InstallPlace) {
  const name = `argo-rollouts-metrics${suffix}`;
  apiObject(scope, 'MetricsService', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf('server', name), namespace },
    spec: {
      ports: [{ name: 'metrics', port: METRICS_PORT, protocol: 'TCP', targetPort: METRICS_PORT }],
      selector: selectorOf(`${CONTROLLER}${suffix}`),
    },
  });
}

function podSpec(name: string, place: InstallPlace, { image, instanceId }: Controller) {
  const args = [...place.clusterWide ? [] : ['--namespaced'], ...instanceId ? [`--instance-id=${instanceId}`] : []];
  return {
    containers: [{
      name: CONTROLLER,
      image,
      imagePullPolicy: 'IfNotPresent',
      ...args.length > 0 ? { args } : {},
      ports: [
        { name: 'metrics', containerPort: METRICS_PORT },
        { name: 'healthz', containerPort: HEALTH_PORT },
      ],
      livenessProbe: LIVENESS,
      ...place.release.readinessProbe ? { readinessProbe: READINESS } : {},
      resources: { limits: { 'ephemeral-storage': '1Gi' } },
      securityContext: RESTRICTED_CONTAINER,
      volumeMounts: [
        { name: 'plugin-bin', mountPath: '/home/argo-rollouts/plugin-bin' },
        { name: 'tmp', mountPath: '/tmp' },
      ],
    }],
    securityContext: RESTRICTED_POD,
    serviceAccountName: name,
    volumes: [
      { name: 'plugin-bin', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}
