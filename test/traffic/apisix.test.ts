import { ApiObject, Duration } from 'cdk8s';
import { ApisixTrafficRouting, ApisixTrafficRoutingProps, CanaryRolloutProps, CanaryScale, CanaryStep, ObjectReference, StringMatch } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, Manifests, synthesize } from '../synthesize';
import { canary, TWO_PORTS } from './routed';

type Props = Omit<ApisixTrafficRoutingProps, 'rollout'>;

function route(props: Props, rollout: CanaryRolloutProps = {}): Manifests {
  return synthesize((chart) => new ApisixTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rollout), ...props }));
}

const BACKENDS = [{ serviceName: 'api-stable', servicePort: 80, weight: 100 }, { serviceName: 'api-canary', servicePort: 80, weight: 0 }];

test('an ApisixRoute leads to both Services', () => {
  const manifests = route({});
  expect(manifests.ids).toEqual(['Service/api-stable', 'Service/api-canary', 'ApisixRoute/api', 'Rollout/api']);
  expect(manifests.find('ApisixRoute')).toEqual({
    apiVersion: 'apisix.apache.org/v2',
    kind: 'ApisixRoute',
    metadata: { name: 'api' },
    spec: { http: [{ name: 'api', match: { paths: ['/*'] }, backends: BACKENDS }] },
  });
});

test.each<{ props: Props; path: string; value: unknown }>([
  { props: { host: 'app.example', additionalHosts: ['*.example'] }, path: 'spec.http.0.match', value: { hosts: ['app.example', '*.example'], paths: ['/*'] } },
  { props: { paths: ['/shop', '/cart*'], methods: ['GET'] }, path: 'spec.http.0.match', value: { paths: ['/shop', '/cart*'], methods: ['GET'] } },
  { props: { priority: 10 }, path: 'spec.http.0.priority', value: 10 },
  {
    props: { timeouts: { connect: Duration.seconds(5), send: Duration.millis(1500), read: Duration.minutes(2) } },
    path: 'spec.http.0.timeout',
    value: { connect: '5s', send: '1s500ms', read: '2m' },
  },
  { props: { websocket: true }, path: 'spec.http.0.websocket', value: true },
  { props: { pluginConfig: 'limits' }, path: 'spec.http.0.plugin_config_name', value: 'limits' },
  { props: { className: 'apisix' }, path: 'spec.ingressClassName', value: 'apisix' },
  { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
  { props: { metadata: { name: 'front' } }, path: 'spec.http.0.name', value: 'front' },
])('with $props the ApisixRoute has $path', ({ props, path, value }) => {
  expect(at(route(props).find('ApisixRoute'), path)).toEqual(value);
});

test('requests go to the port that is named, of several of the Services', () => {
  expect(route({ servicePort: 9090 }, TWO_PORTS).find('ApisixRoute').spec.http[0].backends.map(({ servicePort }: any) => servicePort)).toEqual([9090, 9090]);
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { route: { name: 'api' } } },
  { props: { metadata: { name: 'front' } }, routing: { route: { name: 'front' } } },
  { props: { route: ObjectReference.fromName('front'), rules: ['one', 'two'] }, routing: { route: { name: 'front', rules: ['one', 'two'] } } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({
    stableService: 'api-stable', canaryService: 'api-canary', trafficRouting: { apisix: routing },
  });
});

test('every field of APISIX routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'apisix');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('header routes are managed', () => {
  const steps = [CanaryStep.canaryScale(CanaryScale.replicas(1)), CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.prefix('y') }])];
  expect(route({}, { steps }).find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ managedRoutes: [{ name: 'testers' }], apisix: { route: { name: 'api' } } });
});

test('an ApisixRoute of this app is referenced, and none is created beside it', () => {
  const manifests = synthesize((chart) => {
    const front = new ApiObject(chart, 'Front', {
      apiVersion: 'apisix.apache.org/v2',
      kind: 'ApisixRoute',
      metadata: { name: 'front' },
      spec: { http: [{ name: 'all', match: { paths: ['/*'] }, backends: BACKENDS }] },
    });
    new ApisixTrafficRouting(chart, 'Traffic', { rollout: canary(chart), route: ObjectReference.of(front), rules: ['all'] });
  });
  expect(manifests.ids).toEqual(['ApisixRoute/front', 'Service/api-stable', 'Service/api-canary', 'Rollout/api']);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ apisix: { route: { name: 'front', rules: ['all'] } } });
});

test.each<Props>([
  { metadata: {} }, { host: 'app.example' }, { additionalHosts: [] }, { paths: [] }, { methods: [] }, { priority: 1 }, { timeouts: {} }, { websocket: true },
  { pluginConfig: 'limits' }, { className: 'apisix' }, { servicePort: 80 },
])('an ApisixRoute cannot be both referenced and described by %j', (props) => {
  expect(() => route({ route: ObjectReference.fromName('front'), ...props })).toThrow('[test/Traffic] got "route" and');
});

test('a route that is created has no other rules', () => {
  expect(() => route({ rules: ['one'] })).toThrow('[test/Traffic] got "rules" of a route that is created here');
});
