import { App, Chart, Testing } from 'cdk8s';
import { ArgoRolloutsInstall, ArgoRolloutsInstallProps } from '../../src/operate/argo-rollouts-install';
import { ControllerAlerts } from '../../src/operate/controller-alerts';
import { ControllerDashboard } from '../../src/operate/controller-dashboard';
import { ControllerServiceMonitor, ControllerServiceMonitorProps } from '../../src/operate/controller-service-monitor';
import { RolloutNotifications } from '../../src/operate/rollout-notifications';

/** What watches the controller, beside installations in the same app. */
function watching(installs: ArgoRolloutsInstallProps[], given: ControllerServiceMonitorProps = {}) {
  const app = new App();
  const controllers = new Chart(app, 'controllers', { namespace: 'delivery' });
  installs.forEach((props, index) => new ArgoRolloutsInstall(controllers, `Install${index}`, props));
  const chart = new Chart(app, 'watching');
  const { controllerNamespace, service } = given;
  new ControllerServiceMonitor(chart, 'Metrics', given);
  new ControllerAlerts(chart, 'Alerts', { controllerNamespace, job: service });
  new ControllerDashboard(chart, 'Dashboard', { controllerNamespace, job: service });
  const [monitor, alerts, dashboard] = Testing.synth(chart);
  return {
    namespaces: [...monitor.spec.namespaceSelector.matchNames, ...[monitor, alerts, dashboard].map(({ metadata }) => metadata.namespace)],
    service: monitor.spec.selector.matchLabels['app.kubernetes.io/name'],
    jobs: [alerts.spec.groups, dashboard.data].map((texts) => [...new Set([...JSON.stringify(texts).matchAll(/\bjob=\\+"([^"\\]+)/g)].map(([, job]) => job))]),
  };
}

const inNamespace = (namespace: string) => Array.from({ length: 4 }, () => namespace);

test('what watches the controller watches the one that the app installs', () => {
  expect(watching([{ instanceId: 'blue' }])).toEqual({
    namespaces: inNamespace('delivery'), service: 'argo-rollouts-metrics-blue', jobs: [['argo-rollouts-metrics-blue'], ['argo-rollouts-metrics-blue']],
  });
});

test('without one it watches that of the release', () => {
  expect(watching([])).toEqual({
    namespaces: inNamespace('argo-rollouts'), service: 'argo-rollouts-metrics', jobs: [['argo-rollouts-metrics'], ['argo-rollouts-metrics']],
  });
});

test('of several none is meant', () => {
  const second = { instanceId: 'blue', installCrds: false, aggregateRoles: false, createConfig: false, createNamespace: false };
  expect(watching([{}, second])).toMatchObject({ namespaces: inNamespace('argo-rollouts'), service: 'argo-rollouts-metrics' });
});

test('what is said wins', () => {
  expect(watching([{ instanceId: 'blue' }], { controllerNamespace: 'ops', service: 'metrics' })).toEqual({
    namespaces: inNamespace('ops'), service: 'metrics', jobs: [['metrics'], ['metrics']],
  });
});

test('notifications are configured where the app installs the controller', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'delivery' });
  new ArgoRolloutsInstall(chart, 'Install');
  expect(new RolloutNotifications(chart, 'Notifications').namespace).toBe('delivery');
});
