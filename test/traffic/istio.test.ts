import { ApiObject, App, Chart } from 'cdk8s';
import {
  CanaryRollout, CanaryRolloutProps, CanaryStep, IstioTrafficRouting, IstioTrafficRoutingProps, NginxTrafficRouting, ServiceReference, StringMatch,
  VirtualServiceReference,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, synthesize } from '../synthesize';

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
    spec: { hosts: ['api-stable'], http: [{ name: 'primary', route: weighted('api-stable', 'api-canary', 80) }] },
  });
});

test.each<{ props: Props; path: string; value: unknown }>([
  { props: { hosts: ['app.example', 'api'] }, path: 'spec.hosts', value: ['app.example', 'api'] },
  { props: { gateways: ['istio-system/public', 'mesh'] }, path: 'spec.gateways', value: ['istio-system/public', 'mesh'] },
  { props: { route: 'main' }, path: 'spec.http.0.name', value: 'main' },
  { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
  { props: { metadata: { annotations: { note: 'look' } } }, path: 'metadata', value: { name: 'api', annotations: { note: 'look' } } },
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

test.each(ROUTING)('with $props the rollout says $istio', ({ props, istio }) => {
  expect(routing(props)).toEqual({ istio });
});

test('every field of Istio routing is rendered by some case', () => {
  const exceptions = { destinationRule: 'subsets of one Service are not offered, only a stable and a canary Service' };
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'istio');
  expect(uncovered(schema, ROUTING.map(({ istio }) => istio), Object.keys(exceptions))).toEqual({ fields: [], needlessExceptions: [] });
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
    hosts: ['shop'],
    http: [{
      name: 'primary',
      route: [
        { destination: { host: 'shop', port: { number: 8000 } }, weight: 100 },
        { destination: { host: 'shop-next', port: { number: 8001 } }, weight: 0 },
      ],
    }],
  });
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
