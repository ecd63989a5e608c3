import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisMetric, AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep, ClusterAnalysisTemplate, IAnalysisTemplate, Lint,
  PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutPodMonitor, Severity, Threshold, WorkloadReference,
} from '../../src';

const healthy = Threshold.atMost(0.5);
const CONTAINERS = [{ name: 'api', image: 'registry.example/api:1', ports: [{ name: 'http', number: 8080 }] }];

let told: jest.SpyInstance;
beforeEach(() => {
  told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => told.mockRestore());

/** What synth says of a chart, errors and warnings, by one rule. */
function saidBy(rule: string, build: (chart: Chart) => void, namespace?: string): string[] {
  told.mockClear();
  const app = new App();
  build(new Chart(app, 'test', { namespace }));
  let errors = '';
  try {
    app.synthYaml();
  } catch (error) {
    errors = (error as Error).message;
  }
  const warnings = told.mock.calls.flat().join('');
  return `${errors}\n${warnings}`.split('\n').map((line) => line.trim()).filter((line) => line.endsWith(`(${rule})`));
}

function analysis(chart: Chart, ...metrics: AnalysisMetric[]) {
  return new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, metrics });
}

const canary = (chart: Chart, template: IAnalysisTemplate, props: Partial<CanaryRolloutProps> = { containers: CONTAINERS }) =>
  new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, steps: [CanaryStep.analysis({ templates: [template] })], ...props });

describe('the container that a metric looks at', () => {
  const saidOf = (build: (chart: Chart) => void) => saidBy('metric-container-exists', build);
  const MISSING = (present: string, metric = 'cpu') => `[test/Api] /spec/strategy: metric "${metric}" looks at container "nope", and the pods have none of `
    + `that name: name one of ${present} (metric-container-exists)`;
  const nope = PrometheusMetric.cpu({ container: 'nope', healthy });

  test.each<[string, (chart: Chart, template: IAnalysisTemplate) => void, string[]]>([
    ['a step', (chart, template) => canary(chart, template), [MISSING('api')]],
    ['the background', (chart, template) => canary(chart, template, { containers: CONTAINERS, steps: [], analysis: { templates: [template] } }), [MISSING('api')]],
    ['a gate', (chart, template) => new BlueGreenRollout(chart, 'Api', {
      metadata: { name: 'api' }, containers: CONTAINERS, prePromotionAnalysis: { templates: [template] },
    }), [MISSING('api')]],
    ['pods of a template', (chart, template) => canary(chart, template, {
      podTemplate: { metadata: { labels: { 'app.kubernetes.io/name': 'api' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
    }), [MISSING('web')]],
    ['pods of a Deployment', (chart, template) => canary(chart, template, {
      workloadRef: WorkloadReference.of(new kplus.Deployment(chart, 'Old', { metadata: { name: 'old' }, containers: CONTAINERS })),
    }), [MISSING('api')]],
    ['pods that are not known', (chart, template) => canary(chart, template, {
      workloadRef: WorkloadReference.fromName('old', { podLabels: { app: 'old' } }),
    }), []],
  ])('must be there in %s', (_, use, errors) => {
    expect(saidOf((chart) => use(chart, analysis(chart, nope)))).toEqual(errors);
  });

  test('is asked of templates that are included, or of the whole cluster', () => {
    expect(saidOf((chart) => canary(chart, new AnalysisTemplate(chart, 'Outer', { metadata: { name: 'outer' }, templates: [analysis(chart, nope)] }))))
      .toEqual([MISSING('api')]);
    expect(saidOf((chart) => canary(chart, new ClusterAnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, metrics: [nope] }))))
      .toEqual([MISSING('api')]);
  });

  test('is asked of every metric, and once of each template', () => {
    const restarts = PrometheusMetric.restarts({ container: 'nope', healthy });
    expect(saidOf((chart) => {
      const gate = { templates: [analysis(chart, nope, restarts)] };
      canary(chart, gate.templates[0], { containers: CONTAINERS, analysis: gate, steps: [CanaryStep.analysis(gate)] });
    })).toEqual([MISSING('api'), MISSING('api', 'restarts')]);
  });

  test.each([
    ['all', PrometheusMetric.cpu({ healthy })],
    ['one of them', PrometheusMetric.cpu({ container: 'api', healthy })],
    ['one that starts before', PrometheusMetric.restarts({ container: 'migrate', healthy })],
    ['one that is put into the pods later', PrometheusMetric.restarts({ container: 'istio-proxy', healthy })],
  ])('can be %s', (_, metric) => {
    const initContainers = [{ name: 'migrate', image: 'registry.example/api:1' }];
    expect(saidOf((chart) => canary(chart, analysis(chart, metric), { containers: CONTAINERS, initContainers }))).toEqual([]);
  });

  test('can be patched in', () => {
    expect(saidOf((chart) => {
      const sidecar = { name: 'nope', image: 'nope:1' };
      ApiObject.of(canary(chart, analysis(chart, nope))).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', sidecar));
    })).toEqual([]);
  });

  test('can be suppressed, where something else puts it into the pods', () => {
    expect(saidOf((chart) => Lint.suppress(canary(chart, analysis(chart, nope)), 'metric-container-exists', 'injected'))).toEqual([]);
  });
});

describe('the hash on the metrics of an application', () => {
  const saidOf = (build: (chart: Chart) => void, namespace?: string) => saidBy('hash-label-scraped', build, namespace);
  const MISSING = (label = 'rollouts_pod_template_hash') => `warning: [test/Api] /spec/strategy: its metrics tell versions apart by the label "${label}", which no `
    + 'monitor in this app puts on the metrics of these pods: add a RolloutPodMonitor, which puts "rollouts_pod_template_hash" there, or see to it where '
    + 'Prometheus is set up (hash-label-scraped)';

  const source = PrometheusSource.application();
  const requests = PrometheusMetric.errorRate({ source, healthy });
  const monitor = (chart: Chart, spec: object, kind = 'PodMonitor') => new ApiObject(chart, `${kind}`, {
    apiVersion: kind.startsWith('VM') ? 'operator.victoriametrics.com/v1beta1' : 'monitoring.coreos.com/v1', kind, metadata: { name: 'api' }, spec,
  });
  const selector = { matchLabels: { 'app.kubernetes.io/name': 'api' } };
  const podTargetLabels = ['team', 'rollouts-pod-template-hash'];

  test.each<[string, AnalysisMetric]>([
    ['a ratio of requests', requests],
    ['a latency', PrometheusMetric.latency({ source, atMost: Duration.seconds(1) })],
    ['a counter', PrometheusMetric.count({ counter: 'orders_failed_total', healthy })],
  ])('is missed by %s, if nothing puts it there', (_, metric) => {
    expect(saidOf((chart) => canary(chart, analysis(chart, metric)))).toEqual([MISSING()]);
  });

  test.each<[string, AnalysisMetric]>([
    ['counts by Service', PrometheusMetric.errorRate({ source: PrometheusSource.istio(), healthy })],
    ['looks at pods', PrometheusMetric.restarts({ healthy })],
    ['asks its own query', PrometheusMetric.query({ name: 'up', query: 'sum(up)', healthy })],
  ])('is not missed by what %s', (_, metric) => {
    expect(saidOf((chart) => canary(chart, analysis(chart, metric)))).toEqual([]);
  });

  test('is there with a RolloutPodMonitor of the rollout, and not with that of another one', () => {
    expect(saidOf((chart) => new RolloutPodMonitor(chart, 'Monitor', { rollout: canary(chart, analysis(chart, requests)), port: 'http' }))).toEqual([]);
    expect(saidOf((chart) => {
      canary(chart, analysis(chart, requests));
      const rollout = new CanaryRollout(chart, 'Web', { metadata: { name: 'web' }, containers: CONTAINERS });
      new RolloutPodMonitor(chart, 'Monitor', { rollout, port: 'http' });
    })).toEqual([MISSING()]);
  });

  test.each<[string, (chart: Chart) => void]>([
    ['a PodMonitor with the label among its podTargetLabels', (chart) => monitor(chart, { selector, podTargetLabels })],
    ['one for all pods', (chart) => monitor(chart, { selector: {}, podTargetLabels })],
    ['one of another namespace that looks everywhere', (chart) => monitor(chart, { selector, namespaceSelector: { any: true }, podTargetLabels })],
    ['one that looks at the namespace', (chart) => monitor(chart, { selector, namespaceSelector: { matchNames: ['other', 'shop'] }, podTargetLabels })],
    ['one that relabels', (chart) => monitor(chart, { selector, podMetricsEndpoints: [{ relabelings: [{ targetLabel: 'rollouts_pod_template_hash' }] }] })],
    ['one that keeps all labels of pods', (chart) => monitor(chart, { selector, podMetricsEndpoints: [{ relabelings: [{ action: 'labelmap' }] }] })],
    ['a ServiceMonitor, whatever the pods behind it', (chart) => monitor(chart, { endpoints: [], podTargetLabels }, 'ServiceMonitor')],
    ['one of VictoriaMetrics', (chart) => monitor(chart, { selector, podTargetLabels }, 'VMPodScrape')],
  ])('is there with %s', (_, build) => {
    expect(saidOf((chart) => {
      canary(chart, analysis(chart, requests));
      build(chart);
    }, 'shop')).toEqual([]);
  });

  test.each<[string, object]>([
    ['has no label', { selector }],
    ['has other labels', { selector, podTargetLabels: ['team'], podMetricsEndpoints: [{ relabelings: [{ targetLabel: 'hash' }, null] }] }],
    ['selects other pods', { selector: { matchLabels: { app: 'web' } }, podTargetLabels }],
    ['looks at other namespaces', { selector, namespaceSelector: { matchNames: ['other'] }, podTargetLabels }],
    ['is no monitor', { podTargetLabels: 7, podMetricsEndpoints: 'x', selector: null }],
  ])('is not there with a PodMonitor that %s', (_, spec) => {
    expect(saidOf((chart) => {
      canary(chart, analysis(chart, requests));
      monitor(chart, spec);
    }, 'shop')).toEqual([MISSING()]);
  });

  test('can have another name', () => {
    const named = PrometheusMetric.errorRate({ source: PrometheusSource.application({ hashLabel: 'version' }), healthy });
    expect(saidOf((chart) => new RolloutPodMonitor(chart, 'Monitor', { rollout: canary(chart, analysis(chart, named)), port: 'http' }))).toEqual([MISSING('version')]);
    expect(saidOf((chart) => {
      canary(chart, analysis(chart, named));
      monitor(chart, { selector, podMetricsEndpoints: [{ relabelings: [{ targetLabel: 'version' }] }] });
    })).toEqual([]);
  });

  test('is an error where all that is referred to must be there', () => {
    expect(saidOf((chart) => {
      Lint.configure(chart, { strictReferences: true });
      canary(chart, analysis(chart, requests));
    })).toEqual([MISSING().replace('warning: ', '')]);
  });

  test('is nobody\'s business where that is said', () => {
    expect(saidOf((chart) => {
      Lint.configure(chart, { rules: { 'hash-label-scraped': 'off' as Severity } });
      canary(chart, analysis(chart, requests));
    })).toEqual([]);
  });
});

describe('the port of a monitor', () => {
  const saidOf = (port: string, props: Partial<CanaryRolloutProps>, patch?: JsonPatch) => saidBy('monitor-port-exists', (chart) => {
    const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, ...props });
    new RolloutPodMonitor(chart, 'Monitor', { rollout, port });
    if (patch) {
      ApiObject.of(rollout).addJsonPatch(patch);
    }
  });
  const MISSING = (present: string) => `[test/Monitor] /spec/podMetricsEndpoints/0/port: no container of the rollout has a port named "metrics": there is ${present}. `
    + 'Name it in the container\'s "ports" (monitor-port-exists)';
  const podTemplate = (ports?: object[]) => ({
    metadata: { labels: { 'app.kubernetes.io/name': 'api' } }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1', ports }] },
  });

  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    ['a port of another name', { containers: CONTAINERS }, '"http"'],
    ['a port without a name', { containers: [{ image: 'registry.example/api:1', portNumber: 8080 }] }, '8080 without a name'],
    ['no port at all', { containers: [{ image: 'registry.example/api:1' }] }, 'none at all'],
    ['a pod template with another port', { podTemplate: podTemplate([{ name: 'http', containerPort: 80 }]) }, '"http"'],
    ['a pod template without ports', { podTemplate: podTemplate() }, 'none at all'],
  ])('is refused of pods with %s', (_, props, present) => {
    expect(saidOf('metrics', props)).toEqual([MISSING(present)]);
  });

  test.each<[string, string, Partial<CanaryRolloutProps>]>([
    ['a container', 'http', { containers: CONTAINERS }],
    ['a pod template', 'metrics', { podTemplate: podTemplate([{ name: 'metrics', containerPort: 80 }]) }],
    ['a container that starts before', 'metrics', {
      containers: CONTAINERS, initContainers: [{ name: 'sidecar', image: 'sidecar:1', ports: [{ name: 'metrics', number: 9090 }] }],
    }],
    ['a sidecar that is put into the pods later', 'http-envoy-prom', { containers: CONTAINERS }],
    ['pods that are not known', 'metrics', { workloadRef: WorkloadReference.fromName('old', { podLabels: { app: 'old' } }) }],
  ])('can be that of %s', (_, port, props) => {
    expect(saidOf(port, props)).toEqual([]);
  });

  test('can be patched in', () => {
    expect(saidOf('metrics', { containers: CONTAINERS }, JsonPatch.add('/spec/template/spec/containers/0/ports/-', { name: 'metrics', containerPort: 9090 }))).toEqual([]);
  });
});
