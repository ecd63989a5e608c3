import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, Experiment, ExperimentTemplate, MetricProvider } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'sample-api-ab', { namespace: 'sample-app' });

// What the Pod Security Standard "restricted" asks of a container.
const securityContext = {
  user: 10001,
  allowPrivilegeEscalation: false,
  capabilities: { drop: [kplus.Capability.ALL] },
  seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
};

// The same pods in two versions, each with a Service that leads to it alone. They have labels of their own, so no user is sent here.
const version = (name: string, tag: string) => ExperimentTemplate.fromContainers(name, {
  replicas: 2,
  service: {},
  metadata: { labels: { 'app.kubernetes.io/version': tag, 'app.kubernetes.io/part-of': 'sample-api' } },
  containers: [{
    name: 'sample-api',
    image: `registry.example/sample-api:${tag}`,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/health/ready', { port: 8000 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    securityContext,
  }],
});
const baseline = version('baseline', '1.9.0');
const canary = version('canary', '2.0.0');

// Sends both the same requests at the same time. k6 fails when a threshold of the script is crossed, and with it the Job.
const script = new kplus.ConfigMap(chart, 'Script', { metadata: { name: 'sample-api-ab' } });
script.addFile(join(__dirname, 'compare.js'));

const services = [AnalysisArgument.required('baseline'), AnalysisArgument.required('canary')];
const compare = new AnalysisTemplate(chart, 'Compare', {
  metadata: { name: 'sample-api-ab' },
  metrics: [
    new AnalysisMetric({
      name: 'compare',
      arguments: services,
      provider: MetricProvider.job({
        activeDeadline: Duration.minutes(10),
        containers: [{
          name: 'k6',
          image: 'grafana/k6:1.7.1',
          args: ['run', '/scripts/compare.js'],
          envVariables: Object.fromEntries(services.map(({ name, placeholder }) => [name.toUpperCase(), kplus.EnvValue.fromValue(`http://${placeholder}:8000`)])),
          volumeMounts: [{ path: '/scripts', readOnly: true, volume: kplus.Volume.fromConfigMap(chart, 'ScriptVolume', script) }],
          resources: {
            cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(1000) },
            memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
          },
          securityContext,
        }],
      }),
    }),
  ],
});

new Experiment(chart, 'Experiment', {
  metadata: { name: 'sample-api-ab' },
  templates: [baseline, canary],
  progressDeadline: Duration.minutes(5),
  analyses: [{
    name: 'compare',
    template: compare,
    args: [services[0].value(baseline.serviceName), services[1].value(canary.serviceName)],
    requiredForCompletion: true,
  }],
});

app.synth();
