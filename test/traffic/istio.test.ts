import { ApiObject, App, Chart, Duration } from 'cdk8s';
import {
  CanaryRollout, CanaryRolloutProps, CanaryStep, IstioTrafficRouting, IstioTrafficRoutingProps, NginxTrafficRouting, PrometheusAnalysis,
  PrometheusMetric, PrometheusSource, ObjectReference, ServiceReference, StringMatch, Threshold, VirtualServiceReference,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, synthesizeWithout } from '../synthesize';

/** A Service that exists may come from elsewhere. */
const synthesize = synthesizeWithout('service-found');

type Props = Omit<IstioTrafficRoutingProps, 'rollout'>;

function canary(chart: Chart, props: CanaryRolloutProps = {}) {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
    servicePorts: [{ port: 80, targetPort: 8080 }],
    ...props,
  });
}

function route(props: Props = {}, rolloutProps: CanaryRolloutProps = {}) {
  return synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rolloutProps), ...props }));
}

function routing(props: Props = {}, rolloutProps: CanaryRolloutProps = {}) {
  return route(props, rolloutProps).find('Rollout').spec.strategy.canary.trafficRouting;
}

function weighted(stable: string, canaryHost: string, port: number) {
  return [
    { destination: { host: stable, port: { number: port } }, weight: 100 },
    { destination: { host: canaryHost, port: { number: port } }, weight: 0 },
  ];
}

test('the VirtualService sends everything to the stable Service, until the controller changes the weights', () => {
  expect(route().find('VirtualService')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'api' },
    spec: { hosts: ['api'], http: [{ name: 'primary', route: weighted('api-stable', 'api-canary', 80) }] },
  });
});

test('clients in the mesh ask for a Service of all pods, which is made where nothing else says a host', () => {
  expect(route().ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Service/api', 'VirtualService/api', 'Rollout/api']);
  expect(route().find('Service', 'api').spec).toEqual({ selector: { 'app.kubernetes.io/name': 'api' }, ports: [{ port: 80, targetPort: 8080 }] });
  expect(route({ hosts: ['app.example'] }).ids).not.toContain('Service/api');
  const taken = route({ rootService: ServiceReference.fromName('front') });
  expect(taken.ids).not.toContain('Service/api');
  expect(taken.find('VirtualService').spec.hosts).toEqual(['front']);
});

test.each<{ props: Props; path: string; value: unknown }>([
  { props: { hosts: ['app.example', 'api'] }, path: 'spec.hosts', value: ['app.example', 'api'] },
  { props: { gateways: ['istio-system/public', 'mesh'] }, path: 'spec.gateways', value: ['istio-system/public', 'mesh'] },
  { props: { route: 'main' }, path: 'spec.http.0.name', value: 'main' },
  { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
  { props: { metadata: { annotations: { note: 'look' } } }, path: 'metadata', value: { name: 'api', annotations: { note: 'look' } } },
  {
    props: { http: [{ match: [{ uri: StringMatch.prefix('/cart'), method: StringMatch.exact('GET') }, { headers: { 'x-beta': StringMatch.regex('.+') }, port: 80 }] }] },
    path: 'spec.http.0.match',
    value: [{ uri: { prefix: '/cart' }, method: { exact: 'GET' } }, { headers: { 'x-beta': { regex: '.+' } }, port: 80 }],
  },
  {
    props: { http: [{ match: [{ additionalFields: { queryParams: { debug: { exact: 'yes' } } } }] }] },
    path: 'spec.http.0.match',
    value: [{ queryParams: { debug: { exact: 'yes' } } }],
  },
  { props: { http: [{ timeout: Duration.millis(1500) }] }, path: 'spec.http.0.timeout', value: '1s500ms' },
  { props: { http: [{ retries: { attempts: 2 } }] }, path: 'spec.http.0.retries', value: { attempts: 2 } },
  {
    props: { http: [{ retries: { attempts: 2, perTryTimeout: Duration.seconds(1), retryOn: ['5xx', 'reset'] } }] },
    path: 'spec.http.0.retries',
    value: { attempts: 2, perTryTimeout: '1s', retryOn: '5xx,reset' },
  },
  { props: { http: [{ rewriteUri: '/' }] }, path: 'spec.http.0.rewrite', value: { uri: '/' } },
  { props: { http: [{ additionalFields: { corsPolicy: { maxAge: '1h' } } }] }, path: 'spec.http.0.corsPolicy', value: { maxAge: '1h' } },
  { props: { http: [{ servicePort: 80 }], servicePort: 81 }, path: 'spec.http.0.route', value: weighted('api-stable', 'api-canary', 80) },
  { props: { http: [{ name: 'cart' }, {}] }, path: 'spec.http.1.name', value: 'primary' },
  {
    props: { tls: [{ port: 443 }], hosts: ['app.example'] },
    path: 'spec.tls',
    value: [{ match: [{ port: 443, sniHosts: ['app.example'] }], route: weighted('api-stable', 'api-canary', 80) }],
  },
  {
    props: { tls: [{ sniHosts: ['old.example'], servicePort: 80 }], servicePort: 81 },
    path: 'spec.tls',
    value: [{ match: [{ sniHosts: ['old.example'] }], route: weighted('api-stable', 'api-canary', 80) }],
  },
  { props: { tcp: [{ port: 5432 }] }, path: 'spec.tcp', value: [{ match: [{ port: 5432 }], route: weighted('api-stable', 'api-canary', 80) }] },
  { props: { tcp: [{ servicePort: 80 }], servicePort: 81 }, path: 'spec.tcp', value: [{ route: weighted('api-stable', 'api-canary', 80) }] },
  { props: { tcp: [{}] }, path: 'spec.http', value: undefined },
  { props: { delegate: true }, path: 'spec', value: { http: [{ name: 'primary', route: weighted('api-stable', 'api-canary', 80) }] } },
])('with $props the VirtualService has $path', ({ props, path, value }) => {
  expect(at(route(props).find('VirtualService'), path)).toEqual(value);
});

test('of several ports of the Services, the one that is named', () => {
  const servicePorts = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'other', port: 9090, targetPort: 8080 }];
  expect(at(route({ servicePort: 9090 }, { servicePorts }).find('VirtualService'), 'spec.http.0.route')).toEqual(weighted('api-stable', 'api-canary', 9090));
});

const FULL = {
  routes: ['primary', 'beta'],
  tlsRoutes: [{ port: 443, sniHosts: ['app.example'] }, { port: 8443 }, { sniHosts: ['old.example'] }],
  tcpRoutes: [{ port: 5432 }],
};

const ROUTING: { props: Props; istio: unknown }[] = [
  { props: {}, istio: { virtualService: { name: 'api', routes: ['primary'] } } },
  { props: { route: 'main', metadata: { name: 'front' } }, istio: { virtualService: { name: 'front', routes: ['main'] } } },
  { props: { virtualServices: [VirtualServiceReference.fromName('front')] }, istio: { virtualService: { name: 'front' } } },
  {
    props: { virtualServices: [VirtualServiceReference.fromName('front', { ...FULL, namespace: 'edge' })] },
    istio: { virtualService: { name: 'front.edge', ...FULL } },
  },
  {
    props: { virtualServices: [VirtualServiceReference.fromName('front', FULL), VirtualServiceReference.fromName('back')] },
    istio: { virtualServices: [{ name: 'front', ...FULL }, { name: 'back' }] },
  },
];

const DEFAULT_SUBSETS = { name: 'api', stableSubsetName: 'stable', canarySubsetName: 'canary' };

ROUTING.push(
  { props: { http: [{ name: 'cart' }, {}] }, istio: { virtualService: { name: 'api', routes: ['cart', 'primary'] } } },
  {
    props: { tls: [{ port: 443 }, { sniHosts: ['old.example'] }], hosts: ['app.example'] },
    istio: { virtualService: { name: 'api', tlsRoutes: [{ port: 443, sniHosts: ['app.example'] }, { sniHosts: ['old.example'] }] } },
  },
  { props: { tcp: [{}] }, istio: { virtualService: { name: 'api' } } },
  { props: { tcp: [{ port: 1 }, {}], http: [{}] }, istio: { virtualService: { name: 'api', routes: ['primary'], tcpRoutes: [{ port: 1 }, {}] } } },
  { props: { subsets: {} }, istio: { virtualService: { name: 'api', routes: ['primary'] }, destinationRule: DEFAULT_SUBSETS } },
  {
    props: { subsets: { stable: 'old', canary: 'new', additional: [{ name: 'eu', weight: 10 }] } },
    istio: {
      virtualService: { name: 'api', routes: ['primary'] },
      destinationRule: { name: 'api', stableSubsetName: 'old', canarySubsetName: 'new', additionalSubsetNames: ['eu'] },
    },
  },
  {
    props: { subsets: { destinationRule: ObjectReference.fromName('front') }, virtualServices: [VirtualServiceReference.fromName('front')] },
    istio: { virtualService: { name: 'front' }, destinationRule: { ...DEFAULT_SUBSETS, name: 'front' } },
  },
);

test.each(ROUTING)('with $props the rollout says $istio', ({ props, istio }) => {
  expect(routing(props)).toEqual({ istio });
});

test('every field of Istio routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'istio');
  expect(uncovered(schema, ROUTING.map(({ istio }) => istio), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('no VirtualService is created beside one that exists', () => {
  expect(route({ virtualServices: [VirtualServiceReference.fromName('front')] }).ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Rollout/api']);
});

test.each<Props>([
  { hosts: ['app.example'] },
  { gateways: ['mesh'] },
  { route: 'primary' },
  { servicePort: 80 },
  { metadata: { name: 'front' } },
])('VirtualServices cannot be both referenced and described by %j', (props) => {
  expect(() => route({ virtualServices: [VirtualServiceReference.fromName('front')], ...props }))
    .toThrow('[test/Traffic] got "virtualServices" and');
});

test('the VirtualService is in the namespace of the rollout, wherever the routing is', () => {
  const app = new App();
  const rollout = canary(new Chart(app, 'workloads', { namespace: 'shop' }));
  const traffic = new IstioTrafficRouting(new Chart(app, 'edge', { namespace: 'edge' }), 'Traffic', { rollout });
  expect((traffic.node.findChild('VirtualService') as ApiObject).toJson().metadata).toEqual({ name: 'api', namespace: 'shop' });
});

test('the routes of steps are managed in the order of their first step, each once', () => {
  const steps = [
    CanaryStep.weight(5),
    CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]),
    CanaryStep.mirrorRoute('copy', { match: [{ method: StringMatch.exact('GET') }] }),
    CanaryStep.headerRoute('beta', [{ name: 'x-beta', value: StringMatch.exact('yes') }]),
    CanaryStep.mirrorRoute('copy'),
    CanaryStep.headerRoute('testers'),
    CanaryStep.pause(),
  ];
  expect(routing({}, { steps })).toEqual({
    managedRoutes: [{ name: 'testers' }, { name: 'copy' }, { name: 'beta' }],
    istio: { virtualService: { name: 'api', routes: ['primary'] } },
  });
});

test('with ping-pong the traffic goes between the two Services that take turns', () => {
  const pingPong = { pingService: ServiceReference.fromName('ping', { ports: [8080] }), pongService: ServiceReference.fromName('pong', { ports: [8080] }) };
  const manifests = route({ hosts: ['app.example'] }, { pingPong });
  expect(manifests.find('VirtualService').spec.http[0].route).toEqual(weighted('ping', 'pong', 8080));
  expect(manifests.find('Rollout').spec.strategy.canary).toEqual({
    pingPong: { pingService: 'ping', pongService: 'pong' },
    trafficRouting: { istio: { virtualService: { name: 'api', routes: ['primary'] } } },
  });
});

test('existing Services are the destinations', () => {
  const { spec } = route({}, {
    stableService: ServiceReference.fromName('shop', { ports: [8000] }), canaryService: ServiceReference.fromName('shop-next', { ports: [8001] }),
  }).find('VirtualService');
  expect(spec).toEqual({
    hosts: ['api'],
    http: [{
      name: 'primary',
      route: [
        { destination: { host: 'shop', port: { number: 8000 } }, weight: 100 },
        { destination: { host: 'shop-next', port: { number: 8001 } }, weight: 0 },
      ],
    }],
  });
});

describe('subsets of one Service', () => {
  const destinations = (...weights: [string, number][]) => weights.map(([subset, weight]) => ({ destination: { host: 'api', port: { number: 80 }, subset }, weight }));
  const labels = { 'app.kubernetes.io/name': 'api' };

  test('are in a DestinationRule, and no Service of one version is made', () => {
    const manifests = route({ subsets: {} });
    expect(manifests.ids).toEqual(['Service/api', 'VirtualService/api', 'DestinationRule/api', 'Rollout/api']);
    expect(manifests.find('DestinationRule')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'api' },
      spec: { host: 'api', subsets: [{ name: 'stable', labels }, { name: 'canary', labels }] },
    });
    expect(manifests.find('VirtualService').spec).toEqual({ hosts: ['api'], http: [{ name: 'primary', route: destinations(['stable', 100], ['canary', 0]) }] });
    expect(manifests.find('Rollout').spec.strategy.canary).not.toHaveProperty('stableService');
  });

  test('have the policy of both, or one of their own', () => {
    const tcp = { connectionPool: { tcp: { maxConnections: 10 } } };
    const http = { connectionPool: { http: { http2MaxRequests: 5 } } };
    const { spec } = route({ trafficPolicy: tcp, subsets: { stableTrafficPolicy: http, canaryTrafficPolicy: tcp } }).find('DestinationRule');
    expect(spec).toEqual({
      host: 'api', trafficPolicy: tcp, subsets: [{ name: 'stable', labels, trafficPolicy: http }, { name: 'canary', labels, trafficPolicy: tcp }],
    });
  });

  test('leave others their share, in a DestinationRule that the controller does not write to', () => {
    const additional = [{ name: 'eu', weight: 10, labels: { region: 'eu' }, trafficPolicy: {} }, { name: 'elsewhere', weight: 5 }];
    const manifests = route({ subsets: { additional } });
    expect(manifests.find('VirtualService').spec.http[0].route).toEqual(destinations(['stable', 85], ['canary', 0], ['eu', 10], ['elsewhere', 5]));
    expect(manifests.find('DestinationRule', 'api-additional').spec).toEqual({ host: 'api', subsets: [{ name: 'eu', labels: { region: 'eu' }, trafficPolicy: {} }] });
  });

  test('are those of a DestinationRule that exists, with the Service that it is for', () => {
    const manifests = synthesize((chart) => {
      const rule = new ApiObject(chart, 'Rule', {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'front' },
        spec: { host: 'front', subsets: [{ name: 'stable' }, { name: 'canary' }] },
      });
      new IstioTrafficRouting(chart, 'Traffic', {
        rollout: canary(chart), rootService: ServiceReference.fromName('front'), subsets: { destinationRule: ObjectReference.of(rule) },
      });
    });
    expect(manifests.ids).toEqual(['DestinationRule/front', 'VirtualService/api', 'Rollout/api']);
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.istio.destinationRule.name).toBe('front');
    expect(manifests.find('VirtualService').spec.http[0].route[0].destination.host).toBe('front');
  });

  test('of a VirtualService that exists are made with their Service', () => {
    expect(route({ subsets: {}, virtualServices: [VirtualServiceReference.fromName('front')] }).ids).toEqual(['Service/api', 'DestinationRule/api', 'Rollout/api']);
  });

  test('have the port of the Service that is given', () => {
    const { spec } = route({ subsets: {}, rootService: ServiceReference.fromName('front', { ports: [9000] }) }).find('VirtualService');
    expect(spec.http[0].route[0].destination).toEqual({ host: 'front', port: { number: 9000 }, subset: 'stable' });
  });

  test('cannot be told apart by the Service that Istio counts requests under', () => {
    expect(() => synthesize((chart) => {
      const health = new PrometheusAnalysis(chart, 'Health', {
        metadata: { name: 'health' },
        address: 'http://prometheus.monitoring:9090',
        metrics: [PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.99) })],
      });
      new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { steps: [CanaryStep.analysis({ templates: [health] })] }), subsets: {} });
    })).toThrow('the canary has no IstioTrafficRouting to a Service of each version');
  });
});

test('a policy for both versions is a DestinationRule for each Service', () => {
  const trafficPolicy = { outlierDetection: { consecutive5xxErrors: 5 } };
  const manifests = route({ trafficPolicy });
  expect(['api-stable', 'api-canary'].map((host) => manifests.find('DestinationRule', host).spec)).toEqual([
    { host: 'api-stable', trafficPolicy }, { host: 'api-canary', trafficPolicy },
  ]);
});

describe('several VirtualServices', () => {
  test('get the same weights, wherever they are', () => {
    const manifests = synthesize((chart) => {
      const traffic = new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart) });
      traffic.addVirtualService('Public', { metadata: { name: 'public' }, hosts: ['app.example'], gateways: ['edge/public'] });
      traffic.addVirtualService('Edge', { metadata: { name: 'api', namespace: 'edge' } });
      expect(traffic.virtualServices).toHaveLength(3);
      expect(traffic.rootService?.name).toBe('api');
    }, { namespace: 'shop' });
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.istio).toEqual({
      virtualServices: [{ name: 'api', routes: ['primary'] }, { name: 'public', routes: ['primary'] }, { name: 'api.edge', routes: ['primary'] }],
    });
    expect(manifests.find('VirtualService', 'public').spec).toEqual({
      gateways: ['edge/public'], hosts: ['app.example'], http: [{ name: 'primary', route: weighted('api-stable', 'api-canary', 80) }],
    });
  });

  test('name Services in full from another namespace', () => {
    const namespace = 'edge';
    const elsewhere = (props: Props) => synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart), metadata: { namespace }, ...props }),
      { namespace: 'shop' });
    const [stable, canaryHost] = ['api-stable', 'api-canary'].map((name) => `${name}.shop.svc.cluster.local`);
    expect(elsewhere({}).find('VirtualService').spec).toEqual({
      hosts: ['api.shop.svc.cluster.local'], http: [{ name: 'primary', route: weighted(stable, canaryHost, 80) }],
    });
    expect(elsewhere({ subsets: {} }).find('DestinationRule').spec.host).toBe('api.shop.svc.cluster.local');
    expect(() => route({ metadata: { namespace } })).toThrow('[test/Traffic] has a VirtualService in namespace "edge", and a rollout without a namespace');
  });

  test('can be those of this app, whoever made them', () => {
    const virtualService = (chart: Chart, id: string, namespace?: string) => new ApiObject(chart, id, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: id.toLowerCase(), namespace },
      spec: { hosts: ['api'], http: [{ name: 'main', route: weighted('api-stable', 'api-canary', 80) }] },
    });
    const { istio } = synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart),
      virtualServices: [
        VirtualServiceReference.of(virtualService(chart, 'Front'), { routes: ['main'] }), VirtualServiceReference.of(virtualService(chart, 'Back', 'edge')),
      ],
    }), { namespace: 'shop' }).find('Rollout').spec.strategy.canary.trafficRouting;
    expect(istio).toEqual({ virtualServices: [{ name: 'front', routes: ['main'] }, { name: 'back.edge' }] });
  });
});

test.each<{ props: Props; error: string }>([
  { props: { delegate: true, hosts: ['app.example'] }, error: '[test/Traffic/VirtualService] "delegate" takes the hosts and gateways of the VirtualService that delegates' },
  { props: { delegate: true, tcp: [{}] }, error: '"delegate" takes the hosts' },
  { props: { http: [] }, error: '"http" needs a route, got an empty list' },
  { props: { http: [{}, { name: 'primary' }] }, error: 'has two http routes "primary": give each a name of its own' },
  { props: { http: [{}], route: 'main' }, error: '[test/Traffic] got "route" and "http"' },
  { props: { rootService: ServiceReference.fromName('api'), virtualServices: [] }, error: '[test/Traffic] got "virtualServices" and "rootService"' },
])('$props is refused', ({ props, error }) => {
  expect(() => route(props)).toThrow(error);
});

test('a rollout is routed by Istio once', () => {
  expect(() => synthesize((chart) => {
    const rollout = canary(chart);
    new IstioTrafficRouting(chart, 'One', { rollout });
    new IstioTrafficRouting(chart, 'Two', { rollout });
  })).toThrow('[test/Api] already has istio traffic routing: give one construct all of its routes');
});

test('a rollout can be routed by two different routers', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart);
    new NginxTrafficRouting(chart, 'Edge', { rollout, maxTrafficWeight: 100 });
    new IstioTrafficRouting(chart, 'Mesh', { rollout });
  });
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({
    maxTrafficWeight: 100,
    nginx: { stableIngress: 'api' },
    istio: { virtualService: { name: 'api', routes: ['primary'] } },
  });
});
