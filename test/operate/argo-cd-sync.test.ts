import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisMetric, AnalysisTemplate, ArgoCdSync, ArgoRolloutsInstall, BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep,
  DashboardAuthentication, FluxSync,
  IstioTrafficRouting, IstioTrafficRoutingProps, Lint, MetricProvider, NginxTrafficRouting, ServiceReference, StringMatch, VirtualServiceReference,
  WorkloadReference, WorkloadScaleDown,
} from '../../src';

const HASH = '/spec/selector/rollouts-pod-template-hash';
const WEIGHTS = '.spec.http[]? | select(.name == "primary") | .route[]?.weight';

function newChart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function canary(chart: Chart, props: CanaryRolloutProps = {}): CanaryRollout {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    ...props.workloadRef ? {} : { containers: [{ image: 'registry.example/api:1', portNumber: 8080 }] },
    ...props,
  });
}

function istio(chart: Chart, rollout: CanaryRolloutProps = {}, props: Omit<IstioTrafficRoutingProps, 'rollout'> = {}) {
  new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rollout), ...props });
}

const service = (name: string) => ({ kind: 'Service', name, namespace: 'shop', jsonPointers: [HASH] });
const fluxService = (name: string) => ({ paths: ['/spec/selector'], target: { kind: 'Service', name, namespace: 'shop' } });

/** What is for one kind of object, in plain data as the manifest has it. */
function entriesOf(entries: object[], kind: string) {
  const plain: any[] = JSON.parse(JSON.stringify(entries));
  return plain.filter((entry) => (entry.target ?? entry).kind === kind);
}

describe('the Services of a rollout', () => {
  const PINGPONG = { pingService: ServiceReference.fromName('ping'), pongService: ServiceReference.fromName('pong') };

  test.each<{ strategy: string; build: (chart: Chart) => void; names: string[] }>([
    { strategy: 'canary without routing', build: canary, names: [] },
    { strategy: 'canary with nginx', build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }), names: ['api-stable', 'api-canary'] },
    { strategy: 'canary with Istio', build: istio, names: ['api-stable', 'api-canary'] },
    { strategy: 'canary with ping-pong', build: (chart) => istio(chart, { pingPong: PINGPONG }), names: ['ping', 'pong'] },
    {
      strategy: 'blue-green',
      build: (chart) => new BlueGreenRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'api:1', portNumber: 80 }] }),
      names: ['api-active', 'api-preview'],
    },
  ])('of a $strategy keep the hash in their selectors', ({ build, names }) => {
    const chart = newChart();
    build(chart);
    expect(entriesOf(ArgoCdSync.of(chart).ignoreDifferences, 'Service')).toEqual(names.map(service));
    expect(entriesOf(FluxSync.of(chart).ignore, 'Service')).toEqual(names.map(fluxService));
  });
});

describe('Istio', () => {
  const header = CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('2') }]);
  const mirror = CanaryStep.mirrorRoute('shadow', { match: [{ path: StringMatch.prefix('/') }] });

  test.each<{ what: string; rollout?: CanaryRolloutProps; props?: Omit<IstioTrafficRoutingProps, 'rollout'>; jq: string[]; flux: string[] }>([
    { what: 'weights', jq: [WEIGHTS], flux: ['/spec/http/0/route/0/weight', '/spec/http/0/route/1/weight'] },
    {
      what: 'routes of steps',
      rollout: { steps: [header, mirror] },
      jq: [WEIGHTS, '.spec.http[]? | select(.name == "testers" or .name == "shadow")'],
      flux: ['/spec/http'],
    },
    {
      what: 'routes of a VirtualService from elsewhere',
      props: { virtualServices: [VirtualServiceReference.fromName('api', { routes: ['primary'] })] },
      jq: [WEIGHTS],
      flux: ['/spec/http'],
    },
    {
      what: 'its only route',
      props: { virtualServices: [VirtualServiceReference.fromName('api')] },
      jq: ['.spec.http[]? | .route[]?.weight'],
      flux: ['/spec/http'],
    },
    {
      what: 'routes of TLS and TCP',
      props: { virtualServices: [VirtualServiceReference.fromName('api', { tlsRoutes: [{ port: 443 }], tcpRoutes: [{ port: 5432 }] })] },
      jq: ['.spec.tls[]? | .route[]?.weight', '.spec.tcp[]? | .route[]?.weight'],
      flux: ['/spec/tls', '/spec/tcp'],
    },
  ])('ignores $what', ({ rollout, props, jq, flux }) => {
    const chart = newChart();
    istio(chart, rollout, props);
    const object = { group: 'networking.istio.io', kind: 'VirtualService', name: 'api', namespace: 'shop' };
    expect(entriesOf(ArgoCdSync.of(chart).ignoreDifferences, 'VirtualService')).toEqual([{ ...object, jqPathExpressions: jq }]);
    expect(entriesOf(FluxSync.of(chart).ignore, 'VirtualService')).toEqual([{ paths: flux, target: object }]);
  });

  test('finds a VirtualService of another namespace by its name', () => {
    const chart = newChart();
    istio(chart, {}, { virtualServices: [VirtualServiceReference.fromName('edge', { routes: ['api'], namespace: 'gateways' })] });
    expect(entriesOf(ArgoCdSync.of(chart).ignoreDifferences, 'VirtualService')).toMatchObject([{ name: 'edge', namespace: 'gateways' }]);
  });

  test('knows the routes of a VirtualService that someone else has made in the scope', () => {
    const chart = newChart();
    istio(chart, {}, { virtualServices: [VirtualServiceReference.fromName('edge', { routes: ['api'] })] });
    new ApiObject(chart, 'Edge', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'edge' },
      spec: { http: [{ name: 'other', route: [{}] }, { name: 'api', route: [{}, {}] }], tcp: [{ route: [{}] }] },
    });
    expect(entriesOf(FluxSync.of(chart).ignore, 'VirtualService')).toMatchObject([
      { paths: ['/spec/http/1/route/0/weight', '/spec/http/1/route/1/weight', '/spec/tcp/0/route/0/weight'] },
    ]);
    expect(entriesOf(ArgoCdSync.of(chart).ignoreDifferences, 'VirtualService')).toMatchObject([
      { jqPathExpressions: ['.spec.http[]? | select(.name == "api") | .route[]?.weight', '.spec.tcp[]? | .route[]?.weight'] },
    ]);
  });

  const SUBSETS = { name: 'api', canarySubsetName: 'canary', stableSubsetName: 'stable' };
  const EXPERIMENT = { experiment: { templates: [{ name: 'other', specRef: 'canary', weight: 5 }] } };

  test.each([
    { what: 'the hashes of its subsets', steps: [], jq: '.spec.subsets[]? | select(.name == "stable" or .name == "canary") | .labels["rollouts-pod-template-hash"]', routes: WEIGHTS },
    { what: 'all subsets where an experiment adds one', steps: [EXPERIMENT], jq: '.spec.subsets', routes: '.spec.http[]? | select(.name == "primary") | .route' },
  ])('ignores of a DestinationRule $what', ({ steps, jq, routes }) => {
    const chart = newChart();
    istio(chart, { steps: [CanaryStep.weight(20)] });
    ApiObject.of(chart.node.findChild('Api')).addJsonPatch(
      JsonPatch.add('/spec/strategy/canary/trafficRouting/istio/destinationRule', SUBSETS),
      JsonPatch.replace('/spec/strategy/canary/steps', steps),
    );
    const entries = ArgoCdSync.of(chart).ignoreDifferences;
    expect(entriesOf(entries, 'DestinationRule')).toEqual([
      { group: 'networking.istio.io', kind: 'DestinationRule', name: 'api', namespace: 'shop', jqPathExpressions: [jq] },
    ]);
    expect(entriesOf(entries, 'VirtualService')).toMatchObject([{ jqPathExpressions: [routes] }]);
    expect(entriesOf(FluxSync.of(chart).ignore, 'DestinationRule')).toMatchObject([{ paths: ['/spec/subsets'] }]);
  });
});

describe('a Deployment that the rollout references', () => {
  function reference(chart: Chart, scaleDown: WorkloadScaleDown) {
    const deployment = new kplus.Deployment(chart, 'Deployment', { metadata: { name: 'orders' }, containers: [{ image: 'orders:1', portNumber: 80 }] });
    return canary(chart, { workloadRef: WorkloadReference.of(deployment, { scaleDown }) });
  }

  test.each([
    { scaleDown: WorkloadScaleDown.NEVER, entries: [] },
    { scaleDown: WorkloadScaleDown.ON_SUCCESS, entries: [{ group: 'apps', kind: 'Deployment', name: 'orders', namespace: 'shop', jsonPointers: ['/spec/replicas'] }] },
    { scaleDown: WorkloadScaleDown.PROGRESSIVELY, entries: [{ group: 'apps', kind: 'Deployment', name: 'orders', namespace: 'shop', jsonPointers: ['/spec/replicas'] }] },
  ])('keeps its number of pods with $scaleDown: $entries.length', ({ scaleDown, entries }) => {
    const chart = newChart();
    reference(chart, scaleDown);
    expect(entriesOf(ArgoCdSync.of(chart).ignoreDifferences, 'Deployment')).toEqual(entries);
    expect(entriesOf(FluxSync.of(chart).ignore, 'Deployment')).toHaveLength(entries.length);
  });
});

describe('a sync', () => {
  const PINGPONG = { pingService: ServiceReference.fromName('ping'), pongService: ServiceReference.fromName('pong') };
  const workload = WorkloadReference.fromName('orders', { podLabels: { app: 'orders' }, ports: [80], scaleDown: WorkloadScaleDown.ON_SUCCESS });

  test.each<{ rollouts: string; build: (chart: Chart) => void; respects: boolean }>([
    { rollouts: 'none', build: () => {}, respects: true },
    { rollouts: 'nginx', build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }), respects: true },
    { rollouts: 'Istio, of whose routes no change would arrive', build: istio, respects: false },
    { rollouts: 'Istio and ping-pong', build: (chart) => istio(chart, { pingPong: PINGPONG }), respects: true },
    { rollouts: 'Istio and a Deployment that is scaled down', build: (chart) => istio(chart, { workloadRef: workload }), respects: true },
  ])('of $rollouts leaves ignored fields alone: $respects', ({ build, respects }) => {
    const chart = newChart();
    build(chart);
    const [always, ...others] = ArgoCdSync.of(chart).syncOptions;
    expect(always).toBe('ApplyOutOfSyncOnly=true');
    expect(others).toEqual(respects ? ['RespectIgnoreDifferences=true'] : []);
    expect(ArgoCdSync.of(chart, { respectIgnoreDifferences: !respects }).syncOptions).toHaveLength(respects ? 1 : 2);
  });
});

describe('what is read', () => {
  test.each([
    { name: 'ignoreDifferences', read: (chart: Chart) => ArgoCdSync.of(chart).ignoreDifferences },
    { name: 'syncOptions', read: (chart: Chart) => ArgoCdSync.of(chart).syncOptions },
    { name: 'ignore', read: (chart: Chart) => FluxSync.of(chart).ignore },
  ])('before a router is there is an error at synth: $name', ({ name, read }) => {
    const chart = newChart();
    const rollout = canary(chart);
    read(chart);
    expect(() => Testing.synth(chart)).not.toThrow();
    new IstioTrafficRouting(chart, 'Traffic', { rollout });
    expect(() => Testing.synth(chart)).toThrow(`"${name}" was read before all rollouts and routers were there: read it after the last one is made`);
  });

  test('is worked out anew at synth, where what goes wrong then is an error of the scope', () => {
    const chart = newChart();
    canary(chart);
    expect(ArgoCdSync.of(chart).ignoreDifferences).toEqual([]);
    ApiObject.of(chart.node.findChild('Api')).addJsonPatch(JsonPatch.add('/spec/strategy/canary/trafficRouting', { other: {} }));
    Lint.configure(chart, { rules: { 'schema-unknown-field': 'off' } });
    expect(() => Testing.synth(chart)).toThrow('[shop] rollout "api" has the traffic router "other"');
  });

  test('of a router that the library does not have is rejected', () => {
    const chart = newChart();
    canary(chart);
    ApiObject.of(chart.node.findChild('Api')).addJsonPatch(JsonPatch.add('/spec/strategy/canary/trafficRouting', { other: {} }));
    expect(() => ArgoCdSync.of(chart).ignoreDifferences)
      .toThrow('rollout "api" has the traffic router "other", of which it is not known what the controller writes: known are alb, ambassador, apisix, appMesh, istio, nginx, plugins, smi, traefik.');
  });

  test('of a rollout without a strategy is nothing', () => {
    const chart = newChart();
    new ApiObject(chart, 'Raw', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'raw' } });
    expect(ArgoCdSync.of(chart).ignoreDifferences).toEqual([]);
  });
});

describe('waves', () => {
  function wavesOf(chart: Chart): Record<string, string | undefined> {
    const manifests: any[] = Testing.synth(chart);
    return Object.fromEntries(manifests.map(({ kind, metadata }) => [`${kind}/${metadata.name}`, metadata.annotations?.['argocd.argoproj.io/sync-wave']]));
  }

  test('put what a rollout needs before it, and nothing whose health may depend on it', () => {
    const chart = newChart();
    new AnalysisTemplate(chart, 'Health', {
      metadata: { name: 'health' },
      metrics: [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: 'http://api/up' }) })],
    });
    const rollout = canary(chart);
    istioFor(chart, rollout);
    new kplus.HorizontalPodAutoscaler(chart, 'Scale', { metadata: { name: 'api' }, target: rollout, maxReplicas: 5, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))] });
    new kplus.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
    new kplus.Service(chart, 'Open', { metadata: { name: 'open' }, type: kplus.ServiceType.LOAD_BALANCER, ports: [{ port: 80 }] });
    ArgoCdSync.addWaves(chart);
    expect(wavesOf(chart)).toEqual({
      'ConfigMap/settings': '-3',
      'AnalysisTemplate/health': '-1',
      'Service/api': '-1',
      'Service/api-stable': '-1',
      'Service/api-canary': '-1',
      'VirtualService/api': '-1',
      'Rollout/api': undefined,
      'HorizontalPodAutoscaler/api': undefined,
      'Service/open': undefined,
    });
  });

  function istioFor(chart: Chart, rollout: CanaryRollout) {
    return new IstioTrafficRouting(chart, 'Traffic', { rollout });
  }

  test('of an installation let the controller wait for its CRDs and rights', () => {
    const chart = new Chart(new App(), 'install');
    new ArgoRolloutsInstall(chart, 'Install', { dashboard: { ingress: { host: 'rollouts.example', authentication: DashboardAuthentication.none('a test') } } });
    ArgoCdSync.addWaves(chart);
    const kinds: Record<string, Set<string | undefined>> = {};
    for (const [id, wave] of Object.entries(wavesOf(chart))) {
      (kinds[id.split('/')[0]] ??= new Set()).add(wave);
    }
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, waves]) => [kind, [...waves]]))).toMatchObject({
      CustomResourceDefinition: ['-3'],
      ServiceAccount: ['-3'],
      ClusterRole: ['-3'],
      ClusterRoleBinding: ['-3'],
      Deployment: ['-2'],
      Ingress: [undefined],
    });
  });

  test('keep the order of dependencies', () => {
    const app = new App();
    const [database, shop] = [new Chart(app, 'database'), new Chart(app, 'shop')];
    shop.addDependency(database);
    new kplus.Deployment(database, 'Db', { metadata: { name: 'db' }, containers: [{ image: 'db:1' }] });
    const settings = new kplus.ConfigMap(shop, 'Settings', { metadata: { name: 'settings' } });
    const template = new ApiObject(shop, 'Health', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'health' } });
    settings.node.addDependency(template);
    ArgoCdSync.addWaves(shop);
    expect(wavesOf(shop)).toMatchObject({ 'ConfigMap/settings': undefined });

    const other = new Chart(app, 'other');
    const late = new kplus.ConfigMap(other, 'Settings', { metadata: { name: 'settings' } });
    const early = new ApiObject(other, 'Health', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'health' } });
    late.node.addDependency(early);
    ArgoCdSync.addWaves(other);
    expect(wavesOf(other)).toEqual({ 'Service/health': '-1', 'ConfigMap/settings': '-1' });
  });

  test.each(['argocd.argoproj.io/sync-wave', 'argocd.argoproj.io/hook'])('leave an object with %s as it is', (annotation) => {
    const chart = newChart();
    new kplus.ConfigMap(chart, 'Settings', { metadata: { name: 'settings', annotations: { [annotation]: '7' } } });
    ArgoCdSync.addWaves(chart);
    expect((Testing.synth(chart) as any[])[0].metadata.annotations).toEqual({ [annotation]: '7' });
  });

  test('are missed by an object that is made afterwards, which is an error at synth', () => {
    const chart = newChart();
    ArgoCdSync.addWaves(chart);
    new kplus.ConfigMap(chart, 'Settings');
    expect(() => Testing.synth(chart)).toThrow('"shop/Settings/Resource" has no sync wave, because it was made after ArgoCdSync.addWaves was called: call that last');
  });

  test('end where dependencies go in a circle, which cdk8s reports', () => {
    const chart = newChart();
    const [one, other] = ['One', 'Other'].map((id) => new kplus.ConfigMap(chart, id));
    one.node.addDependency(other);
    other.node.addDependency(one);
    expect(() => ArgoCdSync.addWaves(chart)).not.toThrow();
  });
});
