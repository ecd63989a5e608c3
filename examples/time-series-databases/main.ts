import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, BlueGreenRollout, MetricProvider, Threshold } from 'cdk8s-argo-rollouts';

const app = new App();
const hash = AnalysisArgument.latestPodTemplateHash();
const often = { interval: Duration.minutes(1), count: 5, failureLimit: 1 };

// InfluxDB: a query in Flux that ends in one number. Without a row it is an error.
const orders = new Chart(app, 'orders', {
  namespace: 'orders',
  labels: { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'orders' },
});
blueGreen(orders, 'orders', new AnalysisTemplate(orders, 'Health', {
  metadata: { name: 'orders-health' },
  metrics: [new AnalysisMetric({
    ...often,
    name: 'errors',
    provider: MetricProvider.influxdb({
      profile: 'orders-influxdb',
      query: 'from(bucket: "orders") |> range(start: -2m) |> filter(fn: (r) => r._measurement == "http_errors" and '
        + `r.pod_template_hash == "${hash.placeholder}") |> group() |> sum()`,
      arguments: [hash],
    }),
    healthy: Threshold.atMost(5),
  })],
}));

// Graphite: the newest point of the first series decides.
const tickets = new Chart(app, 'tickets', {
  namespace: 'tickets',
  labels: { 'app.kubernetes.io/name': 'tickets', 'app.kubernetes.io/part-of': 'tickets' },
});
blueGreen(tickets, 'tickets', new AnalysisTemplate(tickets, 'Health', {
  metadata: { name: 'tickets-health' },
  metrics: [new AnalysisMetric({
    ...often,
    inconclusiveLimit: 1,
    name: 'error-percentage',
    provider: MetricProvider.graphite({
      address: 'https://graphite.example',
      query: `target=summarize(asPercent(sumSeries(tickets.${hash.placeholder}.*.errors),sumSeries(tickets.${hash.placeholder}.*.requests)),"2min","avg")&from=-4min`,
      arguments: [hash],
    }),
    healthy: Threshold.atMost(2),
  })],
}));

// Apache SkyWalking: the new version reports under a name of its own, so that its numbers are its own.
const maps = new Chart(app, 'maps', {
  namespace: 'maps',
  labels: { 'app.kubernetes.io/name': 'maps', 'app.kubernetes.io/part-of': 'maps' },
});
blueGreen(maps, 'maps', new AnalysisTemplate(maps, 'Health', {
  metadata: { name: 'maps-health' },
  metrics: [new AnalysisMetric({
    ...often,
    name: 'apdex',
    provider: MetricProvider.skywalking({
      address: 'http://skywalking-oap.monitoring:12800',
      interval: Duration.minutes(3),
      query: `query queryData($duration: Duration!) {
        service_apdex: readMetricsValue(
          condition: { name: "service_apdex", entity: { scope: Service, serviceName: "maps-${hash.placeholder}", normal: true } },
          duration: $duration)
      }`,
      numberExpression: 'result.service_apdex',
      arguments: [hash],
    }),
    healthy: Threshold.atLeast(9000),
  })],
}));

app.synth();

function blueGreen(chart: Chart, name: string, health: AnalysisTemplate) {
  new BlueGreenRollout(chart, 'Rollout', {
    metadata: { name },
    replicas: 3,
    containers: [{
      name,
      image: `registry.example/${name}:2.0.0`,
      portNumber: 8080,
      readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
      // requests still come for a moment after a pod is told to end
      lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
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
    postPromotionAnalysis: { templates: [health] },
    scaleDownDelay: Duration.minutes(5),
  });
}
