import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRolloutProps, ObjectReference, TraefikTrafficRouting, TraefikTrafficRoutingProps } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, Manifests, synthesizeWithout } from '../synthesize';
import { canary, TWO_PORTS } from './routed';

/** Another group is for an older Traefik, of which its controller is told. */
const synthesize = synthesizeWithout('traefik-group-served');

type Props = Omit<TraefikTrafficRoutingProps, 'rollout'>;

function route(props: Props, rollout: CanaryRolloutProps = {}): Manifests {
  return synthesize((chart) => new TraefikTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rollout), ...props }));
}

test('a TraefikService splits what an IngressRoute leads to it', () => {
  const manifests = route({});
  expect(manifests.ids).toEqual(['Service/api-stable', 'Service/api-canary', 'TraefikService/api', 'IngressRoute/api', 'Rollout/api']);
  expect(manifests.find('TraefikService')).toEqual({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    metadata: { name: 'api' },
    spec: { weighted: { services: [{ name: 'api-stable', port: 80, weight: 100 }, { name: 'api-canary', port: 80, weight: 0 }] } },
  });
  expect(manifests.find('IngressRoute')).toEqual({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'api' },
    spec: { routes: [{ kind: 'Rule', match: 'PathPrefix(`/`)', services: [{ kind: 'TraefikService', name: 'api' }] }] },
  });
});

test.each<{ props: Props; kind: string; path: string; value: unknown }>([
  { props: { host: 'app.example' }, kind: 'IngressRoute', path: 'spec.routes.0.match', value: 'Host(`app.example`)' },
  { props: { paths: ['/shop'] }, kind: 'IngressRoute', path: 'spec.routes.0.match', value: 'PathPrefix(`/shop`)' },
  {
    props: { host: 'app.example', additionalHosts: ['www.example'], paths: ['/shop', '/cart'] },
    kind: 'IngressRoute',
    path: 'spec.routes.0.match',
    value: '(Host(`app.example`) || Host(`www.example`)) && (PathPrefix(`/shop`) || PathPrefix(`/cart`))',
  },
  { props: { match: 'ClientIP(`10.0.0.0/8`)' }, kind: 'IngressRoute', path: 'spec.routes.0.match', value: 'ClientIP(`10.0.0.0/8`)' },
  { props: { priority: 10 }, kind: 'IngressRoute', path: 'spec.routes.0.priority', value: 10 },
  { props: { entryPoints: ['websecure'] }, kind: 'IngressRoute', path: 'spec.entryPoints', value: ['websecure'] },
  { props: { middlewares: ['retry', 'limit'] }, kind: 'IngressRoute', path: 'spec.routes.0.middlewares', value: [{ name: 'retry' }, { name: 'limit' }] },
  { props: { tls: {} }, kind: 'IngressRoute', path: 'spec.tls', value: {} },
  { props: { tls: { certResolver: 'acme', options: 'modern' } }, kind: 'IngressRoute', path: 'spec.tls', value: { certResolver: 'acme', options: { name: 'modern' } } },
  { props: { scheme: 'h2c' }, kind: 'TraefikService', path: 'spec.weighted.services.1.scheme', value: 'h2c' },
  { props: { serversTransport: 'slow' }, kind: 'TraefikService', path: 'spec.weighted.services.0.serversTransport', value: 'slow' },
  { props: { stickyCookie: {} }, kind: 'TraefikService', path: 'spec.weighted.sticky', value: { cookie: {} } },
  {
    props: { stickyCookie: { name: 'version', secure: true, httpOnly: true, sameSite: 'lax' } },
    kind: 'TraefikService',
    path: 'spec.weighted.sticky.cookie',
    value: { name: 'version', secure: true, httpOnly: true, sameSite: 'lax' },
  },
  { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, kind: 'TraefikService', path: 'metadata', value: { name: 'front', labels: { team: 'shop' } } },
  { props: { metadata: { name: 'front' } }, kind: 'IngressRoute', path: 'spec.routes.0.services', value: [{ kind: 'TraefikService', name: 'front' }] },
  { props: { apiVersion: 'traefik.containo.us/v1alpha1' }, kind: 'TraefikService', path: 'apiVersion', value: 'traefik.containo.us/v1alpha1' },
  { props: { apiVersion: 'traefik.containo.us/v1alpha1' }, kind: 'IngressRoute', path: 'apiVersion', value: 'traefik.containo.us/v1alpha1' },
])('with $props the $kind has $path', ({ props, kind, path, value }) => {
  expect(at(route(props).find(kind), path)).toEqual(value);
});

test('the certificate is in a Secret', () => {
  const manifests = synthesize((chart) => new TraefikTrafficRouting(chart, 'Traffic', {
    rollout: canary(chart), tls: { secret: kplus.Secret.fromSecretName(chart, 'Tls', 'app-tls') },
  }));
  expect(manifests.find('IngressRoute').spec.tls).toEqual({ secretName: 'app-tls' });
});

test('requests go to the port that is named, of several of the Services', () => {
  const ports = route({ servicePort: 9090 }, TWO_PORTS).find('TraefikService').spec.weighted.services.map(({ port }: any) => port);
  expect(ports).toEqual([9090, 9090]);
});

test('the IngressRoute can be one of your own', () => {
  expect(route({ createIngressRoute: false }).ids).not.toContain('IngressRoute/api');
});

test('the objects can be reached', () => {
  synthesize((chart) => {
    const traffic = new TraefikTrafficRouting(chart, 'Traffic', { rollout: canary(chart) });
    expect(traffic.ingressRoute?.kind).toBe('IngressRoute');
    expect((traffic.node.findChild('TraefikService') as ApiObject).kind).toBe('TraefikService');
  });
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { weightedTraefikServiceName: 'api' } },
  { props: { metadata: { name: 'front' } }, routing: { weightedTraefikServiceName: 'front' } },
  { props: { traefikService: ObjectReference.fromName('front') }, routing: { weightedTraefikServiceName: 'front' } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({
    stableService: 'api-stable', canaryService: 'api-canary', trafficRouting: { traefik: routing },
  });
});

test('every field of Traefik routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'traefik');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('a TraefikService of this app is referenced, and nothing is created beside it', () => {
  const services = [{ name: 'api-stable', port: 80 }, { name: 'api-canary', port: 80 }];
  const manifests = synthesize((chart) => {
    const front = new ApiObject(chart, 'Front', {
      apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: 'front' }, spec: { weighted: { services } },
    });
    new TraefikTrafficRouting(chart, 'Traffic', { rollout: canary(chart), traefikService: ObjectReference.of(front) });
  });
  expect(manifests.ids).toEqual(['TraefikService/front', 'Service/api-stable', 'Service/api-canary', 'Rollout/api']);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ traefik: { weightedTraefikServiceName: 'front' } });
});

test.each<Props>([
  { metadata: {} }, { apiVersion: 'traefik.io/v1alpha1' }, { host: 'app.example' }, { additionalHosts: [] }, { paths: [] }, { match: '' }, { priority: 1 },
  { entryPoints: [] }, { tls: {} }, { middlewares: [] }, { createIngressRoute: false }, { servicePort: 80 }, { scheme: 'http' }, { serversTransport: 'slow' },
  { stickyCookie: {} },
])('a TraefikService cannot be both referenced and described by %j', (props) => {
  expect(() => route({ traefikService: ObjectReference.fromName('front'), ...props })).toThrow('[test/Traffic] got "traefikService" and');
});

test('hosts and paths are a match already', () => {
  expect(() => route({ match: 'Host(`a`)', host: 'app.example', paths: ['/'] })).toThrow('[test/Traffic] got "match" and "host", "paths"');
});

test('Traefik has two API groups', () => {
  expect(() => route({ apiVersion: 'traefik.io/v1' }))
    .toThrow('needs an "apiVersion" that Traefik has, got "traefik.io/v1", allowed are: traefik.io/v1alpha1, traefik.containo.us/v1alpha1');
});
