import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ControllerAlerts } from '../../src/operate/controller-alerts';
import { ControllerDashboard } from '../../src/operate/controller-dashboard';
import { ControllerServiceMonitor } from '../../src/operate/controller-service-monitor';
import { Monitoring } from '../../src/operate/monitoring';
import { RolloutAlerts } from '../../src/operate/rollout-alerts';
import { RolloutDashboard } from '../../src/operate/rollout-dashboard';
import { RolloutPodMonitor } from '../../src/operate/rollout-pod-monitor';
import { CanaryRollout } from '../../src/rollout/canary-rollout';

const RELEASE = { release: 'prometheus' };
const MONITORS = ['PodMonitor', 'ServiceMonitor', 'PrometheusRule'];

function rolloutIn(scope: Construct, namespace?: string): CanaryRollout {
  return new CanaryRollout(scope, `Api-${namespace}`, {
    metadata: { name: 'api', namespace }, containers: [{ image: 'registry.example/api:1', ports: [{ name: 'http', number: 8000 }] }],
  });
}

/** One of everything. */
function watchAll(scope: Construct, rollout: CanaryRollout) {
  new RolloutPodMonitor(scope, 'PodMonitor', { rollout, port: 'http' });
  new RolloutAlerts(scope, 'Alerts', { rollouts: [rollout] });
  new RolloutDashboard(scope, 'Dashboard', { rollouts: [rollout] });
  new RolloutDashboard(scope, 'All');
  new ControllerServiceMonitor(scope, 'Controller');
  new ControllerAlerts(scope, 'ControllerAlerts');
  new ControllerDashboard(scope, 'ControllerDashboard');
}

function shop(): Chart {
  return new Chart(new App(), 'test', { namespace: 'shop' });
}

function monitorsOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => MONITORS.includes(kind));
}

function dashboardsOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'ConfigMap');
}

function alertsOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec.groups).flatMap(({ rules }) => rules);
}

test('all objects of a scope are found by its labels', () => {
  const chart = shop();
  Monitoring.configure(chart, { selectorLabels: RELEASE, dashboardSelectorLabels: { dashboards: 'yes' } });
  watchAll(chart, rolloutIn(chart));
  expect(monitorsOf(chart).map(({ metadata }) => metadata.labels)).toEqual([RELEASE, RELEASE, RELEASE, RELEASE]);
  expect(dashboardsOf(chart).map(({ metadata }) => metadata.labels)).toEqual(Array.from({ length: 3 }, () => ({ dashboards: 'yes' })));
});

test('all alerts have its page and its labels', () => {
  const chart = shop();
  Monitoring.configure(chart, { runbookUrl: 'https://runbooks.example', alertLabels: { team: 'shop' } });
  watchAll(chart, rolloutIn(chart));
  const alerts = alertsOf(chart);
  expect(alerts.length).toBeGreaterThan(20);
  expect(alerts.filter(({ alert, annotations }) => annotations.runbook_url !== `https://runbooks.example#${alert.toLowerCase()}`)).toEqual([]);
  expect(alerts.filter(({ labels }) => labels.team !== 'shop')).toEqual([]);
});

test('all objects go to its namespace, and still watch what is where it was', () => {
  const chart = shop();
  Monitoring.configure(chart, { namespace: 'monitoring' });
  watchAll(chart, rolloutIn(chart));
  const objects = Testing.synth(chart).filter(({ kind }) => kind !== 'Rollout');
  expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
    ['PodMonitor', 'shop-api', 'monitoring'],
    ['PrometheusRule', 'shop-api-alerts', 'monitoring'],
    ['ConfigMap', 'shop-api-dashboard', 'monitoring'],
    ['ConfigMap', 'rollouts-dashboard', 'monitoring'],
    ['ServiceMonitor', 'argo-rollouts', 'monitoring'],
    ['PrometheusRule', 'argo-rollouts-controller-alerts', 'monitoring'],
    ['ConfigMap', 'argo-rollouts-controller-dashboard', 'monitoring'],
  ]);
  expect(objects.flatMap(({ spec }) => spec?.namespaceSelector?.matchNames ?? [])).toEqual(['shop', 'argo-rollouts']);
});

test('rollouts of one name in two namespaces are watched from a third', () => {
  const chart = shop();
  Monitoring.configure(chart, { namespace: 'monitoring' });
  for (const namespace of ['shop', 'billing']) {
    new RolloutAlerts(chart, `Alerts-${namespace}`, { rollouts: [rolloutIn(chart, namespace)] });
  }
  expect(monitorsOf(chart).map(({ metadata }) => metadata.name)).toEqual(['shop-api-alerts', 'billing-api-alerts']);
});

test('dashboards have its folder and its data source', () => {
  const chart = shop();
  Monitoring.configure(chart, { dashboardFolder: 'Shop', dashboardDataSource: 'thanos' });
  watchAll(chart, rolloutIn(chart));
  const dashboards = dashboardsOf(chart);
  expect(dashboards.map(({ metadata }) => metadata.annotations)).toEqual(Array.from({ length: 3 }, () => ({ grafana_folder: 'Shop' })));
  expect(dashboards.map(({ data }) => JSON.parse(Object.values<string>(data)[0]).templating.list[0].current.value)).toEqual(['thanos', 'thanos', 'thanos']);
});

test('the namespace of a rollout is looked for under its label', () => {
  const chart = shop();
  Monitoring.configure(chart, { namespaceLabel: 'exported_namespace' });
  watchAll(chart, rolloutIn(chart));
  expect(alertsOf(chart).find(({ alert }) => alert === 'RolloutAborted').expr)
    .toBe('max by (exported_namespace, name) (rollout_info{exported_namespace="shop",name="api",phase="Abort"}) == 1');
  expect(dashboardsOf(chart).slice(0, 2).filter(({ data }) => !JSON.stringify(data).includes('exported_namespace'))).toEqual([]);
});

test('the nearest scope wins, key by key, and an object over all', () => {
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  const inner = new Construct(chart, 'Inner');
  Monitoring.configure(app, { selectorLabels: RELEASE, runbookUrl: 'https://runbooks.example', alertLabels: { team: 'platform' } });
  Monitoring.configure(inner, { alertLabels: { team: 'shop' }, runbookUrl: undefined });
  const rollouts = [rolloutIn(chart)];
  new RolloutAlerts(inner, 'Inner', { rollouts, metadata: { name: 'inner' } });
  new RolloutAlerts(chart, 'Own', { rollouts, metadata: { name: 'own', namespace: 'own' }, selectorLabels: {}, labels: {}, runbookUrl: 'https://own.example' });
  expect(monitorsOf(chart).map(({ metadata, spec }) => {
    const { annotations, labels } = spec.groups[0].rules[0];
    return [metadata.name, metadata.namespace, metadata.labels, labels.team, annotations.runbook_url];
  })).toEqual([
    ['inner', 'shop', RELEASE, 'shop', 'https://runbooks.example#rolloutinvalidspec'],
    ['own', 'own', undefined, undefined, 'https://own.example#rolloutinvalidspec'],
  ]);
});

test('a scope is configured once, and before the first object', () => {
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  Monitoring.configure(chart, {});
  expect(() => Monitoring.configure(chart, { selectorLabels: RELEASE })).toThrow(
    '"test" has monitoring settings already: give all of them in one call, or configure a construct inside of it',
  );
  new RolloutAlerts(chart, 'Alerts', { rollouts: [rolloutIn(chart)] });
  expect(() => Monitoring.configure(app, {})).toThrow(
    '"" has monitoring objects that were made without these settings: configure it before the first of them',
  );
  expect(() => Monitoring.configure(new Construct(chart, 'Later'), {})).not.toThrow();
});
