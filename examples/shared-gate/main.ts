import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, MetricProvider, NginxTrafficRouting, RolloutAlerts } from 'cdk8s-argo-rollouts';
import { ReleaseGate } from './release-gate';

const app = new App();

// What the platform team applies, once for all namespaces.
new ReleaseGate(new Chart(app, 'platform'), 'ReleaseGate');

// What a team applies: the gate of the platform, as strict as this service wants it, and beside it what only this team can ask.
const chart = new Chart(app, 'search', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'search', 'app.kubernetes.io/part-of': 'shop' },
});
const { templates, args } = ReleaseGate.use({ successRate: 0.995, latency: Duration.millis(250) });

const index = new AnalysisTemplate(chart, 'Index', {
  metadata: { name: 'search-index' },
  metrics: [new AnalysisMetric({
    name: 'index',
    provider: MetricProvider.web({ path: '/index/status', jsonPath: '{$.documents}' }),
    successCondition: 'result > 0',
    consecutiveErrorLimit: 0,
  })],
});

const search = new CanaryRollout(chart, 'Search', {
  metadata: { name: 'search' },
  replicas: 4,
  containers: [{
    name: 'search',
    image: 'registry.example/search:11.2.0',
    portNumber: 8080,
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.millis(1000) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
    securityContext: {
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
      capabilities: { drop: [kplus.Capability.ALL] },
    },
  }],
  spread: true,
  progressDeadlineAbort: true,
  steps: [
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [...templates, index], args }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis(ReleaseGate.use()),
  ],
});

new NginxTrafficRouting(chart, 'Traffic', { rollout: search, host: 'search.example' });
new RolloutAlerts(chart, 'Alerts', {
  rollouts: [search], selectorLabels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://runbooks.example/rollouts',
});

app.synth();
