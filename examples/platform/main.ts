import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ArgoCdSync, ArgoRolloutsInstall, ArgoRolloutsVersion, ControllerAlerts, ControllerDashboard, ControllerLogFormat, ControllerServiceMonitor,
  DashboardAuthentication, InstallPermission, InstallPlugin, Monitoring, NotificationEvent, NotificationSecret, NotificationService,
  NotificationTrigger,
  RolloutDashboard, RolloutNotifications,
} from 'cdk8s-argo-rollouts';

const app = new App();

// The CRDs are for the administrators of the cluster, and stay when the rest is removed.
const crds = new Chart(app, 'argo-rollouts-crds');
const controller = new Chart(app, 'argo-rollouts');

const install = new ArgoRolloutsInstall(controller, 'Install', {
  // written down, so that an upgrade of the library is not one of the cluster
  version: ArgoRolloutsVersion.V1_10,
  crdChart: crds,
  crds: { serverSideApply: true },

  // one works; the other takes its place after about 20 seconds when a node or a zone goes
  replicas: 2,
  disruptionBudget: {},
  pods: {
    spreadOverNodes: true,
    spreadOverZones: true,
    priorityClassName: 'system-cluster-critical',
    resources: {
      cpu: { request: kplus.Cpu.millis(250) },
      memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
    },
  },
  settings: {
    logFormat: ControllerLogFormat.JSON,
    rolloutThreads: 20,
    istioApiVersion: 'v1',
  },

  // what rollouts of this cluster use: workloadRef, Istio, ingress-nginx (which needs no more) and, by a plugin, the Gateway API
  permissions: [InstallPermission.WORKLOAD_REFERENCE, InstallPermission.ISTIO],
  plugins: [
    InstallPlugin.gatewayApi({
      version: 'v0.15.0',
      mirror: 'https://mirror.acme.example/gatewayapi',
      sha256: '7f3b8a3c5d2e1f4a6b9c0d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a',
    }),
  ],

  dashboard: {
    pods: { resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) } } },
    ingress: {
      host: 'rollouts.acme.example',
      className: 'nginx',
      tlsSecretName: 'rollouts-tls',
      annotations: { 'cert-manager.io/cluster-issuer': 'acme' },
      authentication: DashboardAuthentication.ingressAnnotations({
        'nginx.ingress.kubernetes.io/auth-url': 'https://login.acme.example/oauth2/auth',
        'nginx.ingress.kubernetes.io/auth-signin': 'https://login.acme.example/oauth2/start?rd=$scheme://$host$request_uri',
      }),
    },
  },
  networkPolicy: { metricsFrom: ['monitoring'], dashboardFrom: ['ingress-nginx'] },
});

// What teams can subscribe to: the triggers of the release, and the service `slack`. The platform itself hears of gates that cannot measure.
const secret = NotificationSecret.withKeys('slack-token');
const slack = NotificationService.slack({ token: secret.key('slack-token') });
const notifications = new RolloutNotifications(controller, 'Notifications', {
  install,
  services: [slack],
  subscriptions: [{
    triggers: [NotificationTrigger.onEvent(NotificationEvent.ANALYSIS_RUN_ERROR)],
    destinations: [slack.to('platform-rollouts')],
  }],
});

// The installation made the Secret, empty; the external-secrets operator puts in what the services need.
new ApiObject(controller, 'NotificationSecret', {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'argo-rollouts-notification-secret', namespace: install.namespace },
  spec: {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    target: { name: 'argo-rollouts-notification-secret', creationPolicy: 'Merge' },
    data: notifications.secretKeys.map((key) => ({ secretKey: key, remoteRef: { key: 'platform/argo-rollouts', property: key } })),
  },
});

// Whether it works is measured by kube-prometheus-stack, which loads what has this label.
const monitoring = new Chart(app, 'argo-rollouts-monitoring');
monitoring.addDependency(controller);
Monitoring.configure(monitoring, {
  selectorLabels: { release: 'kube-prometheus-stack' },
  namespace: install.namespace,
  alertLabels: { team: 'platform' },
  runbookUrl: 'https://runbooks.acme.example/platform/argo-rollouts',
  dashboardFolder: 'Argo Rollouts',
});
new ControllerServiceMonitor(monitoring, 'Metrics', { interval: Duration.seconds(30) });
new ControllerAlerts(monitoring, 'Alerts');
new ControllerDashboard(monitoring, 'ControllerDashboard');
new RolloutDashboard(monitoring, 'RolloutDashboard');

// CRDs, access rights, the controller, and then what watches it
for (const chart of [crds, controller, monitoring]) {
  ArgoCdSync.addWaves(chart);
}

// Argo CD deploys what is above. There is no rollout in it, so nothing that the controller writes is in git.
new ApiObject(new Chart(app, 'argocd', { namespace: 'argocd' }), 'Application', {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'argo-rollouts' },
  spec: {
    project: 'platform',
    source: {
      repoURL: 'https://git.acme.example/platform/argo-rollouts.git',
      targetRevision: 'main',
      path: 'dist',
      directory: { include: '*-argo-rollouts*.k8s.yaml' },
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: install.namespace },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  },
});

app.synth();
