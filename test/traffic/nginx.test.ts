import { ApiObject, App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, IngressReference, NginxTrafficRouting, NginxTrafficRoutingProps, RolloutServices } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, Manifests, synthesize } from '../synthesize';

type Props = Omit<NginxTrafficRoutingProps, 'rollout'>;

function canary(chart: Chart, servicePorts: kplus.ServicePort[] = [{ port: 80, targetPort: 8080 }], services?: RolloutServices) {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
    servicePorts,
    services,
    steps: [CanaryStep.weight(10), CanaryStep.pause(Duration.minutes(1))],
  });
}

function route(props: Props): Manifests {
  return synthesize((chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart), ...props }));
}

function http(...paths: { path: string; pathType: string; port?: number }[]) {
  return {
    paths: paths.map(({ path, pathType, port = 80 }) => (
      { path, pathType, backend: { service: { name: 'api-stable', port: { number: port } } } }
    )),
  };
}

const ROOT = http({ path: '/', pathType: 'Prefix' });

test('the stable Ingress leads all requests to the stable Service', () => {
  expect(route({}).find('Ingress')).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'api' },
    spec: { ingressClassName: 'nginx', rules: [{ http: ROOT }] },
  });
});

test('the canary Ingress is left to the controller', () => {
  expect(route({ host: 'app.example' }).ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Ingress/api', 'Rollout/api']);
});

describe('the stable Ingress', () => {
  test.each<{ props: Props; path: string; value: unknown }>([
    { props: { host: 'app.example' }, path: 'spec.rules', value: [{ host: 'app.example', http: ROOT }] },
    {
      props: { host: 'app.example', additionalHosts: ['www.example', 'old.example'] },
      path: 'spec.rules',
      value: [{ host: 'app.example', http: ROOT }, { host: 'www.example', http: ROOT }, { host: 'old.example', http: ROOT }],
    },
    { props: { additionalHosts: ['www.example'] }, path: 'spec.rules', value: [{ host: 'www.example', http: ROOT }] },
    {
      props: { host: 'app.example', paths: [{ path: '/api' }, { path: '/exact', pathType: kplus.HttpIngressPathType.EXACT }] },
      path: 'spec.rules',
      value: [{ host: 'app.example', http: http({ path: '/api', pathType: 'Prefix' }, { path: '/exact', pathType: 'Exact' }) }],
    },
    { props: { className: 'nginx-internal' }, path: 'spec.ingressClassName', value: 'nginx-internal' },
    {
      props: { metadata: { name: 'front', labels: { team: 'shop' }, annotations: { 'cert-manager.io/issuer': 'internal' } } },
      path: 'metadata',
      value: { name: 'front', labels: { team: 'shop' }, annotations: { 'cert-manager.io/issuer': 'internal' } },
    },
    { props: { metadata: { labels: { team: 'shop' } } }, path: 'metadata', value: { name: 'api', labels: { team: 'shop' } } },
  ])('with $props has $path', ({ props, path, value }) => {
    expect(at(route(props).find('Ingress'), path)).toEqual(value);
  });

  test('leads to the port that is named, of several of the Services', () => {
    const servicePorts = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'other', port: 9090, targetPort: 8080 }];
    const manifests = synthesize((chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart, servicePorts), servicePort: 9090 }));
    expect(at(manifests.find('Ingress'), 'spec.rules')).toEqual([{ http: http({ path: '/', pathType: 'Prefix', port: 9090 }) }]);
  });

  test('has the certificates it is given', () => {
    const manifests = synthesize((chart) => new NginxTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart),
      host: 'app.example',
      tls: [{ hosts: ['app.example'], secret: kplus.Secret.fromSecretName(chart, 'Tls', 'app-tls') }, { hosts: ['www.example'] }],
    }));
    expect(manifests.find('Ingress').spec.tls).toEqual([{ hosts: ['app.example'], secretName: 'app-tls' }, { hosts: ['www.example'] }]);
  });

  test('is in the namespace of the rollout, wherever the routing is', () => {
    const app = new App();
    const rollout = canary(new Chart(app, 'workloads', { namespace: 'shop' }));
    const traffic = new NginxTrafficRouting(new Chart(app, 'edge', { namespace: 'edge' }), 'Traffic', { rollout });
    expect((traffic.node.findChild('Ingress') as ApiObject).toJson().metadata).toEqual({ name: 'api', namespace: 'shop' });
  });
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { nginx: { stableIngress: 'api' } } },
  { props: { metadata: { name: 'front' } }, routing: { nginx: { stableIngress: 'front' } } },
  { props: { ingresses: [IngressReference.fromName('front')] }, routing: { nginx: { stableIngress: 'front' } } },
  {
    props: { ingresses: [IngressReference.fromName('front'), IngressReference.fromName('back')] },
    routing: { nginx: { stableIngresses: ['front', 'back'] } },
  },
  {
    props: { additionalIngressAnnotations: { 'canary-by-header': 'x-canary', 'canary-by-header-value': 'yes' } },
    routing: { nginx: { stableIngress: 'api', additionalIngressAnnotations: { 'canary-by-header': 'x-canary', 'canary-by-header-value': 'yes' } } },
  },
  {
    props: { canaryIngressAnnotations: { 'example.com/note': 'look' } },
    routing: { nginx: { stableIngress: 'api', canaryIngressAnnotations: { 'example.com/note': 'look' } } },
  },
  {
    props: { annotationPrefix: 'internal.nginx' },
    routing: { nginx: { stableIngress: 'api', annotationPrefix: 'internal.nginx' } },
  },
  { props: { maxTrafficWeight: 1000 }, routing: { maxTrafficWeight: 1000, nginx: { stableIngress: 'api' } } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({ stableService: 'api-stable', canaryService: 'api-canary' });
  expect(route(props).find('Rollout').spec.strategy.canary.trafficRouting).toEqual(routing);
});

test('every field of nginx routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'nginx');
  expect(uncovered(schema, ROUTING.map(({ routing }) => (routing as any).nginx), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('an Ingress of this app is referenced, and none is created beside it', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart, undefined, {});
    const front = new kplus.Ingress(chart, 'Front', { metadata: { name: 'front' }, rules: [{ path: '/', backend: rollout.stableService.toIngressBackend() }] });
    new NginxTrafficRouting(chart, 'Traffic', { rollout, ingresses: [IngressReference.of(front)] });
  });
  expect(manifests.ids.filter((id) => id.startsWith('Ingress/'))).toEqual(['Ingress/front']);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting).toEqual({ nginx: { stableIngress: 'front' } });
});

test.each<Props>([
  { host: 'app.example' },
  { additionalHosts: ['app.example'] },
  { paths: [{ path: '/' }] },
  { tls: [] },
  { className: 'nginx' },
  { metadata: { name: 'front' } },
  { servicePort: 80 },
])('Ingresses cannot be both referenced and described by %j', (props) => {
  expect(() => route({ ingresses: [IngressReference.fromName('front')], ...props }))
    .toThrow('[test/Traffic] got "ingresses" and');
});

test('a rollout is routed by nginx once', () => {
  expect(() => synthesize((chart) => {
    const rollout = canary(chart);
    new NginxTrafficRouting(chart, 'One', { rollout, host: 'one.example' });
    new NginxTrafficRouting(chart, 'Two', { rollout, host: 'two.example' });
  })).toThrow('[test/Api] already has nginx traffic routing: give one construct all of its routes');
});
