import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AlbScheme, AlbTargetType, AlbTrafficRouting, AlbTrafficRoutingProps, BlueGreenRollout, CanaryRolloutProps, CanaryScale, CanaryStep,
  IngressReference, ServiceReference, StringMatch,
} from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { at, Manifests, synthesize } from '../synthesize';
import { canary, TWO_PORTS } from './routed';

type Props = Omit<AlbTrafficRoutingProps, 'rollout'>;

function route(props: Props, rollout: CanaryRolloutProps = {}): Manifests {
  return synthesize((chart) => new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart, rollout), ...props }));
}

function http(name: string, path = '/', pathType = 'Prefix') {
  return { paths: [{ path, pathType, backend: { service: { name, port: { name: 'use-annotation' } } } }] };
}

test('the Ingress leads all requests to the action that the controller writes', () => {
  expect(route({}).find('Ingress')).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'api', annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' } },
    spec: { ingressClassName: 'alb', rules: [{ http: http('api-stable') }] },
  });
});

test('there is no root Service where the stable one is the root', () => {
  expect(route({}).ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Ingress/api', 'Rollout/api']);
});

describe('the Ingress', () => {
  test.each<{ props: Props; path: string; value: unknown }>([
    {
      props: { host: 'app.example', additionalHosts: ['www.example'] },
      path: 'spec.rules',
      value: [{ host: 'app.example', http: http('api-stable') }, { host: 'www.example', http: http('api-stable') }],
    },
    {
      props: { paths: [{ path: '/exact', pathType: kplus.HttpIngressPathType.EXACT }] },
      path: 'spec.rules',
      value: [{ http: http('api-stable', '/exact', 'Exact') }],
    },
    { props: { className: 'alb-internal' }, path: 'spec.ingressClassName', value: 'alb-internal' },
    { props: { rootService: ServiceReference.fromName('front') }, path: 'spec.rules', value: [{ http: http('front') }] },
    { props: { metadata: { name: 'front', labels: { team: 'shop' } } }, path: 'metadata.labels', value: { team: 'shop' } },
  ])('with $props has $path', ({ props, path, value }) => {
    expect(at(route(props).find('Ingress'), path)).toEqual(value);
  });

  test.each<{ props: Props; annotations: Record<string, string> }>([
    { props: { scheme: AlbScheme.INTERNET_FACING }, annotations: { scheme: 'internet-facing' } },
    { props: { targetType: AlbTargetType.INSTANCE }, annotations: { 'target-type': 'instance' } },
    { props: { groupName: 'shop.edge' }, annotations: { 'group.name': 'shop.edge' } },
    { props: { certificateArns: ['arn:1', 'arn:2'] }, annotations: { 'certificate-arn': 'arn:1,arn:2' } },
    { props: { httpPorts: [8080], httpsPorts: [443, 8443] }, annotations: { 'listen-ports': '[{"HTTP":8080},{"HTTPS":443},{"HTTPS":8443}]' } },
    { props: { redirectToHttps: true }, annotations: { 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443' } },
    { props: { redirectToHttps: true, httpsPorts: [8443] }, annotations: { 'listen-ports': '[{"HTTP":80},{"HTTPS":8443}]', 'ssl-redirect': '8443' } },
    {
      props: {
        healthCheck: {
          path: '/healthz',
          port: 9090,
          protocol: 'HTTPS',
          interval: Duration.seconds(10),
          timeout: Duration.seconds(3),
          healthyThreshold: 3,
          unhealthyThreshold: 4,
          successCodes: '200-204',
        },
      },
      annotations: {
        'healthcheck-path': '/healthz',
        'healthcheck-port': '9090',
        'healthcheck-protocol': 'HTTPS',
        'healthcheck-interval-seconds': '10',
        'healthcheck-timeout-seconds': '3',
        'healthy-threshold-count': '3',
        'unhealthy-threshold-count': '4',
        'success-codes': '200-204',
      },
    },
  ])('with $props is annotated', ({ props, annotations }) => {
    const prefixed = (prefix: string) => Object.fromEntries(Object.entries({ 'target-type': 'ip', ...annotations }).map(([name, value]) => [`${prefix}/${name}`, value]));
    expect(route(props).find('Ingress').metadata.annotations).toEqual(prefixed('alb.ingress.kubernetes.io'));
    expect(route({ ...props, annotationPrefix: 'own.example' }).find('Ingress').metadata.annotations).toEqual(prefixed('own.example'));
  });

  test('has the annotations that it is given, and they go first', () => {
    const annotations = { 'alb.ingress.kubernetes.io/scheme': 'internal', 'example.com/note': 'look' };
    expect(route({ scheme: AlbScheme.INTERNET_FACING, metadata: { annotations } }).find('Ingress').metadata.annotations)
      .toEqual({ 'alb.ingress.kubernetes.io/target-type': 'ip', ...annotations });
  });

  test('is in the namespace of the rollout, wherever the routing is', () => {
    const app = new App();
    const rollout = canary(new Chart(app, 'workloads', { namespace: 'shop' }));
    const traffic = new AlbTrafficRouting(new Chart(app, 'edge', { namespace: 'edge' }), 'Traffic', { rollout });
    expect((traffic.node.findChild('Ingress') as ApiObject).toJson().metadata).toMatchObject({ name: 'api', namespace: 'shop' });
  });
});

test('a redirect needs a port for HTTPS', () => {
  expect(() => route({ redirectToHttps: true, httpsPorts: [] })).toThrow('"redirectToHttps" leads to a port for HTTPS, got none in "httpsPorts": add one, or leave it out');
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { ingress: 'api', servicePort: 80 } },
  { props: { metadata: { name: 'front' } }, routing: { ingress: 'front', servicePort: 80 } },
  { props: { ingresses: [IngressReference.fromName('front')], servicePort: 80 }, routing: { ingress: 'front', servicePort: 80 } },
  {
    props: { ingresses: [IngressReference.fromName('front'), IngressReference.fromName('back')], rootService: ServiceReference.fromName('root') },
    routing: { ingresses: ['front', 'back'], rootService: 'root', servicePort: 80 },
  },
  { props: { stickiness: Duration.hours(1) }, routing: { ingress: 'api', servicePort: 80, stickinessConfig: { enabled: true, durationSeconds: 3600 } } },
  { props: { annotationPrefix: 'own.example' }, routing: { ingress: 'api', servicePort: 80, annotationPrefix: 'own.example' } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  const { canary: strategy } = route(props).find('Rollout').spec.strategy;
  expect(strategy).toMatchObject({ stableService: 'api-stable', canaryService: 'api-canary' });
  expect(strategy.trafficRouting).toEqual({ alb: routing });
});

test('requests go to the port that is named, of several of the Services', () => {
  expect(route({ servicePort: 9090 }, TWO_PORTS).find('Rollout').spec.strategy.canary.trafficRouting.alb.servicePort).toBe(9090);
});

test('every field of ALB routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'alb');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

describe('with Services that take turns', () => {
  test('a root Service stands for both', () => {
    const manifests = route({}, { pingPong: {} });
    expect(manifests.ids).toEqual(['Service/api-ping', 'Service/api-pong', 'Service/api-root', 'Ingress/api', 'Rollout/api']);
    expect(manifests.find('Ingress').spec.rules).toEqual([{ http: http('api-root') }]);
    expect(manifests.find('Rollout').spec.strategy.canary).toMatchObject({
      pingPong: { pingService: 'api-ping', pongService: 'api-pong' },
      trafficRouting: { alb: { ingress: 'api', rootService: 'api-root', servicePort: 80 } },
    });
    expect(manifests.find('Service', 'api-root').spec).toEqual({
      ports: [{ port: 80, targetPort: 8080 }],
      selector: manifests.find('Rollout').spec.selector.matchLabels,
    });
  });

  test('an own root Service takes its place', () => {
    const manifests = route({ rootService: ServiceReference.fromName('front') }, { pingPong: {} });
    expect(manifests.ids).not.toContain('Service/api-root');
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.alb.rootService).toBe('front');
  });

  test('the root Service needs no port on the nodes', () => {
    const manifests = route({ targetType: AlbTargetType.INSTANCE }, { pingPong: {}, services: { type: kplus.ServiceType.NODE_PORT, labels: { team: 'shop' } } });
    expect(manifests.find('Service', 'api-ping').spec.type).toBe('NodePort');
    expect(manifests.find('Service', 'api-root').spec.type).toBeUndefined();
    expect(manifests.find('Service', 'api-root').metadata.labels).toEqual({ team: 'shop' });
  });

  test('the root Service can be asked for', () => {
    synthesize((chart) => {
      expect(new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { pingPong: {} }) }).rootService?.name).toBe('api-root');
    });
  });
});

test('an Ingress of this app is referenced, and none is created beside it', () => {
  const manifests = synthesize((chart) => {
    const rollout = canary(chart, { services: {} });
    const front = new kplus.Ingress(chart, 'Front', { metadata: { name: 'front' }, rules: [{ path: '/', backend: rollout.stableService.toIngressBackend() }] });
    ApiObject.of(front).addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/0/backend/service/port', { name: 'use-annotation' }));
    new AlbTrafficRouting(chart, 'Traffic', { rollout, ingresses: [IngressReference.of(front)] });
  });
  expect(manifests.ids.filter((id) => id.startsWith('Ingress/'))).toEqual(['Ingress/front']);
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.alb.ingress).toBe('front');
});

test.each<Props>([
  { host: 'app.example' }, { additionalHosts: [] }, { paths: [] }, { className: 'alb' }, { metadata: {} }, { scheme: AlbScheme.INTERNAL },
  { targetType: AlbTargetType.IP }, { groupName: 'shop' }, { certificateArns: [] }, { httpPorts: [] }, { httpsPorts: [] }, { redirectToHttps: false }, { healthCheck: {} },
])('Ingresses cannot be both referenced and described by %j', (props) => {
  expect(() => route({ ingresses: [IngressReference.fromName('front')], ...props })).toThrow('[test/Traffic] got "ingresses" and');
});

test('a header route is one of an exact value', () => {
  const steps = (value: StringMatch) => [CanaryStep.canaryScale(CanaryScale.replicas(1)), CanaryStep.headerRoute('testers', [{ name: 'x-canary', value }])];
  const synth = (value: StringMatch) => {
    const app = new App();
    const chart = new Chart(app, 'test');
    new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { steps: steps(value) }) });
    return () => app.synthYaml();
  };
  expect(synth(StringMatch.exact('yes'))).not.toThrow();
  expect(synth(StringMatch.prefix('y'))).toThrow('exact');
});

test.each([Duration.millis(0), Duration.days(8)])('clients do not stay for %s', (stickiness) => {
  const app = new App();
  const chart = new Chart(app, 'test');
  new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart), stickiness });
  expect(() => app.synthYaml()).toThrow('durationSeconds must lie between 1 and 604800 (a week)');
});

test('it moves no blue-green rollout', () => {
  expect(() => synthesize((chart) => {
    const rollout: any = new BlueGreenRollout(chart, 'Api', { containers: [{ image: 'api:1', portNumber: 80 }] });
    new AlbTrafficRouting(chart, 'Traffic', { rollout });
  })).toThrow('[test/Traffic] "rollout" must be a CanaryRollout, got a BlueGreenRollout: a blue-green rollout moves its Services by itself');
});
