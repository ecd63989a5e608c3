import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRamp, CanaryRollout, NotificationEvent, NotificationSecret, NotificationService, NotificationTemplate, NotificationTrigger, PagerDutySeverity,
  RolloutNotifications,
} from 'cdk8s-argo-rollouts';

const app = new App();

const chart = new Chart(app, 'sample-api', {
  namespace: 'sample-app',
  labels: { 'app.kubernetes.io/name': 'sample-api', 'app.kubernetes.io/part-of': 'sample-app' },
});
const api = new CanaryRollout(chart, 'Api', {
  metadata: { name: 'sample-api', labels: { team: 'shop' } },
  replicas: 4,
  containers: [{
    name: 'sample-api',
    image: 'registry.example/sample-api:2.0.0',
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8000 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  spread: true,
  steps: CanaryRamp.linear(25, { pause: Duration.minutes(5) }),
});

// The Secret is made by other means. Here are only the names of its keys.
const secret = NotificationSecret.withKeys('slack-token', 'pager-duty-key', 'deployments-token');

const slack = NotificationService.slack({ token: secret.key('slack-token') });
const pagerDuty = NotificationService.pagerDutyV2({ serviceKeys: { shop: secret.key('pager-duty-key') } });
const deployments = NotificationService.webhook({
  name: 'deployments',
  url: 'https://deployments.example',
  headers: [
    { name: 'Authorization', secret: secret.key('deployments-token').withPrefix('Bearer ') },
    { name: 'Content-Type', value: 'application/json' },
  ],
  retryWaitMax: Duration.seconds(30),
});

// Texts of the platform, beside those of the catalogue. What is inserted into JSON is escaped.
const degraded = NotificationTemplate.of('rollout-degraded', {
  message: 'Rollout {{ .rollout.metadata.name }} is degraded: {{ .rollout.status.message }}',
  pagerDutyV2: {
    summary: 'Rollout {{ .rollout.metadata.name }} is degraded: {{ .rollout.status.message }}',
    severity: PagerDutySeverity.ERROR,
    source: '{{ .rollout.metadata.namespace }}/{{ .rollout.metadata.name }}',
  },
  slack: {
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*{{ .rollout.metadata.name }}* is degraded: {{ .rollout.status.message }}' } }],
  },
});

const deployed = NotificationTemplate.of('deployment-completed', {
  message: 'Rollout {{ .rollout.metadata.name }} is deployed',
  webhooks: [{
    service: deployments,
    path: '/v1/deployments',
    json: {
      application: '{{ .rollout.metadata.name }}',
      environment: 'cluster-1/{{ .rollout.metadata.namespace }}',
      pods: '{{ .rollout.spec.replicas }}',
      strategy: '{{ if .rollout.spec.strategy.canary }}canary{{ else }}blue-green{{ end }}',
    },
  }],
});

// An event is told at once. A condition is asked when the rollout changes, and told once for each update.
const whenDeployed = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED, deployed);
const whenDegraded = NotificationTrigger.when('rollout-degraded', {
  condition: "rollout.status.phase == 'Degraded'",
  templates: [degraded],
});
const whenAborted = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED);

const notifications = new RolloutNotifications(new Chart(app, 'notifications'), 'Notifications', {
  // every rollout of the cluster is reported to the deployments API, those of one team to its channel
  subscriptions: [
    { triggers: [whenDeployed], destinations: [deployments.to()] },
    { triggers: [whenDegraded, whenAborted], destinations: [slack.to('shop')], rolloutLabels: { team: 'shop' } },
  ],
});

notifications.subscribe(api, whenDegraded, pagerDuty.to('shop'));
notifications.subscribe(api, whenAborted, slack.to('shop-releases', 'on-call'));

app.synth();
