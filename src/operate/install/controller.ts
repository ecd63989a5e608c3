import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { grant } from './access';
import { labelsOf, selectorOf } from './labels';
import { CONTROLLER_RULES } from './rbac';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './restricted';

const NAME = 'argo-rollouts';
const METRICS_PORT = 8090;
const HEALTH_PORT = 8080;

/**
 * How the controller runs.
 */
export interface Controller {
  readonly namespace: string;
  readonly clusterWide: boolean;
  readonly image: string;
  readonly replicas: number;
}

/**
 * The controller with its permissions, its configuration and its metrics. Returns its Deployment.
 */
export function addController(scope: Construct, controller: Controller): ApiObject {
  const { namespace, clusterWide } = controller;
  const labels = labelsOf('rollouts-controller', NAME);
  grant(scope, { name: NAME, namespace, labels, clusterWide, rules: CONTROLLER_RULES });

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
  apiObject(scope, 'MetricsService', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'argo-rollouts-metrics', labels: labelsOf('server', 'argo-rollouts-metrics'), namespace },
    spec: {
      ports: [{ name: 'metrics', port: METRICS_PORT, protocol: 'TCP', targetPort: METRICS_PORT }],
      selector: selectorOf(NAME),
    },
  });
  return apiObject(scope, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: NAME, labels, namespace },
    spec: {
      replicas: controller.replicas,
      selector: { matchLabels: selectorOf(NAME) },
      strategy: { type: 'RollingUpdate' },
      template: { metadata: { labels: selectorOf(NAME) }, spec: podSpec(controller) },
    },
  });
}

function podSpec({ image, clusterWide }: Controller) {
  return {
    containers: [{
      name: NAME,
      image,
      imagePullPolicy: 'IfNotPresent',
      ...clusterWide ? {} : { args: ['--namespaced'] },
      ports: [
        { name: 'metrics', containerPort: METRICS_PORT },
        { name: 'healthz', containerPort: HEALTH_PORT },
      ],
      livenessProbe: {
        httpGet: { path: '/healthz', port: 'healthz' },
        initialDelaySeconds: 30,
        periodSeconds: 20,
        timeoutSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      resources: { limits: { 'ephemeral-storage': '1Gi' } },
      securityContext: RESTRICTED_CONTAINER,
      volumeMounts: [
        { name: 'plugin-bin', mountPath: '/home/argo-rollouts/plugin-bin' },
        { name: 'tmp', mountPath: '/tmp' },
      ],
    }],
    securityContext: RESTRICTED_POD,
    serviceAccountName: NAME,
    volumes: [
      { name: 'plugin-bin', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}
