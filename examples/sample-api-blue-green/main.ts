import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, BlueGreenRollout, MetricProvider, PrometheusAnalysis, PrometheusMetric,
  PrometheusSource, RolloutAlerts, RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'sample-api', { namespace: 'sample-app' });

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
  containers: [{
    name: 'sample-api',
    image: 'registry.example/sample-api:2.0.0',
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: 8000 }],
    readiness: kplus.Probe.fromHttpGet('/health/ready', { port: 8000 }),
    liveness: kplus.Probe.fromTcpSocket({ port: 8000 }),
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8000 }],
  progressDeadlineAbort: true,
  rollbackWindow: { revisions: 3 },

  prePromotionAnalysis: { templates: [smoke, load] },
  postPromotionAnalysis: { templates: [health] },

  // The old version keeps all its pods until the last verdict is in, whatever is said here. For five minutes more a way back takes no time.
  scaleDownDelay: Duration.minutes(5),
});

// Pods on nodes of their own, where there are enough: a node that is lost takes one of them.
api.scheduling.spread({ topology: kplus.Topology.HOSTNAME, weight: 100 });

// Users come in by the active Service. The preview has no way in from outside the cluster.
const ingress = new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'sample-api' }, className: 'nginx' });
ingress.addHostRule('app.local', '/', api.activeService.toIngressBackend());

// What puts the pod-template hash on the application's metrics. The label is the one that kube-prometheus-stack looks for.
const selectorLabels = { release: 'kube-prometheus-stack' };
new RolloutPodMonitor(chart, 'PodMonitor', { rollout: api, port: 'http', interval: Duration.seconds(15), selectorLabels });
new RolloutAlerts(chart, 'Alerts', { rollouts: [api], selectorLabels, runbookUrl: 'https://runbooks.example/rollouts' });

// A drain of nodes takes one pod at a time, of either version.
new kplus.k8s.KubePodDisruptionBudget(chart, 'DisruptionBudget', {
  metadata: { name: 'sample-api' },
  spec: {
    maxUnavailable: kplus.k8s.IntOrString.fromNumber(1),
    selector: { matchLabels: api.matchLabels },
  },
});

app.synth();
