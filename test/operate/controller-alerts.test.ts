import { App, Chart, Duration, Testing } from 'cdk8s';
import { ControllerAlerts, ControllerAlertsProps } from '../../src/operate/controller-alerts';
import { ControllerServiceMonitor } from '../../src/operate/controller-service-monitor';

function chart(): Chart {
  return new Chart(new App(), 'test');
}

function rules(props: ControllerAlertsProps = {}): any[] {
  const scope = chart();
  new ControllerAlerts(scope, 'Alerts', props);
  return Testing.synth(scope)[0].spec.groups.flatMap(({ rules: each }: any) => each);
}

function rule(name: string, props: ControllerAlertsProps = {}): any {
  return rules(props).find(({ alert }) => alert === name);
}

describe('the alerts about the controller', () => {
  test('are one PrometheusRule in the namespace of the controller', () => {
    const scope = chart();
    new ControllerAlerts(scope, 'Alerts', { selectorLabels: { release: 'prometheus' } });
    expect(Testing.synth(scope)[0]).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'argo-rollouts-controller-alerts', namespace: 'argo-rollouts', labels: { release: 'prometheus' } },
    });
  });

  test('look at the job and the namespace that are given', () => {
    const props = { job: 'rollouts-blue', controllerNamespace: 'delivery' };
    expect(rule('ArgoRolloutsQueueBacklog', props).expr).toBe('max by (name) (workqueue_depth{job="rollouts-blue"}) > 50');
    expect(rule('ArgoRolloutsMemoryNearLimit', props).expr).toContain('namespace="delivery"');
  });

  test('take what is different about one of them', () => {
    const overrides = { ArgoRolloutsQueueBacklog: { severity: 'page', after: Duration.minutes(1), threshold: 200 }, ArgoRolloutsVersionSkew: { enabled: false } };
    expect(rule('ArgoRolloutsQueueBacklog', { overrides, labels: { team: 'platform' } })).toMatchObject({
      expr: 'max by (name) (workqueue_depth{job="argo-rollouts-metrics"}) > 200',
      for: '1m',
      labels: { severity: 'page', team: 'platform' },
    });
    expect(rule('ArgoRolloutsVersionSkew', { overrides })).toBeUndefined();
  });

  test('link to the section of their name', () => {
    expect(rule('ArgoRolloutsNoLeader', { runbookUrl: 'https://runbooks.example/rollouts' }).annotations.runbook_url)
      .toBe('https://runbooks.example/rollouts#argorolloutsnoleader');
  });

  test('are refused under a name that none of them has', () => {
    expect(() => rules({ overrides: { ArgoRolloutsQueue: { enabled: false } } }))
      .toThrow('[test/Alerts] "overrides" has no alert to change: got "ArgoRolloutsQueue", allowed are ArgoRolloutsControllerDown, ');
  });

  test('are refused a threshold where they compare with none', () => {
    expect(() => rules({ overrides: { ArgoRolloutsNoLeader: { threshold: 2 } } })).toThrow('[test/Alerts] ArgoRolloutsNoLeader compares with no threshold: got 2, allowed for '
      + 'ArgoRolloutsRestarting, ArgoRolloutsMemoryNearLimit, ArgoRolloutsApiErrors, ArgoRolloutsReconcileSlow, ArgoRolloutsQueueBacklog, ArgoRolloutsWorkerStuck, '
      + 'ArgoRolloutsRetryStorm, ArgoRolloutsManyUnhealthy, ArgoRolloutsAnalysisRunPileup');
  });
});

describe('the monitor of the controller', () => {
  test('leaves the labels of the metrics as they are', () => {
    const scope = chart();
    new ControllerServiceMonitor(scope, 'Monitor', { selectorLabels: { release: 'prometheus' }, interval: Duration.seconds(30) });
    expect(Testing.synth(scope)).toEqual([{
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'argo-rollouts', namespace: 'argo-rollouts', labels: { release: 'prometheus' } },
      spec: {
        endpoints: [{ port: 'metrics', honorLabels: true, interval: '30s' }],
        namespaceSelector: { matchNames: ['argo-rollouts'] },
        selector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts-metrics' } },
      },
    }]);
  });
});
