import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, DatadogAggregator, MetricProvider, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();

// All of them measure five times in five minutes, forgive one bad measurement, and ask somebody if there is too often nothing to measure.
const often = { interval: Duration.minutes(1), count: 5, failureLimit: 1, inconclusiveLimit: 1 };

// Datadog: the new version's requests are those that carry its pod-template hash as a tag.
const shop = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/part-of': 'shop' },
});
const hash = AnalysisArgument.latestPodTemplateHash();
canary(shop, 'checkout', new AnalysisTemplate(shop, 'Health', {
  metadata: { name: 'checkout-health' },
  metrics: [new AnalysisMetric({
    ...often,
    name: 'error-rate',
    provider: MetricProvider.datadog({
      queries: {
        errors: `sum:http.errors{service:checkout,pod_template_hash:${hash.placeholder}}.as_count()`,
        requests: `sum:http.requests{service:checkout,pod_template_hash:${hash.placeholder}}.as_count()`,
      },
      formula: 'errors / requests',
      aggregator: DatadogAggregator.SUM,
      interval: Duration.minutes(2),
      // the team's own account, in a Secret beside the rollout
      secretRef: { name: 'shop-datadog', namespaced: true },
      arguments: [hash],
    }),
    healthy: Threshold.atMost(0.02),
  })],
}));

// New Relic: one row with one column.
const billing = new Chart(app, 'billing', {
  namespace: 'billing',
  labels: { 'app.kubernetes.io/name': 'invoices', 'app.kubernetes.io/part-of': 'billing' },
});
canary(billing, 'invoices', new AnalysisTemplate(billing, 'Health', {
  metadata: { name: 'invoices-health' },
  metrics: [new AnalysisMetric({
    ...often,
    name: 'success-rate',
    provider: MetricProvider.newRelic({
      query: 'SELECT percentage(count(*), WHERE error IS false) / 100 AS successRate FROM Transaction '
        + `WHERE appName = 'invoices' AND podTemplateHash = '${hash.placeholder}' SINCE 2 minutes ago`,
      attribute: 'successRate',
      arguments: [hash],
    }),
    healthy: Threshold.atLeast(0.99),
  })],
}));

// CloudWatch: the target group of the canary Service, minutes late, so it looks back further.
const search = new Chart(app, 'search', {
  namespace: 'search',
  labels: { 'app.kubernetes.io/name': 'search', 'app.kubernetes.io/part-of': 'search' },
});
const dimensions = { TargetGroup: 'targetgroup/search-canary/0123456789abcdef', LoadBalancer: 'app/search/0123456789abcdef' };
const sum = (id: string, metricName: string) => ({
  id, returnData: false, metricStat: { namespace: 'AWS/ApplicationELB', metricName, dimensions, period: Duration.minutes(1), stat: 'Sum' },
});
canary(search, 'search', new AnalysisTemplate(search, 'Health', {
  metadata: { name: 'search-health' },
  metrics: [new AnalysisMetric({
    ...often,
    name: 'error-rate',
    provider: MetricProvider.cloudWatch({
      queries: [
        { id: 'rate', expression: 'FILL(errors, 0) / requests', label: 'error rate' },
        sum('errors', 'HTTPCode_Target_5XX_Count'),
        sum('requests', 'RequestCount'),
      ],
      interval: Duration.minutes(5),
    }),
    healthy: Threshold.atMost(0.02),
  })],
}));

// Wavefront makes an error of a query without a series, so there is no inconclusive measurement to limit.
const mail = new Chart(app, 'mail', {
  namespace: 'mail',
  labels: { 'app.kubernetes.io/name': 'outbox', 'app.kubernetes.io/part-of': 'mail' },
});
canary(mail, 'outbox', new AnalysisTemplate(mail, 'Health', {
  metadata: { name: 'outbox-health' },
  metrics: [new AnalysisMetric({
    ...often,
    inconclusiveLimit: undefined,
    name: 'error-rate',
    provider: MetricProvider.wavefront({
      address: 'example.wavefront.com',
      query: `sum(rate(ts("mail.errors", service="outbox" and hash="${hash.placeholder}"))) / sum(rate(ts("mail.sent", service="outbox" and hash="${hash.placeholder}")))`,
      arguments: [hash],
    }),
    healthy: Threshold.atMost(0.02),
  })],
}));

app.synth();

function canary(chart: Chart, name: string, health: AnalysisTemplate) {
  new CanaryRollout(chart, 'Rollout', {
    metadata: { name },
    replicas: 4,
    containers: [{
      name,
      image: `registry.example/${name}:2.0.0`,
      portNumber: 8080,
      readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
      resources: {
        cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
        memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
      },
      securityContext: {
        capabilities: { drop: [kplus.Capability.ALL] },
        seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
      },
    }],
    spread: true,
    progressDeadlineAbort: true,
    steps: [
      CanaryStep.weight(25),
      CanaryStep.pause(Duration.minutes(5)),
      CanaryStep.analysis({ templates: [health] }),
      CanaryStep.weight(50),
      CanaryStep.pause(Duration.minutes(5)),
      CanaryStep.analysis({ templates: [health] }),
    ],
  });
}
