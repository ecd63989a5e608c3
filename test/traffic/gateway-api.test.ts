import { ApiObject, Chart, ChartProps, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryRolloutProps, CanaryStep, GatewayApiTrafficRouting, GatewayApiTrafficRoutingProps, GatewayRoute, GatewayRouteKind,
  GatewayRouteOptions, HttpGatewayRouteOptions, NginxTrafficRouting, RouteFilter, RouteParent, ObjectReference, ServiceReference, StringMatch,
} from '../../src';
import { at, synthesizeWithout } from '../synthesize';

/** Routes can be elsewhere, and clusters serve the experimental channel. */
const synthesize = synthesizeWithout('route-found', 'gateway-version-served');

type Props = Omit<GatewayApiTrafficRoutingProps, 'rollout' | 'routes'>;

const parents = [RouteParent.gateway('public')];
const existing = (kind: GatewayRouteKind, name: string) => GatewayRoute.existing(kind, ObjectReference.fromName(name));

function canary(chart: Chart, props: CanaryRolloutProps = {}) {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
    servicePorts: [{ port: 80, targetPort: 8080 }],
    steps: [CanaryStep.weight(10), CanaryStep.pause()],
    ...props,
  });
}

function route(routes: GatewayRoute[], props: Props = {}, rolloutProps: CanaryRolloutProps = {}, chartProps?: ChartProps) {
  return synthesize((chart) => new GatewayApiTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rolloutProps), routes, ...props }), chartProps);
}

function told(routes: GatewayRoute[], props: Props = {}) {
  return route(routes, props).find('Rollout').spec.strategy.canary.trafficRouting.plugins['argoproj-labs/gatewayAPI'];
}

function backends(port = 80, stable = 'api-stable', canaryService = 'api-canary') {
  return [
    { group: '', kind: 'Service', name: stable, port, weight: 100 },
    { group: '', kind: 'Service', name: canaryService, port, weight: 0 },
  ];
}

const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' };
const ALL = [{ path: { type: 'PathPrefix', value: '/' } }];

describe('what is made', () => {
  test('an HTTPRoute that sends everything to the stable Service, until the plugin changes the weights', () => {
    const manifests = route([GatewayRoute.http({ parents })]);
    expect(manifests.ids).toEqual(['Service/api-stable', 'Service/api-canary', 'HTTPRoute/api', 'Rollout/api']);
    expect(manifests.find('HTTPRoute')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api' },
      spec: { parentRefs: [PARENT], rules: [{ matches: ALL, backendRefs: backends() }] },
    });
  });

  test('a GRPCRoute', () => {
    expect(route([GatewayRoute.grpc({ parents })]).find('GRPCRoute')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: 'api' },
      spec: { parentRefs: [PARENT], rules: [{ backendRefs: backends() }] },
    });
  });

  test.each([
    { kind: 'TCPRoute', made: GatewayRoute.tcp({ parents }), spec: {} },
    { kind: 'TLSRoute', made: GatewayRoute.tls({ parents, hostnames: ['db.example'] }), spec: { hostnames: ['db.example'] } },
  ])('a $kind, in the version that the plugin reads', ({ kind, made, spec }) => {
    expect(route([made]).find(kind)).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
      kind,
      metadata: { name: 'api' },
      spec: { parentRefs: [PARENT], ...spec, rules: [{ backendRefs: backends() }] },
    });
  });

  test.each<{ options: Partial<HttpGatewayRouteOptions>; path: string; value: unknown }>([
    { options: { hostnames: ['api.example', 'www.example'] }, path: 'spec.hostnames', value: ['api.example', 'www.example'] },
    { options: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
    { options: { servicePort: 9090 }, path: 'spec.rules.0.backendRefs', value: backends(9090) },
    {
      options: { rules: [{ timeout: Duration.seconds(90), backendTimeout: Duration.millis(1500) }] },
      path: 'spec.rules.0.timeouts',
      value: { request: '1m30s', backendRequest: '1s500ms' },
    },
    { options: { rules: [{ timeout: Duration.seconds(5) }, {}] }, path: 'spec.rules.1', value: { matches: ALL, backendRefs: backends() } },
    { options: { rules: [{ name: 'main' }] }, path: 'spec.rules.0.name', value: 'main' },
    {
      options: { rules: [{ matches: [{ path: StringMatch.exact('/a') }, { path: StringMatch.prefix('/b') }, { path: StringMatch.regex('/c.*'), method: 'GET' }] }] },
      path: 'spec.rules.0.matches',
      value: [
        { path: { type: 'Exact', value: '/a' } }, { path: { type: 'PathPrefix', value: '/b' } },
        { path: { type: 'RegularExpression', value: '/c.*' }, method: 'GET' },
      ],
    },
    {
      options: {
        rules: [{
          matches: [{ headers: [{ name: 'x-a', value: StringMatch.exact('1') }], queryParams: [{ name: 'q', value: StringMatch.regex('.+') }] }],
        }],
      },
      path: 'spec.rules.0.matches.0',
      value: {
        path: ALL[0].path,
        headers: [{ type: 'Exact', name: 'x-a', value: '1' }],
        queryParams: [{ type: 'RegularExpression', name: 'q', value: '.+' }],
      },
    },
    {
      options: {
        rules: [{
          filters: [
            RouteFilter.requestHeaders({ set: { a: '1' }, add: { b: '2' }, remove: ['c'] }), RouteFilter.responseHeaders({ set: { d: '3' } }),
            RouteFilter.urlRewrite({ hostname: 'inner.example', prefix: '/v1' }), RouteFilter.extension('example.com', 'Limit', 'slow'),
            RouteFilter.custom({ type: 'CORS', cors: { allowOrigins: ['*'] } }),
          ],
        }],
      },
      path: 'spec.rules.0.filters',
      value: [
        { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: '1' }], add: [{ name: 'b', value: '2' }], remove: ['c'] } },
        { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'd', value: '3' }] } },
        { type: 'URLRewrite', urlRewrite: { hostname: 'inner.example', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v1' } } },
        { type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Limit', name: 'slow' } },
        { type: 'CORS', cors: { allowOrigins: ['*'] } },
      ],
    },
  ])('with $options the HTTPRoute has $path', ({ options, path, value }) => {
    const servicePorts = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'other', port: 9090, targetPort: 8080 }];
    expect(at(route([GatewayRoute.http({ parents, ...options })], {}, { servicePorts }).find('HTTPRoute'), path)).toEqual(value);
  });

  test('a rewrite can take the whole path', () => {
    expect(RouteFilter.urlRewrite({ path: '/' })._filter.urlRewrite.path).toEqual({ type: 'ReplaceFullPath', replaceFullPath: '/' });
  });

  test('the matches of gRPC calls', () => {
    const rules = [{
      name: 'calls',
      matches: [
        { service: 'shop.Cart', method: 'Add' }, { service: 'shop\\..*', regularExpressions: true }, { headers: [{ name: 'x-a', value: StringMatch.exact('1') }] },
      ],
      filters: [RouteFilter.requestHeaders({ remove: ['c'] })],
    }];
    expect(route([GatewayRoute.grpc({ parents, hostnames: ['grpc.example'], rules })]).find('GRPCRoute').spec).toEqual({
      parentRefs: [PARENT],
      hostnames: ['grpc.example'],
      rules: [{
        name: 'calls',
        matches: [
          { method: { type: 'Exact', service: 'shop.Cart', method: 'Add' } },
          { method: { type: 'RegularExpression', service: 'shop\\..*' } },
          { headers: [{ type: 'Exact', name: 'x-a', value: '1' }] },
        ],
        filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['c'] } }],
        backendRefs: backends(),
      }],
    });
  });

  test.each<{ parent: RouteParent; namespace?: string; reference: object }>([
    {
      parent: RouteParent.gateway('public', { namespace: 'edge', sectionName: 'https', port: 443 }),
      reference: { ...PARENT, namespace: 'edge', sectionName: 'https', port: 443 },
    },
    { parent: RouteParent.service(ServiceReference.fromName('api')), reference: { group: '', kind: 'Service', name: 'api' } },
    {
      parent: RouteParent.service(ServiceReference.fromName('api', { namespace: 'shop' }), { group: 'core', port: 80 }),
      reference: { group: 'core', kind: 'Service', name: 'api', port: 80 },
    },
    {
      parent: RouteParent.service(ServiceReference.fromName('api', { namespace: 'other' })),
      reference: { group: '', kind: 'Service', name: 'api', namespace: 'other' },
    },
    {
      parent: RouteParent.of({ kind: 'ListenerSet', name: 'own', sectionName: 'https' }),
      reference: { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'own', sectionName: 'https' },
    },
  ])('a parent is $reference', ({ parent, reference }) => {
    expect(route([GatewayRoute.http({ parents: [parent] })], {}, {}, { namespace: 'shop' }).find('HTTPRoute').spec.parentRefs).toEqual([reference]);
  });

  test('existing Services are what the rules lead to', () => {
    const { spec } = route([GatewayRoute.http({ parents })], {}, {
      stableService: ServiceReference.fromName('shop', { ports: [8000] }), canaryService: ServiceReference.fromName('shop-next', { ports: [8000] }),
    }).find('HTTPRoute');
    expect(spec.rules[0].backendRefs).toEqual(backends(8000, 'shop', 'shop-next'));
  });

  test('several routes, which can be reached', () => {
    let traffic!: GatewayApiTrafficRouting;
    const manifests = synthesize((chart) => {
      const routes = [GatewayRoute.http({ parents }), existing(GatewayRouteKind.HTTP, 'old'), GatewayRoute.http({ parents, metadata: { name: 'internal' } }), GatewayRoute.grpc({ parents })];
      traffic = new GatewayApiTrafficRouting(chart, 'Traffic', { rollout: canary(chart), routes });
    });
    expect(manifests.ids).toEqual(expect.arrayContaining(['HTTPRoute/api', 'HTTPRoute/internal', 'GRPCRoute/api']));
    expect(traffic.createdRoutes.map(({ node, kind, name }) => [node.id, kind, name])).toEqual([
      ['HttpRoute', 'HTTPRoute', 'api'], ['HttpRoute2', 'HTTPRoute', 'internal'], ['GrpcRoute', 'GRPCRoute', 'api'],
    ]);
  });
});

describe('what the plugin is told', () => {
  const { HTTP, GRPC, TCP, TLS } = GatewayRouteKind;
  const noHeaders = { useHeaderRoutes: false };

  test.each<{ routes: GatewayRoute[]; props?: Props; config: object }>([
    { routes: [GatewayRoute.http({ parents })], config: { httpRoute: 'api' } },
    { routes: [GatewayRoute.http({ parents, ...noHeaders })], config: { httpRoutes: [{ name: 'api' }] } },
    { routes: [GatewayRoute.grpc({ parents, metadata: { name: 'calls' } })], config: { grpcRoute: 'calls' } },
    { routes: [GatewayRoute.tcp({ parents })], config: { tcpRoute: 'api' } },
    { routes: [GatewayRoute.tls({ parents }), existing(TCP, 'db')], config: { tlsRoute: 'api', tcpRoute: 'db' } },
    {
      routes: [existing(HTTP, 'a'), existing(HTTP, 'b'), GatewayRoute.existing(HTTP, ObjectReference.fromName('c'), noHeaders)],
      config: { httpRoutes: [{ name: 'a', useHeaderRoutes: true }, { name: 'b', useHeaderRoutes: true }, { name: 'c' }] },
    },
    { routes: [existing(TLS, 'a'), existing(TLS, 'b')], config: { tlsRoutes: [{ name: 'a' }, { name: 'b' }] } },
    { routes: [GatewayRoute.existing(GRPC, ObjectReference.fromName('a'), noHeaders)], config: { grpcRoutes: [{ name: 'a' }] } },
    {
      routes: [existing(HTTP, 'a'), GatewayRoute.selected(HTTP, { labels: { team: 'shop' } }), GatewayRoute.selected(TCP, { expressions: [{ key: 'db', operator: 'Exists' }] })],
      config: { httpRoute: 'a', httpRouteSelector: { matchLabels: { team: 'shop' } }, tcpRouteSelector: { matchExpressions: [{ key: 'db', operator: 'Exists' }] } },
    },
    {
      routes: [existing(HTTP, 'a')],
      props: { namespace: 'edge', disableInProgressLabel: true, inProgressLabelKey: 'example.com/canary', inProgressLabelValue: 'yes' },
      config: { httpRoute: 'a', namespace: 'edge', disableInProgressLabel: true, inProgressLabelKey: 'example.com/canary', inProgressLabelValue: 'yes' },
    },
  ])('$config', ({ routes, props, config }) => {
    expect(told(routes, props)).toEqual(config);
  });

  test('the routes of steps are managed', () => {
    const steps = [CanaryStep.weight(5), CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]), CanaryStep.pause()];
    expect(route([GatewayRoute.http({ parents })], {}, { steps }).find('Rollout').spec.strategy.canary.trafficRouting).toEqual({
      managedRoutes: [{ name: 'testers' }],
      plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'api' } },
    });
  });

  test('an existing route can be any construct', () => {
    const manifests = synthesize((chart) => {
      const spec = { rules: [{ backendRefs: backends() }] };
      const front = new ApiObject(chart, 'Front', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'front' }, spec });
      new GatewayApiTrafficRouting(chart, 'Traffic', { rollout: canary(chart), routes: [GatewayRoute.existing(HTTP, ObjectReference.of(front))] });
    });
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.plugins).toEqual({ 'argoproj-labs/gatewayAPI': { httpRoute: 'front' } });
  });

  test('nginx can be beside it', () => {
    const manifests = synthesize((chart) => {
      const rollout = canary(chart);
      new NginxTrafficRouting(chart, 'Edge', { rollout });
      new GatewayApiTrafficRouting(chart, 'Gateway', { rollout, routes: [GatewayRoute.http({ parents })] });
    });
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({
      nginx: { stableIngress: 'api' }, plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'api' } },
    });
  });
});

test('a mesh takes the Service that clients ask for as a parent', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart);
    const service = new kplus.Service(chart, 'Service', { metadata: { name: 'api' }, selector: rollout, ports: [{ port: 80, targetPort: 8080 }] });
    new GatewayApiTrafficRouting(chart, 'Traffic', { rollout, routes: [GatewayRoute.http({ parents: [RouteParent.service(ServiceReference.of(service), { group: 'core' })] })] });
  }, { namespace: 'shop' });
  expect(manifests.find('HTTPRoute').spec.parentRefs).toEqual([{ group: 'core', kind: 'Service', name: 'api' }]);
});

describe('is refused', () => {
  const { HTTP } = GatewayRouteKind;
  const options: GatewayRouteOptions = { parents: [] };
  const prefix = [{ name: 'x-a', value: StringMatch.prefix('1') }];

  test.each<{ make: () => unknown; error: string }>([
    { make: () => route([]), error: '[test/Traffic] needs a route, got an empty list' },
    { make: () => GatewayRoute.http(options), error: 'a route of kind HTTPRoute needs a parent, got an empty list' },
    { make: () => GatewayRoute.tls(options), error: 'a route of kind TLSRoute needs a parent, got an empty list' },
    { make: () => GatewayRoute.http({ parents, rules: [] }), error: 'a route of kind HTTPRoute needs a rule, got an empty list' },
    { make: () => GatewayRoute.http({ parents, rules: [{ matches: [{ headers: prefix }] }] }), error: 'cannot match "x-a" by a prefix, got "1"' },
    { make: () => GatewayRoute.http({ parents, rules: [{ matches: [{ queryParams: prefix }] }] }), error: 'cannot match "x-a" by a prefix, got "1"' },
    { make: () => GatewayRoute.grpc({ parents, rules: [{ matches: [{ headers: prefix }] }] }), error: 'cannot match "x-a" by a prefix, got "1"' },
    { make: () => RouteFilter.urlRewrite({ prefix: '/a', path: '/b' }), error: 'a rewrite changes the prefix or the whole path, got "/a" and "/b"' },
    { make: () => GatewayRoute.selected(HTTP, {}), error: 'a selection of HTTPRoutes needs labels or expressions, got neither' },
    {
      make: () => route([GatewayRoute.selected(HTTP, { labels: { a: 'b' } }), GatewayRoute.selected(HTTP, { labels: { c: 'd' } })]),
      error: '[test/Traffic] selects HTTPRoutes twice',
    },
    {
      make: () => route([GatewayRoute.http({ parents })], { namespace: 'edge' }, {}, { namespace: 'shop' }),
      error: '[test/Traffic] makes routes in the namespace "shop" of its rollout, got namespace "edge"',
    },
    { make: () => route([GatewayRoute.http({ parents })], {}, { pingPong: {} }), error: 'argoproj-labs/gatewayAPI cannot move traffic between Services that take turns' },
  ])('$error', ({ make, error }) => {
    expect(make).toThrow(error);
  });

  test('a route that exists in another namespace', () => {
    expect(() => synthesize((chart) => {
      const front = new ApiObject(chart, 'Front', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'front', namespace: 'edge' } });
      new GatewayApiTrafficRouting(chart, 'Traffic', { rollout: canary(chart), routes: [GatewayRoute.existing(HTTP, ObjectReference.of(front))] });
    }, { namespace: 'shop' })).toThrow('refers to HTTPRoute "front" in namespace "edge"');
  });
});
