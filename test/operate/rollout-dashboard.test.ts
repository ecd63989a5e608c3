import { App, Chart, Duration, Testing } from 'cdk8s';
import { AnalysisTemplate } from '../../src/analysis/analysis-template';
import { PrometheusSource } from '../../src/analysis/prometheus-source';
import { ExperimentTemplate } from '../../src/experiment/experiment-template';
import { RolloutDashboard, RolloutDashboardProps } from '../../src/operate/rollout-dashboard';
import { BlueGreenRollout } from '../../src/rollout/blue-green-rollout';
import { CanaryRollout } from '../../src/rollout/canary-rollout';
import { CanaryRolloutProps } from '../../src/rollout/canary-rollout-props';
import { CanaryStep } from '../../src/rollout/canary-step';
import { IstioTrafficRouting } from '../../src/traffic/istio-traffic-routing';
import { NginxTrafficRouting } from '../../src/traffic/nginx-traffic-routing';

const CONTAINERS = [{ image: 'registry.example/api:1', portNumber: 8000 }];
const GATE = { templates: [AnalysisTemplate.fromName('health')] };

const ALWAYS = [
  'Phase', 'Pods available', 'Updates in the time shown', 'Age of the newest ReplicaSet', 'Phase in the time shown',
  'Pods', 'Restarts of containers', 'Containers that wait', 'Events', 'Errors of the controller',
];
const REQUESTS = ['Share of the traffic', 'Requests', 'Server errors', 'Latency'];
const ANALYSES = ['Analysis runs', 'Metrics of the analysis runs'];
const OVERVIEW = ['Rollouts by phase', 'Updates in the time shown', 'Under way or failed', 'Phases'];

function shop(namespace: string | undefined = 'shop'): Chart {
  return new Chart(new App(), 'test', { namespace });
}

function canary(chart: Chart, name = 'api', props: CanaryRolloutProps = {}): CanaryRollout {
  return new CanaryRollout(chart, `Rollout-${name}`, { containers: CONTAINERS, ...props, metadata: { name, ...props.metadata } });
}

function withNginx(chart: Chart, name = 'api'): CanaryRollout {
  const rollout = canary(chart, name);
  new NginxTrafficRouting(chart, `Traffic-${name}`, { rollout, host: 'api.example' });
  return rollout;
}

function withIstio(chart: Chart, name = 'api'): CanaryRollout {
  const rollout = canary(chart, name, { servicePorts: [{ port: 80, targetPort: 8000 }] });
  new IstioTrafficRouting(chart, `Traffic-${name}`, { rollout, hosts: ['api.example'] });
  return rollout;
}

function blueGreen(chart: Chart): BlueGreenRollout {
  return new BlueGreenRollout(chart, 'BlueGreen', { metadata: { name: 'site' }, containers: CONTAINERS });
}

function configMap(chart: Chart, props?: RolloutDashboardProps): any {
  new RolloutDashboard(chart, 'Dashboard', props);
  return Testing.synth(chart).find(({ kind }) => kind === 'ConfigMap');
}

function dashboard(chart: Chart, props?: RolloutDashboardProps): any {
  return JSON.parse(Object.values<string>(configMap(chart, props).data)[0]);
}

/** The panels of a dashboard, those of rows that are folded included. */
function panelsOf({ panels }: any): any[] {
  return panels.flatMap((panel: any) => [panel, ...panel.panels ?? []]);
}

function titlesOf(model: any, row?: string): string[] {
  const titles = panelsOf(model).map(({ title, type }) => type === 'row' ? `# ${title}` : title);
  return row ? titles.slice(titles.indexOf(`# ${row}`) + 1) : titles;
}

/** What a panel asks for, by the name of what it shows. */
function queriesOf(model: any, title: string): Record<string, string> {
  const { targets } = panelsOf(model).find((panel) => panel.title === title);
  return Object.fromEntries(targets.map(({ legendFormat = '', expr }: any) => [legendFormat, expr.replace(/\s+/g, ' ')]));
}

describe('the ConfigMap', () => {
  test('is what the sidecar of Grafana looks for', () => {
    const chart = shop();
    const { apiVersion, metadata, data } = configMap(chart, { rollouts: [canary(chart)] });
    expect(apiVersion).toBe('v1');
    expect(metadata).toEqual({ name: 'api-dashboard', namespace: 'shop', labels: { grafana_dashboard: '1' } });
    expect(Object.keys(data)).toEqual(['shop_api-dashboard.json']);
  });

  test('takes a folder, other labels and another name', () => {
    const { metadata } = configMap(shop(), {
      folder: 'Delivery', selectorLabels: { dashboards: 'yes' }, metadata: { name: 'mine', labels: { team: 'shop' }, annotations: { note: 'a' } },
    });
    expect(metadata).toEqual({
      name: 'mine', namespace: 'shop', labels: { dashboards: 'yes', team: 'shop' }, annotations: { grafana_folder: 'Delivery', note: 'a' },
    });
  });

  test('is where its chart is, if the rollouts are in several namespaces', () => {
    const chart = shop();
    const rollouts = [canary(chart), canary(chart, 'site', { metadata: { namespace: 'web' } })];
    expect(configMap(chart, { rollouts }).metadata).toMatchObject({ namespace: 'shop', name: expect.stringMatching(/^test-dashboard-/) });
  });

  test('is refused where it would be too large', () => {
    const chart = shop();
    const rollouts = Array.from({ length: 80 }, (_, index) => canary(chart, `rollout-${index}`));
    expect(() => configMap(chart, { rollouts })).toThrow(/a dashboard must have at most 1048320 bytes, as a ConfigMap has, got \d{7}: make several with fewer rollouts each/);
  });
});

describe('the uid', () => {
  const uidOf = (props: RolloutDashboardProps, namespace?: string) => dashboard(shop(namespace), props).uid;

  test('is made of namespace and name', () => {
    expect(uidOf({})).toBe('shop_rollouts-dashboard');
  });

  test.each([
    ['a dot', { name: 'rollouts.shop' }, /^rollouts-shop-[0-9a-f]{8}$/],
    ['more than 40 characters', { name: 'the-rollouts-of-the-whole-namespace-shop' }, /^the-rollouts-of-the-whole-names-[0-9a-f]{8}$/],
  ])('is shortened to what Grafana takes where there is %s', (_, metadata, shortened) => {
    const uid = uidOf({ metadata });
    expect(uid).toMatch(shortened);
    expect(uidOf({ metadata: { ...metadata, namespace: 'other' } })).not.toBe(uid);
  });

  test('is taken as it is given', () => {
    const chart = shop();
    const { data } = configMap(chart, { uid: 'Rollouts_1' });
    expect(JSON.parse(data['Rollouts_1.json']).uid).toBe('Rollouts_1');
  });

  test.each(['', 'a.b', 'a/b', 'a'.repeat(41)])('is refused as %p', (uid) => {
    expect(() => configMap(shop(), { uid })).toThrow(`[test/Dashboard] "uid" must have 1 to 40 letters, digits, "-" and "_", got "${uid}"`);
  });
});

describe('the model', () => {
  test('reads as the dashboard that it makes', () => {
    const { title, tags, schemaVersion, templating } = dashboard(shop(), { title: 'Shop', dataSource: 'thanos' });
    expect({ title, tags, schemaVersion }).toEqual({ title: 'Shop', tags: ['argo-rollouts'], schemaVersion: 39 });
    expect(templating.list[0]).toEqual({ type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus', current: { text: 'thanos', value: 'thanos' } });
  });

  test('has panels with different ids, on a grid on which none covers another', () => {
    const chart = shop();
    const panels = panelsOf(dashboard(chart, { rollouts: [withNginx(chart), canary(chart, 'web', { analysis: GATE })] }));
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_, cell) => `${x + cell % w},${y + Math.floor(cell / w)}`));
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });

  test('asks the data source that is chosen', () => {
    const panels = panelsOf(dashboard(shop())).filter(({ type }) => type !== 'row');
    expect(panels.every(({ datasource }) => datasource.uid === '${datasource}' && datasource.type === 'prometheus')).toBe(true);
  });
});

describe('a dashboard of one rollout', () => {
  test('has the panels that apply to it, and nothing to choose', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [canary(chart)] });
    expect(model.title).toBe('Argo Rollouts / shop / api');
    expect(titlesOf(model)).toEqual(['# shop/api', ...ALWAYS]);
    expect(model.templating.list.map(({ name }: any) => name)).toEqual(['datasource']);
  });

  test.each([
    ['a background analysis', { analysis: GATE }],
    ['an analysis in a step', { steps: [CanaryStep.analysis(GATE)] }],
  ])('has those about analyses with %s', (_, props) => {
    const chart = shop();
    expect(titlesOf(dashboard(chart, { rollouts: [canary(chart, 'api', props)] }))).toEqual(expect.arrayContaining(ANALYSES));
  });

  test('looks at this rollout alone', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [canary(chart, 'api.v1', { analysis: GATE })], namespaceLabel: 'exported_namespace' });
    expect(queriesOf(model, 'Pods').desired).toBe('max(rollout_info_replicas_desired{exported_namespace="shop",name="api.v1"})');
    expect(queriesOf(model, 'Age of the newest ReplicaSet')['']).toBe('time() - max( kube_replicaset_created{namespace="shop"} * on (namespace, replicaset) group_left () '
      + 'max by (namespace, replicaset) (kube_replicaset_owner{namespace="shop",owner_kind="Rollout",owner_name="api.v1"}) )');
    expect(queriesOf(model, 'Restarts of containers')['{{pod}}']).toContain('{namespace="shop",pod=~"(api[.]v1)-[a-z0-9]+-[a-z0-9]+"}');
    expect(queriesOf(model, 'Metrics of the analysis runs')['']).toBe('max by (name, metric, type, dry_run, phase) '
      + '(analysis_run_metric_phase{exported_namespace="shop",name=~"(api[.]v1)-[a-z0-9]+-[0-9]+([-.].+)?"} == 1)');
  });

  test('leaves a namespace out that is not known', () => {
    const chart = new Chart(new App(), 'test');
    const model = dashboard(chart, { rollouts: [canary(chart)] });
    expect(model.title).toBe('Argo Rollouts / api');
    expect(model.uid).toBe('api-dashboard');
    expect(queriesOf(model, 'Pods').desired).toBe('max(rollout_info_replicas_desired{name="api"})');
  });

  test('shows numbers of phases by their names', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [canary(chart)] });
    const { fieldConfig } = panelsOf(model).find(({ title }) => title === 'Phase');
    const names = Object.entries<any>(fieldConfig.defaults.mappings[0].options).map(([number, { text }]) => `${number} * rollout_info{namespace="shop",name="api",phase="${text}"}`);
    expect(names).toHaveLength(7);
    expect(queriesOf(model, 'Phase')['']).toBe(`max by (namespace, name) ( ${names.join(' or ')} )`);
  });

  test('counts the first event, whose series is new', () => {
    const chart = shop();
    const events = 'rollout_events_total{namespace="shop",name="api"}';
    expect(queriesOf(dashboard(chart, { rollouts: [canary(chart)] }), 'Events')['{{reason}}'])
      .toBe(`sum by (reason) ( (${events} unless ${events} offset $__interval) or increase(${events}[$__interval]) ) > 0`);
  });
});

describe('requests to each version', () => {
  test('are those that ingress-nginx counted under the Ingress', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [withNginx(chart)] });
    expect(titlesOf(model)).toEqual(expect.arrayContaining(REQUESTS));
    const canaryOnly = 'namespace="shop",ingress="api",canary=~"shop-api-canary-.+"';
    expect(queriesOf(model, 'Requests')).toEqual({
      canary: `sum(rate(nginx_ingress_controller_requests{${canaryOnly}}[$__rate_interval]))`,
      stable: 'sum(rate(nginx_ingress_controller_requests{namespace="shop",ingress="api",canary=""}[$__rate_interval]))',
    });
    expect(queriesOf(model, 'Share of the traffic').canary).toBe(`sum(rate(nginx_ingress_controller_requests{${canaryOnly}}[$__rate_interval])) `
      + '/ scalar(sum(rate(nginx_ingress_controller_requests{namespace="shop",ingress="api"}[$__rate_interval])))');
    expect(queriesOf(model, 'Latency')['canary p99'])
      .toBe(`histogram_quantile(0.99, sum by (le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{${canaryOnly}}[$__rate_interval])))`);
  });

  test('take the label with the namespace that ingress-nginx has', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [withNginx(chart), canary(chart, 'worker')], requests: PrometheusSource.ingressNginx({ namespaceLabel: 'exported_namespace' }) });
    expect(queriesOf(model, 'Requests').stable).toContain('{exported_namespace="shop",ingress="api",canary=""}');
    expect(titlesOf(model, 'shop/worker')).toEqual(ALWAYS);
  });

  test('are those that Istio counted for each Service, in seconds', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [withIstio(chart)] });
    const stable = 'reporter="source",destination_service_namespace="shop",destination_service_name="api-stable"';
    expect(queriesOf(model, 'Server errors').stable).toBe(`(sum(rate(istio_requests_total{${stable},response_code=~"5.."}[$__rate_interval])) `
      + `or sum(rate(istio_requests_total{${stable}}[$__rate_interval])) * 0) / sum(rate(istio_requests_total{${stable}}[$__rate_interval]))`);
    expect(queriesOf(model, 'Latency')['stable p50'])
      .toBe(`histogram_quantile(0.5, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${stable}}[$__rate_interval]))) / 1000`);
  });

  test('of a blue-green rollout are told apart by its Services, as a router counts them', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    const model = dashboard(chart, { rollouts: [rollout], requests: PrometheusSource.ingressNginx() });
    const services = `namespace="shop",service=~"${rollout.activeService.name}|${rollout.previewService.name}"`;
    expect(queriesOf(model, 'Requests')).toEqual({
      '{{service}}': `sum by (service) (rate(nginx_ingress_controller_requests{${services}}[$__rate_interval]))`,
    });
  });

  test('are those that the pods counted, whatever the strategy', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [blueGreen(chart)], requests: PrometheusSource.application({ requestCounter: 'hits_total', hashLabel: 'hash' }) });
    expect(queriesOf(model, 'Requests')).toEqual({
      '{{hash}}': 'sum by (hash) (rate(hits_total{namespace="shop",pod=~"(site)-[a-z0-9]+-[a-z0-9]+"}[$__rate_interval]))',
    });
    expect(Object.keys(queriesOf(model, 'Latency'))).toEqual(['{{hash}} p50', '{{hash}} p95', '{{hash}} p99']);
  });

  test('are not shown of a rollout whose versions nothing tells apart', () => {
    const chart = shop();
    expect(titlesOf(dashboard(chart, { rollouts: [blueGreen(chart)] }))).toEqual(['# shop/site', ...ALWAYS]);
  });

  test('are refused from a router that moves the traffic of none of the rollouts', () => {
    const chart = shop();
    expect(() => dashboard(chart, { rollouts: [withNginx(chart)], requests: PrometheusSource.istio() }))
      .toThrow('"requests" that istio counted cannot be shown: it moves the traffic of none of the rollouts');
  });

  test('are refused from a router for all rollouts', () => {
    expect(() => dashboard(shop(), { requests: PrometheusSource.ingressNginx() }))
      .toThrow('[test/Dashboard] requests that nginx counted cannot be shown for all rollouts: give "rollouts" whose traffic it moves');
  });
});

describe('a dashboard of several rollouts', () => {
  test('has an overview of them, and a folded row for each', () => {
    const chart = shop();
    const api = withNginx(chart);
    const model = dashboard(chart, { rollouts: [api, blueGreen(chart), api] });
    expect(model.title).toBe('Argo Rollouts / shop / api, site');
    expect(model.panels.filter(({ type }: any) => type === 'row').map(({ title, collapsed }: any) => [title, collapsed]))
      .toEqual([['Overview', false], ['shop/api', true], ['shop/site', true]]);
    expect(titlesOf(model).slice(1, 5)).toEqual(OVERVIEW);
    expect(titlesOf(model, 'shop/site')).toEqual(ALWAYS);
  });

  test('looks in the overview at these rollouts alone', () => {
    const chart = shop();
    const model = dashboard(chart, { rollouts: [canary(chart), canary(chart, 'web', { metadata: { namespace: 'web' } })], metadata: { name: 'both' } });
    expect(queriesOf(model, 'Rollouts by phase')['{{phase}}'])
      .toBe('count by (phase) (max by (namespace, name, phase) (rollout_info{namespace="shop",name="api"} or rollout_info{namespace="web",name="web"}))');
  });

  test('is refused without a rollout', () => {
    expect(() => dashboard(shop(), { rollouts: [] })).toThrow('[test/Dashboard] "rollouts" is empty: give at least one rollout to show, or leave it out to show all');
  });
});

test('a rollout with an experiment as a step has a panel for it', () => {
  const chart = shop();
  const step = CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new')], duration: Duration.minutes(5) });
  const model = dashboard(chart, { rollouts: [canary(chart, 'api', { steps: [step] })] });
  expect(titlesOf(model)).toEqual(expect.arrayContaining([...ALWAYS, 'Experiments']));
  expect(queriesOf(model, 'Experiments')['{{name}}']).toContain('experiment_info{namespace="shop",name=~"(api)-[a-z0-9]+-[0-9]+([-.].+)?",phase="Running"}');
});

describe('a dashboard of all rollouts', () => {
  test('has an overview, and every panel for the one that is chosen', () => {
    const model = dashboard(shop(), { requests: PrometheusSource.application() });
    expect(titlesOf(model).slice(0, 6)).toEqual(['# Overview', ...OVERVIEW, '# $namespace/$rollout']);
    expect(titlesOf(model, '$namespace/$rollout').sort()).toEqual([...ALWAYS, ...REQUESTS, ...ANALYSES, 'Experiments'].sort());
  });

  test('lets a rollout be chosen among those that there are', () => {
    const { templating: { list } } = dashboard(shop(), { namespaceLabel: 'exported_namespace' });
    expect(list.slice(1).map(({ name, query, refresh }: any) => [name, query.query, refresh])).toEqual([
      ['namespace', 'label_values(rollout_info, exported_namespace)', 2],
      ['rollout', 'label_values(rollout_info{exported_namespace="$namespace"}, name)', 2],
    ]);
  });

  test('looks at the one that is chosen', () => {
    const model = dashboard(shop(), { requests: PrometheusSource.application() });
    expect(queriesOf(model, 'Pods').available).toBe('max(rollout_info_replicas_available{namespace="$namespace",name="$rollout"})');
    expect(queriesOf(model, 'Requests')['{{rollouts_pod_template_hash}}']).toContain('{namespace="$namespace",pod=~"($rollout)-[a-z0-9]+-[a-z0-9]+"}');
  });

  test('leads from the table to the rollout of a row', () => {
    const model = dashboard(shop(), { uid: 'mine', namespaceLabel: 'exported_namespace' });
    const { fieldConfig } = panelsOf(model).find(({ title }) => title === 'Under way or failed');
    expect(fieldConfig.overrides[1]).toEqual({
      matcher: { id: 'byName', options: 'name' },
      properties: [{
        id: 'links',
        value: [{
          title: 'Show this rollout',
          url: '/d/mine?${datasource:queryparam}&var-namespace=${__data.fields.exported_namespace}&var-rollout=${__data.fields.name}&${__url_time_range}',
        }],
      }],
    });
  });
});
