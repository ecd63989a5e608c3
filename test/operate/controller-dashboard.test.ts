import { App, Chart, Testing } from 'cdk8s';
import { ControllerDashboard, ControllerDashboardProps } from '../../src/operate/controller-dashboard';

function configMap(props?: ControllerDashboardProps): any {
  const chart = new Chart(new App(), 'test');
  new ControllerDashboard(chart, 'Dashboard', props);
  return Testing.synth(chart)[0];
}

function dashboard(props?: ControllerDashboardProps): any {
  return JSON.parse(Object.values<string>(configMap(props).data)[0]);
}

function expressions(props?: ControllerDashboardProps): string[] {
  return dashboard(props).panels.flatMap(({ targets = [] }: any) => targets).map(({ expr }: any) => expr);
}

describe('the dashboard of the controller', () => {
  test('is a ConfigMap in the namespace of the controller', () => {
    expect(configMap().metadata).toEqual({ name: 'argo-rollouts-controller-dashboard', namespace: 'argo-rollouts', labels: { grafana_dashboard: '1' } });
  });

  test('has a row for each question', () => {
    const { title, panels } = dashboard();
    expect(title).toBe('Argo Rollouts / Controller');
    expect(panels.filter(({ type }: any) => type === 'row').map((row: any) => row.title)).toEqual(['Controller', 'Work', 'Rollouts and analyses', 'Process']);
  });

  test('looks at the job that is given, and at nothing else of the controller', () => {
    const own = expressions({ job: 'rollouts-blue' }).flatMap((expr) => [...expr.matchAll(/\b\w+\{([^}]*)\}/g)]).filter(([series]) => !series.startsWith('kube_'));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter(([, matchers]) => matchers !== 'job="rollouts-blue"')).toEqual([]);
  });

  test('looks for the limit in the namespace that is given', () => {
    expect(expressions({ controllerNamespace: 'delivery' }))
      .toContain('min(kube_pod_container_resource_limits{namespace="delivery",container="argo-rollouts",resource="memory"})');
  });

  test('counts an object once while the controller fails over, under either label of its namespace', () => {
    expect(expressions()).toContain('count by (phase) (count by (namespace, exported_namespace, name, phase) (rollout_info{job="argo-rollouts-metrics"}))');
  });
});
