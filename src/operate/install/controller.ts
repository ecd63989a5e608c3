import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PLUGIN_CONFIG } from '../../manifest/names';
import { apiObject } from '../../synth/api-object';
import { grant } from './access';
import { addDisruptionBudget, InstallDisruptionBudget } from './disruption-budget';
import { labelsOf, selectorOf } from './labels';
import { addNetworkPolicy, InstallNetworkPolicy } from './network-policy';
import { InstallPlace } from './place';
import { environment, InstallPods, placement, podMetadata, resourcesOf } from './pods';
import { PolicyRule } from './rbac';
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
  readonly arguments: readonly string[];
  readonly pods: InstallPods;
  readonly rules: readonly PolicyRule[];
  readonly serviceAccountAnnotations?: Record<string, string>;
  /** The plugins of its namespace. Undefined where somebody else configures all controllers there. */
  readonly configuration?: Record<string, string>;
  readonly disruptionBudget?: InstallDisruptionBudget;
  readonly networkPolicy?: InstallNetworkPolicy;
}

/**
 * The controller with its permissions, its configuration and its metrics. Returns its Deployment.
 */
export function addController(scope: Construct, place: InstallPlace, controller: Controller): ApiObject {
  const name = `${CONTROLLER}${place.suffix}`;
  const labels = labelsOf('rollouts-controller', name);
  const metadata = { name, labels, namespace: place.namespace };
  const { replicas, rules, configuration, disruptionBudget, networkPolicy } = controller;
  grant(scope, { name, place, labels, rules, annotations: controller.serviceAccountAnnotations });
  if (configuration) {
    addConfiguration(scope, place.namespace, labels, configuration);
  }
  addMetricsService(scope, place);
  if (disruptionBudget) {
    addDisruptionBudget(scope, metadata, replicas, disruptionBudget);
  }
  if (networkPolicy) {
    addNetworkPolicy(scope, metadata, METRICS_PORT, networkPolicy.metricsFrom);
  }
  return apiObject(scope, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas,
      selector: { matchLabels: selectorOf(name) },
      strategy: { type: 'RollingUpdate' },
      template: { metadata: podMetadata(name, controller.pods), spec: podSpec(name, place, controller) },
    },
  });
}

function addConfiguration(scope: Construct, namespace: string, labels: Record<string, string>, configuration: Record<string, string>) {
  apiObject(scope, 'Config', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: PLUGIN_CONFIG, labels, namespace },
    ...Object.keys(configuration).length > 0 && { data: configuration },
  });
  apiObject(scope, 'NotificationSecret', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argo-rollouts-notification-secret', namespace },
  });
}

/**
 * The name of the Service with the controller's metrics.
 */
export function metricsService(suffix: string): string {
  return `argo-rollouts-metrics${suffix}`;
}

function addMetricsService(scope: Construct, { namespace, suffix }: InstallPlace) {
  const name = metricsService(suffix);
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

function podSpec(name: string, { release }: InstallPlace, { image, arguments: args, pods }: Controller) {
  return {
    containers: [{
      name: CONTROLLER,
      image,
      imagePullPolicy: 'IfNotPresent',
      ...args.length > 0 ? { args } : {},
      ...environment(pods),
      ports: [
        { name: 'metrics', containerPort: METRICS_PORT },
        { name: 'healthz', containerPort: HEALTH_PORT },
      ],
      livenessProbe: LIVENESS,
      ...release.readinessProbe ? { readinessProbe: READINESS } : {},
      ...resourcesOf(pods, { limits: { 'ephemeral-storage': '1Gi' } }),
      securityContext: RESTRICTED_CONTAINER,
      volumeMounts: [
        { name: 'plugin-bin', mountPath: '/home/argo-rollouts/plugin-bin' },
        { name: 'tmp', mountPath: '/tmp' },
      ],
    }],
    securityContext: RESTRICTED_POD,
    serviceAccountName: name,
    ...placement(name, pods),
    volumes: [
      { name: 'plugin-bin', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}
