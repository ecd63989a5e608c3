import { Chart, Duration } from 'cdk8s';
import {
  BlueGreenRollout, CanaryRollout, CanaryStep, IstioTrafficRouting, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource,
  RolloutPodMonitor, Threshold,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectSoon, expectThat } from '../expect';
import { Build, Place, Scenario } from '../scenario';
import { blueGreenProps, canaryProps, HASH } from './web';

const WINDOW = Duration.seconds(10);
const TIME = 60_000;

/** Prometheus scrapes every second here, so all times are shorter than in production. */
function health(chart: Chart, source: PrometheusSource): PrometheusAnalysis {
  return new PrometheusAnalysis(chart, 'Health', {
    metadata: { name: 'web-health' },
    address: 'http://prometheus.monitoring:9090',
    window: WINDOW,
    interval: Duration.seconds(2),
    count: 3,
    failureLimit: 1,
    metrics: [
      PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
      PrometheusMetric.latency({ source, quantile: 0.9, atMost: Duration.millis(500) }),
    ],
  });
}

function podMonitor(chart: Chart, rollout: CanaryRollout | BlueGreenRollout) {
  new RolloutPodMonitor(chart, 'PodMonitor', { rollout, port: 'http', interval: Duration.seconds(1), selectorLabels: { release: 'kube-prometheus-stack' } });
}

/** A canary whose gate is between two weights. */
function gated(source: PrometheusSource, route: (chart: Chart, rollout: CanaryRollout) => unknown = podMonitor) {
  return (version: string): Build => (chart) => {
    const templates = [health(chart, source)];
    const steps = [CanaryStep.weight(50), CanaryStep.analysis({ templates }), CanaryStep.weight(75), CanaryStep.pause()];
    route(chart, new CanaryRollout(chart, 'Web', canaryProps(version, { steps })));
  };
}

const application = gated(PrometheusSource.application());
const nginx = gated(PrometheusSource.ingressNginx(), (chart, rollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout, host: `${chart.namespace}.example` }));
const istio = gated(PrometheusSource.istio(), (chart, rollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['web.example'] }));

/** The first version is never analysed, so that anything may be the stable one. */
async function update(shop: Place, app: (version: string) => Build, from: string, to: string) {
  const web = shop.rollout('web');
  await shop.deploy(app(from));
  await web.is('Healthy');
  await shop.deploy(app(to));
  return web;
}

async function measured(shop: Place, metric: string): Promise<Manifest> {
  const [{ status }] = await shop.list('AnalysisRun');
  return status.metricResults.find(({ name }: Manifest) => name === metric);
}

function passesAlone(name: string, app: (version: string) => Build): Scenario {
  return {
    name: `gate-${name}-passes-while-stable-is-bad`,
    proves: { 'docs/prometheus-analysis.md': ['A gate must look at the new version alone'] },
    async run(shop) {
      const web = await update(shop, app, '1-bad', '2');
      await web.isPausedAt(3, TIME);
      const { measurements } = await measured(shop, 'success-rate');
      expectThat(`all requests succeed: ${JSON.stringify(measurements)}`, measurements.every(({ value }: Manifest) => value === '[1]'));
    },
  };
}

function fails(name: string, app: (version: string) => Build): Scenario {
  return {
    name: `gate-${name}-fails`,
    proves: { 'docs/analysis.md': ['the update is aborted, the next weight never comes'] },
    async run(shop) {
      const web = await update(shop, app, '1', '2-bad');
      await web.is('Degraded', { status: { message: /^RolloutAborted.*success-rate/s } }, TIME);
      await shop.finds('AnalysisRun', { status: { phase: 'Failed' } });
    },
  };
}

function findsNothing(what: string, version: string, value: string): Scenario {
  return {
    name: `gate-finds-${what}`,
    proves: { 'docs/prometheus-analysis.md': ['No series and NaN mean the same: *no data*. That is inconclusive unless the metric says `NoData.PASS` or `NoData.FAIL`.'] },
    async run(shop) {
      const web = await update(shop, application, '1', version);
      await web.is('Paused', { status: { message: /InconclusiveAnalysisRun/, currentStepIndex: 1 } }, TIME);
      const { measurements } = await measured(shop, 'success-rate');
      expectThat(`nothing was found: ${JSON.stringify(measurements)}`, measurements.every((one: Manifest) => one.phase === 'Inconclusive' && one.value === value));
    },
  };
}

export const gateScenarios: readonly Scenario[] = [
  passesAlone('application', application),
  fails('application', application),
  passesAlone('nginx', nginx),
  fails('nginx', nginx),
  passesAlone('istio', istio),
  fails('istio', istio),
  findsNothing('no-series', '2-silent', '[]'),
  findsNothing('nan', '2-idle', '[NaN]'),
  {
    name: 'gate-latency-fails',
    async run(shop) {
      const web = await update(shop, application, '1', '2-slow');
      await web.is('Degraded', { status: { message: /^RolloutAborted.*latency/s } }, TIME);
    },
  },
  {
    name: 'gate-in-the-background-aborts-a-pause',
    proves: { 'docs/analysis.md': ['the same, also during pauses'] },
    async run(shop) {
      const web = await update(shop, (version) => (chart) => {
        const templates = [health(chart, PrometheusSource.application())];
        const steps = [CanaryStep.weight(50), CanaryStep.pause()];
        podMonitor(chart, new CanaryRollout(chart, 'Web', canaryProps(version, { steps, analysis: { templates, startingStep: 1 } })));
      }, '1', '2-bad');
      await web.isPausedAt(1);
      await web.is('Degraded', { status: { message: /^RolloutAborted/ } }, TIME);
    },
  },
  {
    name: 'gate-after-promotion-switches-back',
    proves: { 'docs/analysis.md': ['the switch is taken back at once: the old version keeps all its pods until the analysis has succeeded'] },
    async run(shop) {
      const web = await update(shop, (version) => (chart) => {
        const postPromotionAnalysis = { templates: [health(chart, PrometheusSource.application())] };
        podMonitor(chart, new BlueGreenRollout(chart, 'Web', blueGreenProps(version, { postPromotionAnalysis, scaleDownDelay: Duration.minutes(5) })));
      }, '1', '2-bad');
      const { status: { stableRS, currentPodHash } } = await web.is('Progressing', { status: { blueGreen: { postPromotionAnalysisRunStatus: { status: 'Running' } } } });
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: currentPodHash } } });
      await web.is('Degraded', { status: { message: /^RolloutAborted/ } }, TIME);
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: stableRS } } });
    },
  },
  {
    name: 'gate-after-promotion-keeps-the-old-version',
    async run(shop) {
      // no delay: what keeps the old version is the analysis
      const web = await update(shop, (version) => (chart) => {
        const postPromotionAnalysis = { templates: [health(chart, PrometheusSource.application())] };
        podMonitor(chart, new BlueGreenRollout(chart, 'Web', blueGreenProps(version, { postPromotionAnalysis, scaleDownDelay: Duration.seconds(1) })));
      }, '1', '2');
      const { status: { stableRS, currentPodHash } } = await web.is('Progressing', { status: { blueGreen: { postPromotionAnalysisRunStatus: { status: 'Running' } } } });
      const [{ metadata: { name } }] = await shop.list('ReplicaSet', { [HASH]: stableRS });
      const sizes = await shop.record('ReplicaSet', name, ({ spec }) => spec.replicas);
      const stable = await shop.record('Rollout', 'web', ({ status }) => `${status.stableRS} ${status.blueGreen.postPromotionAnalysisRunStatus?.status}`);

      await web.is('Healthy', { status: { stableRS: currentPodHash } }, TIME);
      await shop.sees('ReplicaSet', name, { spec: { replicas: 0 } });
      await expectSoon(() => `all pods of the old version until the analysis is done: ${sizes.join(', ')}`, () => sizes.join(',') === '4,0');
      expectThat(`it is the stable version until then: ${stable.join(', ')}`, stable[0] === `${stableRS} Running` && !stable.includes(`${currentPodHash} Running`));
    },
  },
];
