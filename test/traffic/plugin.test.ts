import { ApiObject, Chart } from 'cdk8s';
import { CanaryRollout, CanaryStep, NginxTrafficRouting, PluginTrafficRouting, ObjectReference, StringMatch, TrafficPlugin } from '../../src';
import { synthesize, synthesizeWithout } from '../synthesize';

function canary(chart: Chart) {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
    steps: [CanaryStep.weight(10), CanaryStep.pause()],
  });
}

function route(plugin: TrafficPlugin, maxTrafficWeight?: number) {
  return synthesize((chart) => new PluginTrafficRouting(chart, 'Traffic', { rollout: canary(chart), plugin, maxTrafficWeight }));
}

const CONSUL = { serviceName: 'api', stableSubsetName: 'stable', canarySubsetName: 'canary' };

test.each<{ plugin: TrafficPlugin; name: string; config: unknown }>([
  { plugin: TrafficPlugin.of('acme/router'), name: 'acme/router', config: {} },
  { plugin: TrafficPlugin.of('acme/router', { route: 'api', deep: [{ a: 1 }] }), name: 'acme/router', config: { route: 'api', deep: [{ a: 1 }] } },
  {
    plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.fromName('api'), ObjectReference.fromName('web')] }),
    name: 'argoproj-labs/contour',
    config: { httpProxies: ['api', 'web'] },
  },
  { plugin: TrafficPlugin.openShift({ routes: [ObjectReference.fromName('api')] }), name: 'argoproj-labs/openshift', config: { routes: ['api'] } },
  { plugin: TrafficPlugin.consul(CONSUL), name: 'hashicorp/consul', config: CONSUL },
  {
    plugin: TrafficPlugin.consul({ ...CONSUL, serviceMetaAnnotationSuffix: 'build' }),
    name: 'hashicorp/consul',
    config: { ...CONSUL, serviceMetaAnnotationSuffix: 'build' },
  },
  {
    plugin: TrafficPlugin.glooEdge({ routeTable: { labels: { team: 'shop' }, namespace: 'edge' }, routes: ['api'] }),
    name: 'solo-io/glooedge',
    config: { routeTable: { labels: { team: 'shop' }, namespace: 'edge' }, routes: ['api'] },
  },
  { plugin: TrafficPlugin.glooEdge({ virtualService: { name: 'api' } }), name: 'solo-io/glooedge', config: { virtualService: { name: 'api' } } },
  {
    plugin: TrafficPlugin.glooPlatform({ routeTableSelector: { name: 'api', namespace: 'edge' }, routeSelector: { name: 'v1', labels: { a: 'b' } } }),
    name: 'solo-io/glooplatform',
    config: { routeTableSelector: { name: 'api', namespace: 'edge' }, routeSelector: { name: 'v1', labels: { a: 'b' } } },
  },
])('the rollout tells $name $config', ({ plugin, name, config }) => {
  expect(route(plugin).find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ plugins: { [name]: config } });
});

test('a plugin gets a stable and a canary Service to split', () => {
  const { ids, find } = route(TrafficPlugin.of('acme/router'));
  expect(ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Rollout/api']);
  expect(find('Rollout').spec.strategy.canary).toMatchObject({ stableService: 'api-stable', canaryService: 'api-canary' });
});

test('Consul needs no Services, and gets none', () => {
  const { ids, find } = route(TrafficPlugin.consul(CONSUL));
  expect(ids).toEqual(['Rollout/api']);
  expect(find('Rollout').spec.strategy.canary).not.toHaveProperty('stableService');
});

test('a plugin can count to another total', () => {
  expect(route(TrafficPlugin.of('acme/router'), 1000).find('Rollout').spec.strategy.canary.trafficRouting).toMatchObject({ maxTrafficWeight: 1000 });
});

test('an object of the app is referred to, and must be in the namespace of the rollout', () => {
  const apiVersion = 'projectcontour.io/v1';
  const proxied = (namespace: string) => synthesizeWithout('route-found')((chart) => {
    const proxy = new ApiObject(chart, 'Proxy', { apiVersion, kind: 'HTTPProxy', metadata: { name: 'front', namespace }, spec: {} });
    new PluginTrafficRouting(chart, 'Traffic', { rollout: canary(chart), plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.of(proxy)] }) });
  }, { namespace: 'shop' });
  expect(proxied('shop').find('Rollout').spec.strategy.canary.trafficRouting.plugins).toEqual({ 'argoproj-labs/contour': { httpProxies: ['front'] } });
  expect(() => proxied('edge')).toThrow('refers to HTTPProxy "front" in namespace "edge"');
});

test.each<{ make: () => TrafficPlugin; error: string }>([
  { make: () => TrafficPlugin.contour({ httpProxies: [] }), error: 'plugin argoproj-labs/contour needs an object of kind HTTPProxy in "httpProxies", got an empty list' },
  { make: () => TrafficPlugin.openShift({ routes: [] }), error: 'plugin argoproj-labs/openshift needs an object of kind Route in "routes", got an empty list' },
  { make: () => TrafficPlugin.glooEdge({}), error: 'Gloo Edge needs one of "routeTable" and "virtualService", got neither' },
  { make: () => TrafficPlugin.glooEdge({ routeTable: { name: 'a' }, virtualService: { name: 'a' } }), error: 'got both' },
  { make: () => TrafficPlugin.glooEdge({ virtualService: { labels: { a: 'b' } } }), error: 'needs a name' },
  { make: () => TrafficPlugin.glooEdge({ routeTable: { labels: {} } }), error: '"routeTable" needs a name or labels, got neither' },
  { make: () => TrafficPlugin.glooPlatform({ routeTableSelector: {} }), error: '"routeTableSelector" needs a name or labels, got neither' },
])('$error', ({ make, error }) => {
  expect(make).toThrow(error);
});

test('a step that a known plugin passes over is an error', () => {
  expect(() => synthesize((chart) => {
    const rollout = new CanaryRollout(chart, 'Api', {
      containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
      steps: [CanaryStep.weight(10), CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]), CanaryStep.pause()],
    });
    new PluginTrafficRouting(chart, 'Traffic', { rollout, plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.fromName('api')] }) });
  })).toThrow('argoproj-labs/contour routes no requests by header');
});

test('several plugins, and other routers beside them', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart);
    new NginxTrafficRouting(chart, 'Edge', { rollout });
    new PluginTrafficRouting(chart, 'One', { rollout, plugin: TrafficPlugin.of('acme/router', { a: 1 }) });
    new PluginTrafficRouting(chart, 'Two', { rollout, plugin: TrafficPlugin.of('acme/mesh') });
    expect(() => new PluginTrafficRouting(chart, 'Three', { rollout, plugin: TrafficPlugin.of('acme/mesh') })).toThrow('already has acme/mesh traffic routing');
  });
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({
    nginx: { stableIngress: 'api' },
    plugins: { 'acme/router': { a: 1 }, 'acme/mesh': {} },
  });
});
