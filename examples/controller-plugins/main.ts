import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstall, CanaryRollout, CanaryStep, InstallPlugin, MetricProvider, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const names = { sampler: 'shop/sampler', ticket: 'shop/change-ticket' };

// The controller loads its plugins when it starts, each from an address and with the checksum of what is there.
new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  plugins: [
    InstallPlugin.metric({
      name: names.sampler,
      location: 'https://mirror.example.com/sampler-linux-amd64-1.4.0',
      sha256: '0b7a5c9e3d1f2a4b6c8d0e1f3a5b7c9d2e4f6a8b0c1d3e5f7a9b2c4d6e8f0a1b',
    }),
    InstallPlugin.step({
      name: names.ticket,
      location: 'https://mirror.example.com/change-ticket-linux-amd64-2.1.0',
      sha256: '9c1e3a5b7d9f0b2c4e6a8d0f1b3c5e7a9d2f4b6c8e0a1c3d5f7b9e2a4c6d8f0b',
    }),
  ],
});

const shop = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'prices', 'app.kubernetes.io/part-of': 'shop' },
});

// A number from the company's own sampler of answers.
const wrongAnswers = new AnalysisTemplate(shop, 'WrongAnswers', {
  metadata: { name: 'prices-wrong-answers' },
  metrics: [new AnalysisMetric({
    name: 'wrong-answers',
    provider: MetricProvider.plugin({
      name: names.sampler,
      config: { address: 'https://sampler.example', service: 'prices' },
      numberExpression: 'result',
    }),
    healthy: Threshold.atMost(5),
    interval: Duration.minutes(1),
    count: 5,
    failureLimit: 1,
  })],
});

new CanaryRollout(shop, 'Prices', {
  metadata: { name: 'prices' },
  replicas: 4,
  containers: [{
    name: 'prices',
    image: 'registry.example/prices:2.0.0',
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
    // waits until the change ticket of this release is approved
    CanaryStep.plugin(names.ticket, { project: 'SHOP', service: 'prices' }),
    CanaryStep.weight(25),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [wrongAnswers] }),
  ],
});

app.synth();
