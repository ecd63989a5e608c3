import { App, Chart, Duration, Testing } from 'cdk8s';
import { AnalysisTemplate } from '../../src/analysis/analysis-template';
import { PrometheusSource } from '../../src/analysis/prometheus-source';
import { ExperimentTemplate } from '../../src/experiment/experiment-template';
import { RolloutAlerts, RolloutAlertsProps } from '../../src/operate/rollout-alerts';
import { BlueGreenRollout, BlueGreenRolloutProps } from '../../src/rollout/blue-green-rollout';
import { CanaryRollout } from '../../src/rollout/canary-rollout';
import { CanaryRolloutProps } from '../../src/rollout/canary-rollout-props';
import { CanaryStep } from '../../src/rollout/canary-step';
import { Rollout } from '../../src/rollout/rollout';
import { IstioTrafficRouting } from '../../src/traffic/istio-traffic-routing';
import { NginxTrafficRouting } from '../../src/traffic/nginx-traffic-routing';

const CONTAINERS = [{ image: 'registry.example/api:1', portNumber: 8000 }];
const GATE = { templates: [AnalysisTemplate.fromName('health')] };

const ALWAYS = [
  'RolloutInvalidSpec', 'RolloutAborted', 'RolloutProgressDeadlineExceeded', 'RolloutReplicaSetCreateError', 'RolloutPausedTooLong',
  'RolloutInFlightTooLong', 'RolloutReconcileErrors', 'RolloutMetricsAbsent',
  'RolloutNoReplicasAvailable', 'RolloutReplicasUnavailable', 'RolloutPodsRestarting', 'RolloutPodsWaiting',
];
const ANALYSED = ['RolloutAnalysisRunFailed', 'RolloutAnalysisInconclusive', 'AnalysisRunRunningTooLong'];
const ROUTED = ['CanaryErrorRateHigh', 'CanaryWorseThanStable', 'CanaryLatencyHigh'];

function shop(namespace: string | undefined = 'shop'): Chart {
  return new Chart(new App(), 'test', { namespace });
}

function canary(chart: Chart, props: CanaryRolloutProps = {}, name = 'api'): CanaryRollout {
  return new CanaryRollout(chart, `Rollout-${name}-${props.metadata?.namespace}`, { containers: CONTAINERS, ...props, metadata: { name, ...props.metadata } });
}

function blueGreen(chart: Chart, props: BlueGreenRolloutProps = {}): BlueGreenRollout {
  return new BlueGreenRollout(chart, 'BlueGreen', { metadata: { name: 'site' }, containers: CONTAINERS, ...props });
}

function synth(chart: Chart): any {
  return Testing.synth(chart).find(({ kind }) => kind === 'PrometheusRule');
}

/** The rules of all groups, of rollouts that are watched in the chart. */
function rulesOf(chart: Chart, rollouts: Rollout[], props: Partial<RolloutAlertsProps> = {}): any[] {
  new RolloutAlerts(chart, 'Alerts', { rollouts, ...props });
  return synth(chart).spec.groups.flatMap(({ rules }: any) => rules);
}

function namesOf(rules: any[]): string[] {
  return rules.map(({ alert }) => alert);
}

function rule(rules: any[], name: string): any {
  return rules.find(({ alert }) => alert === name);
}

describe('the PrometheusRule', () => {
  test('is named after its one rollout, and lives in its namespace', () => {
    const chart = shop();
    new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart)], selectorLabels: { release: 'prometheus' } });
    const { apiVersion, metadata, spec } = synth(chart);
    expect(apiVersion).toBe('monitoring.coreos.com/v1');
    expect(metadata).toEqual({ name: 'api-alerts', namespace: 'shop', labels: { release: 'prometheus' } });
    expect(spec.groups.map(({ name }: any) => name)).toEqual(['rollouts-shop']);
  });

  test('of several rollouts is named by cdk8s', () => {
    const chart = shop();
    new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart), blueGreen(chart)] });
    expect(synth(chart).metadata.name).toMatch(/^test-alerts-/);
  });

  test('takes the namespace of its rollouts where the chart has none', () => {
    const chart = new Chart(new App(), 'test');
    new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart, { metadata: { namespace: 'shop' } })] });
    expect(synth(chart).metadata).toEqual({ name: 'api-alerts', namespace: 'shop' });
  });

  test('can be named, and put elsewhere', () => {
    const chart = shop();
    const metadata = { name: 'mine', namespace: 'monitoring', labels: { team: 'shop' } };
    new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart)], metadata, selectorLabels: { release: 'prometheus' } });
    expect(synth(chart).metadata).toEqual({ name: 'mine', namespace: 'monitoring', labels: { release: 'prometheus', team: 'shop' } });
  });

  test('is the same each time it is rendered', () => {
    const chart = shop();
    rulesOf(chart, [canary(chart, { analysis: GATE }), blueGreen(chart)]);
    expect(synth(chart)).toEqual(synth(chart));
  });
});

describe('the alerts that apply', () => {
  test('to a plain canary', () => {
    const chart = shop();
    expect(namesOf(rulesOf(chart, [canary(chart)]))).toEqual(ALWAYS);
  });

  test('to a blue-green rollout with an analysis', () => {
    const chart = shop();
    expect(namesOf(rulesOf(chart, [blueGreen(chart, { prePromotionAnalysis: GATE })]))).toEqual([...ALWAYS, ...ANALYSED]);
  });

  test('to a canary with a step plugin', () => {
    const chart = shop();
    expect(namesOf(rulesOf(chart, [canary(chart, { steps: [CanaryStep.plugin('example/wait')] })]))).toEqual([...ALWAYS, 'RolloutStepPluginError']);
  });

  const COMPARED = CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new')], duration: Duration.minutes(5) });

  test('to a canary with an experiment as a step', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, { steps: [COMPARED] })]);
    expect(namesOf(rules)).toEqual([...ALWAYS, 'RolloutExperimentFailed']);
    expect(rule(rules, 'RolloutExperimentFailed')).toMatchObject({
      expr: expect.stringContaining('experiment_info{namespace="shop",name=~"(api)-[a-z0-9]+-[0-9]+([-.].+)?",phase=~"Failed|Error"}'),
      labels: { severity: 'warning', namespace: 'shop', rollout: 'api' },
    });
  });

  test('to the analyses of an experiment', () => {
    const chart = shop();
    const analyses = [{ name: 'compare', template: AnalysisTemplate.fromName('health'), requiredForCompletion: true }];
    const step = CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new')], analyses });
    expect(namesOf(rulesOf(chart, [canary(chart, { steps: [step] })]))).toEqual([...ALWAYS, ...ANALYSED, 'RolloutExperimentFailed']);
  });

  test('to an experiment as in YAML', () => {
    const chart = shop();
    const step = CanaryStep.custom({ experiment: { duration: '5m', templates: [{ name: 'new', specRef: 'canary' }] } });
    expect(namesOf(rulesOf(chart, [canary(chart, { steps: [step] })]))).toContain('RolloutExperimentFailed');
  });

  test('to experiments that are not known here, where that is asked for', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart)], { overrides: { RolloutExperimentFailed: { enabled: true } } });
    expect(namesOf(rules)).toEqual([...ALWAYS, 'RolloutExperimentFailed']);
  });

  test('to experiments where that is not wanted', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, { steps: [COMPARED] })], { overrides: { RolloutExperimentFailed: { enabled: false } } });
    expect(namesOf(rules)).toEqual(ALWAYS);
  });

  test.each([
    ['ingress-nginx', (chart: Chart, rollout: CanaryRollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout })],
    ['Istio', (chart: Chart, rollout: CanaryRollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout })],
  ])('to a canary that %s routes, though the router is attached later', (_, attach) => {
    const chart = shop();
    const rollout = canary(chart);
    new RolloutAlerts(chart, 'Alerts', { rollouts: [rollout] });
    attach(chart, rollout);
    expect(namesOf(synth(chart).spec.groups[0].rules)).toEqual([...ALWAYS, 'RolloutTrafficRoutingError', ...ROUTED]);
  });

  test('to a canary whose two services take turns, of which neither is the canary\'s', () => {
    const chart = shop();
    const rollout = canary(chart, { pingPong: {} });
    new IstioTrafficRouting(chart, 'Traffic', { rollout });
    expect(namesOf(rulesOf(chart, [rollout]))).toEqual([...ALWAYS, 'RolloutTrafficRoutingError']);
  });
});

describe('alerts about requests to each version', () => {
  const VERSIONS = ['VersionErrorRateHigh', 'VersionWorseThanOther', 'VersionLatencyHigh'];
  const requests = PrometheusSource.application();

  test.each<[string, (chart: Chart) => Rollout, PrometheusSource, string[]]>([
    ['a canary whose application counts them', (chart) => canary(chart), requests, VERSIONS],
    ['blue-green whose application counts them', (chart) => blueGreen(chart), requests, VERSIONS],
    ['blue-green behind ingress-nginx', (chart) => blueGreen(chart), PrometheusSource.ingressNginx(), VERSIONS],
    ['blue-green in Istio', (chart) => blueGreen(chart), PrometheusSource.istio(), VERSIONS],
    ['a canary whose router is asked', (chart) => routed(chart), PrometheusSource.ingressNginx(), ['RolloutTrafficRoutingError', ...ROUTED]],
    ['a canary whose application is asked instead of its router', (chart) => routed(chart), requests, ['RolloutTrafficRoutingError', ...VERSIONS]],
  ])('%s', (_, rollout, source, expected) => {
    const chart = shop();
    expect(namesOf(rulesOf(chart, [rollout(chart)], { requests: source }))).toEqual([...ALWAYS, ...expected]);
  });

  function routed(chart: Chart): CanaryRollout {
    const rollout = canary(chart);
    new NginxTrafficRouting(chart, 'Traffic', { rollout });
    return rollout;
  }

  test('say which version, and what to do', () => {
    const chart = shop();
    expect(rule(rulesOf(chart, [canary(chart)], { requests }), 'VersionErrorRateHigh')).toEqual({
      alert: 'VersionErrorRateHigh',
      expr: [
        'sum by (rollouts_pod_template_hash) (rate(http_requests_total{namespace="shop",pod=~"(api)-[a-z0-9]+-[a-z0-9]+",status=~"5.."}[5m]))',
        '/ sum by (rollouts_pod_template_hash) (rate(http_requests_total{namespace="shop",pod=~"(api)-[a-z0-9]+-[a-z0-9]+"}[5m])) > 0.05',
        'and sum by (rollouts_pod_template_hash) (rate(http_requests_total{namespace="shop",pod=~"(api)-[a-z0-9]+-[a-z0-9]+"}[5m])) > 0.1',
        'and on () max(max_over_time(rollout_info{namespace="shop",name="api",phase=~"Progressing|Paused"}[30m])) > 0',
      ].join('\n'),
      for: '2m',
      labels: { severity: 'critical', namespace: 'shop', name: 'api' },
      annotations: {
        summary: '{{ $value | humanizePercentage }} of the requests to version {{ $labels.rollouts_pod_template_hash }} of rollout shop/api fail',
        description: 'More than 5 % of the requests end in a server error, in an update or shortly after it. See which version that is, and where the update '
          + 'stands: kubectl argo rollouts get rollout api -n shop. If it is the new one, give the update up: kubectl argo rollouts abort api -n shop. '
          + 'After its end, deploy the manifests of the version before',
      },
    });
  });

  test('take the names of the application, and thresholds', () => {
    const chart = shop();
    const source = PrometheusSource.application({
      requestCounter: 'orders_total', durationHistogram: 'orders_seconds', statusLabel: 'code', hashLabel: 'version', namespaceLabel: 'exported_namespace',
    });
    const overrides = { VersionErrorRateHigh: { threshold: 0.2 }, VersionLatencyHigh: { threshold: 3, severity: 'critical' } };
    const rules = rulesOf(chart, [canary(chart)], { requests: source, overrides });
    const ofPods = 'exported_namespace="shop",pod=~"(api)-[a-z0-9]+-[a-z0-9]+"';
    expect(rule(rules, 'VersionErrorRateHigh').expr).toContain(`sum by (version) (rate(orders_total{${ofPods},code=~"5.."}[5m]))`);
    expect(rule(rules, 'VersionErrorRateHigh').expr).toContain('> 0.2\n');
    expect(rule(rules, 'VersionLatencyHigh').expr).toContain(`histogram_quantile(0.99, sum by (version, le) (rate(orders_seconds_bucket{${ofPods}}[5m]))) > 3\n`);
    expect(rule(rules, 'VersionLatencyHigh').labels.severity).toBe('critical');
  });

  test.each<[string, PrometheusSource, string, string]>([
    ['ingress-nginx', PrometheusSource.ingressNginx({ namespaceLabel: 'exported_namespace', serviceLabel: 'exported_service' }), 'exported_service',
      'nginx_ingress_controller_requests{exported_namespace="shop",exported_service=~"site-active|site-preview"}'],
    ['Istio', PrometheusSource.istio(), 'destination_service_name',
      'istio_requests_total{reporter="source",destination_service_namespace="shop",destination_service_name=~"site-active|site-preview"}'],
  ])('tell the Services of blue-green apart as %s does', (_, source, label, series) => {
    const chart = shop();
    const { expr, annotations } = rule(rulesOf(chart, [blueGreen(chart)], { requests: source }), 'VersionErrorRateHigh');
    expect(expr).toContain(`sum by (${label}) (rate(${series}[5m])) > 0.05`);
    expect(annotations.summary).toBe(`{{ $value | humanizePercentage }} of the requests to Service {{ $labels.${label} }} of rollout shop/site fail`);
  });

  test('go without a namespace where that is not known', () => {
    const chart = new Chart(new App(), 'test');
    const { expr } = rule(rulesOf(chart, [canary(chart)], { requests }), 'VersionWorseThanOther');
    expect(expr).toContain('http_requests_total{pod=~"(api)-[a-z0-9]+-[a-z0-9]+"}');
  });

  test('of a router that tells nothing are refused', () => {
    const chart = shop();
    expect(() => rulesOf(chart, [canary(chart)], { requests: PrometheusSource.istio() })).toThrow(
      '"requests" that istio counted tell nothing of these rollouts: it moves the traffic of none of them from one Service to another. '
      + 'Leave it out, or use the application\'s own metrics with PrometheusSource.application and a RolloutPodMonitor',
    );
  });
});

describe('an alert', () => {
  test('has a severity, the rollout, what it means and what to do', () => {
    const chart = shop();
    expect(rule(rulesOf(chart, [canary(chart)]), 'RolloutProgressDeadlineExceeded')).toEqual({
      alert: 'RolloutProgressDeadlineExceeded',
      expr: 'max by (namespace, name) (rollout_info{namespace="shop",name="api",phase="Timeout"}) == 1',
      for: '1m',
      labels: { severity: 'critical', namespace: 'shop', name: 'api' },
      annotations: {
        summary: 'An update of rollout {{ $labels.namespace }}/{{ $labels.name }} makes no progress',
        description: 'New pods did not become available before the progress deadline. Look for image, probe and scheduling errors of the pods in: '
          + 'kubectl argo rollouts get rollout {{ $labels.name }} -n {{ $labels.namespace }}. '
          + 'To go back to the stable version: kubectl argo rollouts abort {{ $labels.name }} -n {{ $labels.namespace }}',
      },
    });
  });

  test.each([
    ['RolloutInvalidSpec', 'critical', '5m'],
    ['RolloutAborted', 'critical', '1m'],
    ['RolloutReplicaSetCreateError', 'critical', '5m'],
    ['RolloutPausedTooLong', 'warning', '1h'],
    ['RolloutInFlightTooLong', 'warning', '4h'],
    ['RolloutReconcileErrors', 'warning', '10m'],
    ['RolloutMetricsAbsent', 'warning', '15m'],
    ['RolloutNoReplicasAvailable', 'critical', '2m'],
    ['RolloutReplicasUnavailable', 'warning', '15m'],
    ['RolloutPodsRestarting', 'warning', undefined],
    ['RolloutPodsWaiting', 'warning', '10m'],
    ['RolloutAnalysisRunFailed', 'critical', undefined],
    ['RolloutAnalysisInconclusive', 'warning', undefined],
    ['AnalysisRunRunningTooLong', 'warning', '6h'],
    ['RolloutTrafficRoutingError', 'critical', '5m'],
    ['RolloutStepPluginError', 'warning', '5m'],
    ['CanaryErrorRateHigh', 'critical', '2m'],
    ['CanaryWorseThanStable', 'warning', '5m'],
    ['CanaryLatencyHigh', 'warning', '5m'],
  ])('%s is %s after %s', (name, severity, after) => {
    const chart = shop();
    const rollout = canary(chart, { analysis: GATE, steps: [CanaryStep.plugin('example/wait')] });
    new NginxTrafficRouting(chart, 'Traffic', { rollout });
    const { for: holdsFor, labels } = rule(rulesOf(chart, [rollout]), name);
    expect([labels.severity, holdsFor]).toEqual([severity, after]);
  });

  test('links to its section of the runbook', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart)], { runbookUrl: 'https://runbooks.example/rollouts' });
    expect(rule(rules, 'RolloutAborted').annotations.runbook_url).toBe('https://runbooks.example/rollouts#rolloutaborted');
  });

  test('carries the labels that all of them get', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart)], { labels: { team: 'shop' } });
    expect(rules.map(({ labels }) => labels.team)).toEqual(ALWAYS.map(() => 'shop'));
  });

  test('can be changed or left out', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart)], {
      overrides: {
        RolloutAborted: { severity: 'page', after: Duration.seconds(0) },
        RolloutPausedTooLong: { after: Duration.minutes(90) },
        RolloutPodsWaiting: { enabled: false },
      },
    });
    expect(rule(rules, 'RolloutAborted').labels.severity).toBe('page');
    expect(rule(rules, 'RolloutAborted')).not.toHaveProperty('for');
    expect(rule(rules, 'RolloutPausedTooLong').for).toBe('1h30m');
    expect(namesOf(rules)).toEqual(ALWAYS.filter((name) => name !== 'RolloutPodsWaiting'));
  });

  test('uses only commands that kubectl and its plugin have', () => {
    const chart = shop();
    const rollout = canary(chart, { analysis: GATE, steps: [CanaryStep.plugin('example/wait')] });
    new IstioTrafficRouting(chart, 'Traffic', { rollout });
    const commands = rulesOf(chart, [rollout]).flatMap(({ annotations }) => annotations.description.match(/kubectl \D+? (?=api|{)/g));
    expect([...new Set(commands)].sort()).toEqual([
      ...['abort', 'get rollout', 'promote', 'retry rollout'].map((verb) => `kubectl argo rollouts ${verb} `), 'kubectl describe rollout ',
    ]);
  });
});

describe('how long an update may take', () => {
  const pauses = (...minutes: number[]) => ({ steps: minutes.map((each) => CanaryStep.pause(Duration.minutes(each))) });

  test.each([
    ['no pause', [], '1h', '4h', '6h'],
    ['short pauses', [5, 20], '1h', '4h', '6h'],
    ['a long pause', [5, 120], '2h10m', '4h', '6h'],
    ['pauses that are long together', [120, 120, 120], '2h10m', '7h', '7h'],
  ])('with %s', (_, minutes, paused, inFlight, running) => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, { ...pauses(...minutes), analysis: GATE })]);
    expect(['RolloutPausedTooLong', 'RolloutInFlightTooLong', 'AnalysisRunRunningTooLong'].map((name) => rule(rules, name).for))
      .toEqual([paused, inFlight, running]);
  });

  test('with a late promotion', () => {
    const chart = shop();
    const rules = rulesOf(chart, [blueGreen(chart, { autoPromotionDelay: Duration.hours(8) })]);
    expect(['RolloutPausedTooLong', 'RolloutInFlightTooLong'].map((name) => rule(rules, name).for)).toEqual(['8h10m', '9h']);
  });

  test('differs between rollouts that pause differently', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, pauses(120), 'slow'), canary(chart, pauses(1), 'fast')]);
    const paused = rules.filter(({ alert }) => alert === 'RolloutPausedTooLong');
    expect(paused.map(({ expr, for: holdsFor, labels }) => [expr, holdsFor, labels.name])).toEqual([
      ['max by (namespace, name) (rollout_info{namespace="shop",name="slow",phase="Paused"}) == 1', '2h10m', 'slow'],
      ['max by (namespace, name) (rollout_info{namespace="shop",name="fast",phase="Paused"}) == 1', '1h', 'fast'],
    ]);
  });
});

describe('an expression', () => {
  test('reaches several rollouts by name', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart), canary(chart, {}, 'web.v1')]);
    const { expr, labels } = rule(rules, 'RolloutAborted');
    expect(expr).toBe('max by (namespace, name) (rollout_info{namespace="shop",name=~"api|web[.]v1",phase="Abort"}) == 1');
    expect(labels).toEqual({ severity: 'critical', namespace: 'shop' });
  });

  test('does not name a rollout twice', () => {
    const chart = shop();
    const rollout = canary(chart);
    expect(rulesOf(chart, [rollout, rollout])).toHaveLength(ALWAYS.length);
  });

  test('does not reach a rollout of the same name in another namespace', () => {
    const chart = shop();
    new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart), canary(chart, { metadata: { namespace: 'other' } })] });
    const groups = synth(chart).spec.groups;
    expect(groups.map(({ name, rules }: any) => [name, rule(rules, 'RolloutMetricsAbsent').expr])).toEqual([
      ['rollouts-shop', 'absent(rollout_info{namespace="shop",name="api"})'],
      ['rollouts-other', 'absent(rollout_info{namespace="other",name="api"})'],
    ]);
  });

  test('goes by name alone where the namespace is not known', () => {
    const chart = new Chart(new App(), 'test');
    const rules = rulesOf(chart, [canary(chart)]);
    expect(rule(rules, 'RolloutAborted').expr).toBe('max by (namespace, name) (rollout_info{name="api",phase="Abort"}) == 1');
    expect(rule(rules, 'RolloutAborted').labels).toEqual({ severity: 'critical', name: 'api' });
    expect(rule(rules, 'RolloutMetricsAbsent').annotations.summary).toBe('There are no metrics of rollout api');
    expect(synth(chart).spec.groups[0].name).toBe('rollouts');
  });

  test('takes the namespace from another label', () => {
    const chart = shop();
    const rollout = canary(chart, { analysis: GATE });
    const rules = rulesOf(chart, [rollout], { namespaceLabel: 'exported_namespace' });
    expect(rule(rules, 'RolloutAborted')).toMatchObject({
      expr: 'max by (exported_namespace, name) (rollout_info{exported_namespace="shop",name="api",phase="Abort"}) == 1',
      // a receiver of one namespace goes by this label
      labels: { namespace: 'shop' },
      annotations: { summary: 'An update of rollout {{ $labels.exported_namespace }}/{{ $labels.name }} was aborted' },
    });
    const ofController = rules.filter(({ alert }) => !alert.startsWith('RolloutPods'));
    expect(ofController.filter(({ expr }) => /\bnamespace\b/.test(expr))).toEqual([]);
    // kube-state-metrics is scraped by its own chart, which honors its labels
    expect(rule(rules, 'RolloutPodsWaiting').expr).not.toContain('exported_namespace');
    expect(rule(rules, 'RolloutPodsWaiting').annotations.summary).toContain('{{ $labels.namespace }}/{{ $labels.name }}');
  });

  test('about replicas counts those that could not be created', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart)]);
    expect(rule(rules, 'RolloutReplicasUnavailable').expr.split('\n')).toEqual([
      'max by (namespace, name) (rollout_info_replicas_desired{namespace="shop",name="api"})',
      '- max by (namespace, name) (rollout_info_replicas_available{namespace="shop",name="api"}) > 0',
    ]);
  });

  test('about an event sees the first one', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, { steps: [CanaryStep.plugin('example/wait')] })]);
    const events = 'rollout_events_total{namespace="shop",name="api",reason="ReconciliationError"}';
    expect(rule(rules, 'RolloutStepPluginError').expr.split('\n')).toEqual([
      `sum by (namespace, name) (increase(${events}[10m])) > 0`,
      'or',
      `sum by (namespace, name) (${events} unless ${events} offset 10m) > 0`,
    ]);
  });

  test('about a failed analysis is over after a while, though the run is kept', () => {
    const chart = shop();
    const rules = rulesOf(chart, [canary(chart, { analysis: GATE }), canary(chart, { analysis: GATE }, 'web')]);
    const name = '(api|web)-[a-z0-9]+-[0-9]+([-.].+)?';
    const runs = `analysis_run_info{namespace="shop",name=~"${name}",phase=~"Failed|Error"}`;
    expect(rule(rules, 'RolloutAnalysisRunFailed').expr.split('\n').map((line: string) => line.trim())).toEqual([
      'label_replace(',
      `max by (namespace, name) (${runs}) == 1`,
      'unless',
      `max by (namespace, name) (${runs} offset 30m),`,
      `"rollout", "$1", "name", "${name}"`,
      ')',
    ]);
  });

  test.each([
    ['api-6d4f58bf9-2', true],
    ['api-6d4f58bf9-2-1', true],
    ['api-6d4f58bf9-2-pre', true],
    ['api-6d4f58bf9-12-post.1', true],
    ['api-6d4f58bf9-2.3', true],
    ['api-6d4f58bf9-2-1-smoke', true],
    ['api-web-6d4f58bf9-2-1', false],
    ['api-66d4f58bf9-66d4-2-1', false],
    ['web-6d4f58bf9-2-1', false],
    ['my-api-6d4f58bf9-2-1', false],
  ])('about an analysis reaches the run %s: %s', (run, reached) => {
    const chart = shop();
    const { expr } = rule(rulesOf(chart, [canary(chart, { analysis: GATE })]), 'AnalysisRunRunningTooLong');
    const [, pattern] = /name=~"([^"]+)"/.exec(expr)!;
    expect(new RegExp(`^(?:${pattern})$`).test(run)).toBe(reached);
  });

  test('about pods reaches those whose ReplicaSet the rollout owns', () => {
    const chart = shop();
    expect(rule(rulesOf(chart, [canary(chart)]), 'RolloutPodsRestarting').expr.split('\n').map((line: string) => line.trim())).toEqual([
      'sum by (namespace, name) (',
      'max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{namespace="shop"}[10m]))',
      '* on (namespace, pod) group_left (name)',
      'max by (namespace, pod, name) (',
      'label_replace(kube_pod_owner{namespace="shop",owner_kind="ReplicaSet"}, "replicaset", "$1", "owner_name", "(.+)")',
      '* on (namespace, replicaset) group_left (name)',
      'max by (namespace, replicaset, name) (label_replace('
        + 'kube_replicaset_owner{namespace="shop",owner_kind="Rollout",owner_name="api"}, "name", "$1", "owner_name", "(.+)"))',
      ')',
      ') > 3',
    ]);
  });
});

describe('an expression about requests', () => {
  test('tells the versions apart as ingress-nginx does', () => {
    const chart = shop();
    const rollout = canary(chart);
    new NginxTrafficRouting(chart, 'Traffic', { rollout, metadata: { name: 'front' } });
    const rules = rulesOf(chart, [rollout]);
    const requests = (matchers: string) => 'sum by (namespace, exported_namespace, ingress) '
      + `(rate(nginx_ingress_controller_requests{ingress="front",${matchers}}[5m]))`;
    const ofCanary = 'canary=~"shop-api-canary-.+"';
    expect(rule(rules, 'CanaryErrorRateHigh').expr.split('\n')).toEqual([
      requests(`${ofCanary},status=~"5.."`),
      `/ ${requests(ofCanary)} > 0.05`,
      'and',
      `${requests(ofCanary)} > 0.1`,
    ]);
    expect(rule(rules, 'CanaryWorseThanStable').expr.split('\n')).toEqual([
      requests(`${ofCanary},status=~"5.."`),
      `/ ${requests(ofCanary)}`,
      `> 2 * (${requests('canary="",status=~"5.."')} or ${requests('canary=""')} * 0)`,
      `/ ${requests('canary=""')} + 0.01`,
      'and',
      `${requests(ofCanary)} > 0.1`,
    ]);
  });

  test('tells the versions apart as Istio does', () => {
    const chart = shop();
    const rollout = canary(chart);
    new IstioTrafficRouting(chart, 'Traffic', { rollout });
    const rules = rulesOf(chart, [rollout]);
    const ofCanary = 'reporter="source",destination_service_namespace="shop",destination_service_name="api-canary"';
    expect(rule(rules, 'CanaryLatencyHigh').expr.split('\n')).toEqual([
      'histogram_quantile(0.99, sum by (destination_service_namespace, le) '
        + `(rate(istio_request_duration_milliseconds_bucket{${ofCanary}}[5m]))) / 1000 > 1`,
      'and',
      `sum by (destination_service_namespace) (rate(istio_requests_total{${ofCanary}}[5m])) > 0.1`,
    ]);
    expect(rule(rules, 'CanaryWorseThanStable').expr).toContain('destination_service_name="api-stable",response_code=~"5.."');
  });

  test('is about one rollout', () => {
    const chart = shop();
    const rollouts = ['api', 'web'].map((name) => canary(chart, {}, name));
    rollouts.forEach((rollout, index) => new NginxTrafficRouting(chart, `Traffic-${index}`, { rollout, host: `app-${index}.example` }));
    const rules = rulesOf(chart, rollouts).filter(({ alert }) => alert === 'CanaryErrorRateHigh');
    expect(rules.map(({ labels, annotations }) => [labels, annotations.summary])).toEqual(['api', 'web'].map((name) => [
      { severity: 'critical', namespace: 'shop', name },
      `The new version of rollout shop/${name} fails {{ $value | humanizePercentage }} of its requests`,
    ]));
  });
});

describe('refuses', () => {
  test('to watch nothing', () => {
    expect(() => new RolloutAlerts(shop(), 'Alerts', { rollouts: [] }))
      .toThrow('[test/Alerts] "rollouts" is empty: give at least one rollout to watch');
  });

  test('to change an alert that there is not', () => {
    const chart = shop();
    expect(() => new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart)], overrides: { RolloutAbort: {} } }))
      .toThrow('[test/Alerts] "overrides" has no alert to change: got "RolloutAbort", allowed are RolloutInvalidSpec, RolloutAborted, ');
  });
});
