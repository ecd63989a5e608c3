import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, IstioTrafficRouting, MetricProvider } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'recommendations', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'recommendations', 'app.kubernetes.io/part-of': 'shop' },
});

// Kayenta compares the two versions by the statistics of many metrics. Which ones, its canary config says.
const [stable, latest] = [AnalysisArgument.stablePodTemplateHash(), AnalysisArgument.latestPodTemplateHash()];
const step = Duration.minutes(1);
const comparison = new AnalysisTemplate(chart, 'Comparison', {
  metadata: { name: 'recommendations-comparison' },
  metrics: [new AnalysisMetric({
    name: 'kayenta',
    provider: MetricProvider.kayenta({
      address: 'https://kayenta.example',
      application: 'recommendations',
      canaryConfigName: 'recommendations',
      storageAccountName: 'storage',
      configurationAccountName: 'configuration',
      metricsAccountName: 'metrics',
      scopes: [{
        name: 'default',
        controlScope: { scope: stable.placeholder, region: 'eu-central-1', step },
        experimentScope: { scope: latest.placeholder, region: 'eu-central-1', step },
      }],
      passThreshold: 90,
      marginalThreshold: 60,
      lookback: true,
      arguments: [stable, latest],
    }),
    // the judge wants about 50 points a metric: an hour of them before the first verdict
    initialDelay: Duration.hours(1),
    interval: Duration.minutes(30),
    count: 3,
    inconclusiveLimit: 1,
  })],
});

const rollout = new CanaryRollout(chart, 'Recommendations', {
  metadata: { name: 'recommendations' },
  replicas: 6,
  containers: [{
    name: 'recommendations',
    image: 'registry.example/recommendations:2.0.0',
    portNumber: 8080,
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  spread: true,
  progressDeadlineAbort: true,
  // equal shares: what is compared has had equally many requests
  steps: [CanaryStep.weight(50), CanaryStep.analysis({ templates: [comparison] })],
});

new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['recommendations.shop.example'], gateways: ['istio-ingress/public'] });

app.synth();
