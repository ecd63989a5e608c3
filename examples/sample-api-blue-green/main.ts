import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, BlueGreenRollout, MetricProvider, Monitoring, PrometheusAnalysis, PrometheusMetric,
  PrometheusSource, RolloutAlerts, RolloutDisruptionBudget, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const version = '2.0.0';

const app = new App();
const chart = new Chart(app, 'sample-api', {
  namespace: 'sample-app',
  labels: { 'app.kubernetes.io/name': 'sample-api', 'app.kubernetes.io/part-of': 'sample-app' },
});

// Before promotion: does the new version answer? `path` is asked of the Service under measurement, here the preview.
const smoke = new AnalysisTemplate(chart, 'Smoke', {
  metadata: { name: 'sample-api-smoke' },
  metrics: [
    new AnalysisMetric({
      name: 'smoke-test',
      provider: MetricProvider.web({ path: '/health/ready', jsonPath: '{$.status}' }),
      successCondition: 'result == "ok"',
      count: 5,
      interval: Duration.seconds(10),
      failureLimit: 1,
      // an answer that is not 2xx is an error and no failure: without this it would be asked again until all is well
      consecutiveErrorLimit: 0,
    }),
  ],
});

// Before promotion: does it hold a load? k6 fails when a threshold of the script is crossed, and with it the Job.
const script = new kplus.ConfigMap(chart, 'LoadTestScript', { metadata: { name: 'sample-api-load-test' } });
script.addFile(join(__dirname, 'load-test.js'));

const [service, namespace, port] = [AnalysisArgument.serviceName(), AnalysisArgument.rolloutNamespace(), AnalysisArgument.servicePort()];
const load = new AnalysisTemplate(chart, 'Load', {
  metadata: { name: 'sample-api-load' },
  metrics: [
    new AnalysisMetric({
      name: 'load-test',
      arguments: [service, namespace, port],
      provider: MetricProvider.job({
        activeDeadline: Duration.minutes(5),
        containers: [{
          name: 'k6',
          image: 'grafana/k6:1.7.1',
          args: ['run', '/scripts/load-test.js'],
          envVariables: { TARGET: kplus.EnvValue.fromValue(`http://${service.placeholder}.${namespace.placeholder}.svc:${port.placeholder}`) },
          volumeMounts: [{ path: '/scripts', readOnly: true, volume: kplus.Volume.fromConfigMap(chart, 'LoadTestVolume', script) }],
          resources: {
            cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(1000) },
            memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
          },
          securityContext: {
            capabilities: { drop: [kplus.Capability.ALL] },
            seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
          },
        }],
      }),
    }),
  ],
});

// After promotion: what do users get? The application's own metrics, of the pods of the new version alone.
// The first look comes when the window holds nothing but their requests: those of the load test are over by then.
const source = PrometheusSource.application();
const health = new PrometheusAnalysis(chart, 'Health', {
  metadata: { name: 'sample-api-health' },
  address: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
  initialDelay: Duration.minutes(2),
  interval: Duration.seconds(30),
  count: 10,
  failureLimit: 3,
  metrics: [
    PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
    PrometheusMetric.latency({ source, quantile: 0.99, atMost: Duration.millis(500) }),
    PrometheusMetric.cpu({ container: 'sample-api', healthy: Threshold.atMost(0.8) }),
    PrometheusMetric.count({ counter: 'app_errors_total', healthy: Threshold.atMost(10) }),
  ],
});

const api = new BlueGreenRollout(chart, 'Api', {
  metadata: { name: 'sample-api' },
  replicas: 5,
  podMetadata: { labels: { 'app.kubernetes.io/version': version, 'app.kubernetes.io/part-of': 'sample-app' } },
  containers: [{
    name: 'sample-api',
    image: `registry.example/sample-api:${version}`,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/health/ready', { port: 8000 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8000 }),
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
  servicePorts: [{ name: 'http', port: 80, targetPort: 8000 }],
  // on nodes and in zones of their own, where there are enough: what is lost takes one pod
  spread: true,
  progressDeadlineAbort: true,
  rollbackWindow: { revisions: 3 },

  prePromotionAnalysis: { templates: [smoke, load] },
  postPromotionAnalysis: { templates: [health] },

  // The old version keeps all its pods until the last verdict is in, whatever is said here. For five minutes more a way back takes no time.
  scaleDownDelay: Duration.minutes(5),
});

// Users come in by the active Service. The preview has no way in from outside the cluster.
const ingress = new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'sample-api' }, className: 'nginx' });
ingress.addHostRule('app.local', '/', api.activeService.toIngressBackend());

// The label is the one that kube-prometheus-stack looks for.
Monitoring.configure(chart, { selectorLabels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://runbooks.example/rollouts' });

// What puts the pod-template hash on the application's metrics, and the version.
new RolloutPodMonitor(chart, 'PodMonitor', { rollout: api, port: 'http', interval: Duration.seconds(15), podTargetLabels: ['app.kubernetes.io/version'] });
new RolloutAlerts(chart, 'Alerts', { rollouts: [api], requests: source });

// A drain of nodes takes one pod at a time, of either version.
new RolloutDisruptionBudget(chart, 'DisruptionBudget', { rollout: api });

app.synth();
