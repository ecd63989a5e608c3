import { ApiObject, Duration } from 'cdk8s';
import { AmbassadorTrafficRouting, AmbassadorTrafficRoutingProps, CanaryRolloutProps, ObjectReference } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, Manifests, synthesize } from '../synthesize';
import { canary, TWO_PORTS } from './routed';

type Props = Omit<AmbassadorTrafficRoutingProps, 'rollout'>;

function route(props: Props, rollout: CanaryRolloutProps = {}): Manifests {
  return synthesize((chart) => new AmbassadorTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rollout), ...props }));
}

test('a Mapping leads to the stable Service, and that of the canary is left to the controller', () => {
  const manifests = route({});
  expect(manifests.ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Mapping/api', 'Rollout/api']);
  expect(manifests.find('Mapping')).toEqual({
    apiVersion: 'getambassador.io/v3alpha1',
    kind: 'Mapping',
    metadata: { name: 'api' },
    spec: { hostname: '*', prefix: '/', service: 'api-stable:80' },
  });
});

test.each<{ props: Props; path: string; value: unknown }>([
  { props: { host: 'app.example' }, path: 'spec.hostname', value: 'app.example' },
  { props: { paths: ['/shop/'] }, path: 'spec.prefix', value: '/shop/' },
  { props: { rewrite: '' }, path: 'spec.rewrite', value: '' },
  { props: { grpc: true }, path: 'spec.grpc', value: true },
  { props: { resolver: 'endpoint' }, path: 'spec.resolver', value: 'endpoint' },
  { props: { timeout: Duration.seconds(10) }, path: 'spec.timeout_ms', value: 10000 },
  { props: { idleTimeout: Duration.minutes(1) }, path: 'spec.idle_timeout_ms', value: 60000 },
  { props: { connectTimeout: Duration.millis(500) }, path: 'spec.connect_timeout_ms', value: 500 },
  { props: { retryPolicy: { retryOn: '5xx' } }, path: 'spec.retry_policy', value: { retry_on: '5xx' } },
  {
    props: { retryPolicy: { retryOn: '5xx', numRetries: 3, perTryTimeout: Duration.millis(1500) } },
    path: 'spec.retry_policy',
    value: { retry_on: '5xx', num_retries: 3, per_try_timeout: '1.5s' },
  },
  { props: { ambassadorIds: ['public'] }, path: 'spec.ambassador_id', value: ['public'] },
  { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
  { props: { apiVersion: 'getambassador.io/v2' }, path: 'spec', value: { prefix: '/', service: 'api-stable:80' } },
  { props: { apiVersion: 'getambassador.io/v2', host: 'app.example' }, path: 'spec.host', value: 'app.example' },
])('with $props the Mapping has $path', ({ props, path, value }) => {
  expect(at(route(props).find('Mapping'), path)).toEqual(value);
});

test('there is a Mapping for each path of each host, and the rollout names all', () => {
  const manifests = route({ host: 'app.example', additionalHosts: ['www.example'], paths: ['/shop/', '/cart/'] });
  expect(['api', 'api-2', 'api-3', 'api-4'].map((name) => manifests.find('Mapping', name).spec).map(({ hostname, prefix }) => [hostname, prefix])).toEqual([
    ['app.example', '/shop/'], ['app.example', '/cart/'], ['www.example', '/shop/'], ['www.example', '/cart/'],
  ]);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ ambassador: { mappings: ['api', 'api-2', 'api-3', 'api-4'] } });
});

test('further hosts alone are all', () => {
  expect(route({ additionalHosts: ['www.example'] }).find('Mapping').spec.hostname).toBe('www.example');
});

test('requests go to the port that is named, of several of the Services', () => {
  expect(route({ servicePort: 9090 }, TWO_PORTS).find('Mapping').spec.service).toBe('api-stable:9090');
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { mappings: ['api'] } },
  { props: { metadata: { name: 'front' } }, routing: { mappings: ['front'] } },
  { props: { mappings: [ObjectReference.fromName('front'), ObjectReference.fromName('back')] }, routing: { mappings: ['front', 'back'] } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({
    stableService: 'api-stable', canaryService: 'api-canary', trafficRouting: { ambassador: routing },
  });
});

test('every field of Ambassador routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'ambassador');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('a Mapping of this app is referenced, and none is created beside it', () => {
  const manifests = synthesize((chart) => {
    const front = new ApiObject(chart, 'Front', {
      apiVersion: 'getambassador.io/v3alpha1', kind: 'Mapping', metadata: { name: 'front' }, spec: { hostname: '*', prefix: '/', service: 'api-stable' },
    });
    new AmbassadorTrafficRouting(chart, 'Traffic', { rollout: canary(chart), mappings: [ObjectReference.of(front)] });
  });
  expect(manifests.ids).toEqual(['Mapping/front', 'Service/api-stable', 'Service/api-canary', 'Rollout/api']);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ ambassador: { mappings: ['front'] } });
});

test.each<Props>([
  { metadata: {} }, { apiVersion: 'getambassador.io/v2' }, { host: 'app.example' }, { additionalHosts: [] }, { paths: [] }, { rewrite: '' }, { servicePort: 80 },
  { grpc: true }, { resolver: 'endpoint' }, { timeout: Duration.seconds(1) }, { idleTimeout: Duration.seconds(1) }, { connectTimeout: Duration.seconds(1) },
  { retryPolicy: { retryOn: '5xx' } }, { ambassadorIds: [] },
])('Mappings cannot be both referenced and described by %j', (props) => {
  expect(() => route({ mappings: [ObjectReference.fromName('front')], ...props })).toThrow('[test/Traffic] got "mappings" and');
});

test('Ambassador has two API versions', () => {
  expect(() => route({ apiVersion: 'getambassador.io/v1' }))
    .toThrow('needs an "apiVersion" that Ambassador has, got "getambassador.io/v1", allowed are: getambassador.io/v3alpha1, getambassador.io/v2');
});
