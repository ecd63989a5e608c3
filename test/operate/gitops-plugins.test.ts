import { ApiObject, App, Chart } from 'cdk8s';
import {
  ArgoCdSync, CanaryRollout, CanaryRolloutProps, CanaryStep, FluxSync, GatewayApiTrafficRouting, GatewayRoute, GatewayRouteKind, PluginTrafficRouting,
  RouteParent, ObjectReference, StringMatch, TrafficPlugin,
} from '../../src';

const { HTTP, GRPC, TCP } = GatewayRouteKind;
const named = ObjectReference.fromName;

function synced(build: (chart: Chart, rollout: CanaryRollout) => void, props: CanaryRolloutProps = {}) {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart, new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1', portNumber: 8080 }], ...props }));
  const entries: any[] = JSON.parse(JSON.stringify(ArgoCdSync.of(chart).ignoreDifferences));
  return {
    argo: entries.filter(({ kind }) => kind !== 'Service'),
    flux: FluxSync.of(chart).ignore.filter(({ target }) => target.kind !== 'Service').map(({ target, paths }) => [target.kind, target.name, paths]),
    options: ArgoCdSync.of(chart).syncOptions,
  };
}

const gateway = (routes: GatewayRoute[], props?: CanaryRolloutProps, namespace?: string) => (
  synced((chart, rollout) => new GatewayApiTrafficRouting(chart, 'Traffic', { rollout, routes, namespace }), props)
);
const plugin = (given: TrafficPlugin, props?: CanaryRolloutProps) => (
  synced((chart, rollout) => new PluginTrafficRouting(chart, 'Traffic', { rollout, plugin: given }), props)
);

const WEIGHTS = '.spec.rules[]? | .backendRefs[]? | select(.name == "api-stable" or .name == "api-canary") | .weight';
const steps = [
  CanaryStep.weight(5), CanaryStep.headerRoute('v1.beta', [{ name: 'x-beta', value: StringMatch.exact('yes') }]),
  CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]), CanaryStep.pause(),
];

describe('the Gateway API', () => {
  test('of each route, the weights', () => {
    const { argo, flux } = gateway([GatewayRoute.existing(HTTP, named('a')), GatewayRoute.existing(HTTP, named('b')), GatewayRoute.existing(TCP, named('db'))], {}, 'edge');
    expect(argo).toEqual([['HTTPRoute', 'a'], ['HTTPRoute', 'b'], ['TCPRoute', 'db']].map(([kind, name]) => (
      { group: 'gateway.networking.k8s.io', kind, name, namespace: 'edge', jqPathExpressions: [WEIGHTS] }
    )));
    expect(flux).toEqual([['HTTPRoute', 'a', ['/spec/rules']], ['HTTPRoute', 'b', ['/spec/rules']], ['TCPRoute', 'db', ['/spec/rules']]]);
  });

  test('the rules that steps add, only where they add them', () => {
    const { argo } = gateway([
      GatewayRoute.http({ parents: [RouteParent.gateway('public')] }), GatewayRoute.existing(GRPC, named('calls'), { useHeaderRoutes: false }),
    ], { steps });
    expect(argo.map(({ kind, jqPathExpressions }) => [kind, jqPathExpressions])).toEqual([
      ['HTTPRoute', [WEIGHTS, '.spec.rules[]? | select((.name // "") | test("^(v1\\\\.beta|testers)(-[0-9]+)?$"))']],
      ['GRPCRoute', [WEIGHTS]],
    ]);
  });

  test('routes that are selected are those of the scope', () => {
    const apiVersion = 'gateway.networking.k8s.io/v1';
    const selecting = (expressions?: { key: string; operator: string }[]) => synced((chart, rollout) => {
      new ApiObject(chart, 'A', { apiVersion, kind: 'HTTPRoute', metadata: { name: 'a', labels: { team: 'shop' } }, spec: { rules: [] } });
      new ApiObject(chart, 'B', { apiVersion, kind: 'HTTPRoute', metadata: { name: 'b' }, spec: { rules: [] } });
      new GatewayApiTrafficRouting(chart, 'Traffic', { rollout, routes: [GatewayRoute.selected(HTTP, { labels: { team: 'shop' }, expressions })] });
    });
    expect(selecting().argo.map(({ name }) => name)).toEqual(['a']);
    expect(() => selecting([{ key: 'team', operator: 'Exists' }])).toThrow('a rollout selects HTTPRoutes by expressions');
  });

  test('a change of the routes is applied, since a list could only be kept as a whole', () => {
    expect(gateway([GatewayRoute.existing(HTTP, named('a'))]).options).toEqual(['ApplyOutOfSyncOnly=true']);
  });
});

test.each<{ given: TrafficPlugin; argo: object[]; flux: unknown[] }>([
  {
    given: TrafficPlugin.consul({ serviceName: 'api', stableSubsetName: 'v1', canarySubsetName: 'v2' }),
    argo: [
      { group: 'consul.hashicorp.com', kind: 'ServiceSplitter', name: 'api', namespace: 'shop', jqPathExpressions: ['.spec.splits[]?.weight'] },
      { group: 'consul.hashicorp.com', kind: 'ServiceResolver', name: 'api', namespace: 'shop', jqPathExpressions: ['.spec.subsets["v1"].filter', '.spec.subsets["v2"].filter'] },
    ],
    flux: [['ServiceSplitter', 'api', ['/spec/splits']], ['ServiceResolver', 'api', ['/spec/subsets']]],
  },
  {
    given: TrafficPlugin.openShift({ routes: [named('api')] }),
    argo: [{ group: 'route.openshift.io', kind: 'Route', name: 'api', namespace: 'shop', jsonPointers: ['/spec/to/weight', '/spec/alternateBackends'] }],
    flux: [['Route', 'api', ['/spec']]],
  },
  {
    given: TrafficPlugin.glooEdge({ routeTable: { name: 'api' } }),
    argo: [{ group: 'gateway.solo.io', kind: 'RouteTable', name: 'api', namespace: 'shop', jqPathExpressions: ['.spec.routes[]?.routeAction'] }],
    flux: [['RouteTable', 'api', ['/spec/routes']]],
  },
  {
    given: TrafficPlugin.glooEdge({ virtualService: { name: 'api', namespace: 'edge' } }),
    argo: [{ group: 'gateway.solo.io', kind: 'VirtualService', name: 'api', namespace: 'edge', jqPathExpressions: ['.spec.virtualHost.routes[]?.routeAction'] }],
    flux: [['VirtualService', 'api', ['/spec/virtualHost/routes']]],
  },
  {
    given: TrafficPlugin.glooPlatform({ routeTableSelector: { name: 'api' } }),
    argo: [{ group: 'networking.gloo.solo.io', kind: 'RouteTable', name: 'api', namespace: 'shop', jqPathExpressions: ['.spec.http[]?.forwardTo.destinations'] }],
    flux: [['RouteTable', 'api', ['/spec/http']]],
  },
])('of $given._plugin.name', ({ given, argo, flux }) => {
  expect(plugin(given)).toMatchObject({ argo, flux });
});

test('Gloo Platform adds routes by header', () => {
  const [{ jqPathExpressions }] = plugin(TrafficPlugin.glooPlatform({ routeTableSelector: { name: 'api' } }), { steps }).argo;
  expect(jqPathExpressions[1]).toBe('.spec.http[]? | select(.name == "v1.beta" or .name == "testers")');
});

test.each([
  { given: TrafficPlugin.of('acme/router'), error: 'plugin "acme/router" moves the traffic of a rollout, and it is not known what it writes' },
  { given: TrafficPlugin.glooPlatform({ routeTableSelector: { labels: { a: 'b' } } }), error: 'a plugin of Gloo selects RouteTables by labels' },
])('$error', ({ given, error }) => {
  expect(() => plugin(given)).toThrow(error);
});
