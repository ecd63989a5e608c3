import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep, IstioTrafficRouting, NginxTrafficRouting,
  Rollout, ServiceReference, WorkloadReference,
} from '../../src';
import { manifestsOf, synthesizeWithout } from '../synthesize';

/** A Service that exists may come from elsewhere. */
const synthesize = synthesizeWithout('service-found');

const metadata = { name: 'api' };
const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];
const measuring = AnalysisTemplate.fromName('health', { arguments: [AnalysisArgument.serviceName()] });
const PAIR = ['Service/api-canary', 'Service/api-stable'];

function servicesOf(build: (chart: Chart) => void) {
  return synthesize(build).ids.filter((id) => id.startsWith('Service/')).sort();
}

function canary(chart: Chart, props: CanaryRolloutProps = {}) {
  return new CanaryRollout(chart, 'Api', { metadata, containers, ...props });
}

describe('the Services of a canary', () => {
  test.each<[string, string[], (chart: Chart) => void]>([
    ['nobody asks for them', [], canary],
    ['an analysis measures no Service', [], (chart) => canary(chart, { analysis: { templates: [AnalysisTemplate.fromName('health')] } })],
    ['the option asks for them', PAIR, (chart) => canary(chart, { services: {} })],
    ['nginx routes the traffic', PAIR, (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) })],
    ['Istio routes the traffic', PAIR, (chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart), hosts: ['api.example'] })],
    ['a background analysis measures the canary', PAIR, (chart) => canary(chart, { analysis: { templates: [measuring] } })],
    ['a step measures the canary', PAIR, (chart) => canary(chart, { steps: [CanaryStep.analysis({ templates: [measuring] })] })],
    ['both exist', [], (chart) => canary(chart, { stableService: ServiceReference.fromName('a'), canaryService: ServiceReference.fromName('b') }).canaryService],
    ['the stable one exists', ['Service/api-canary'], (chart) => canary(chart, { stableService: ServiceReference.fromName('a') })],
    ['the canary one exists', ['Service/api-stable'], (chart) => canary(chart, { canaryService: ServiceReference.fromName('b') })],
    ['Istio tells subsets apart', ['Service/api'], (chart) => new IstioTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart), hosts: ['api.example'], subsets: {},
    })],
    ['two others take turns', [], (chart) => new IstioTrafficRouting(chart, 'Traffic', {
      hosts: ['api.example'],
      rollout: canary(chart, { pingPong: { pingService: ServiceReference.fromName('ping'), pongService: ServiceReference.fromName('pong') } }),
    })],
    ['two of their own take turns', ['Service/api-ping', 'Service/api-pong'], (chart) => new IstioTrafficRouting(chart, 'Traffic', {
      hosts: ['api.example'],
      rollout: canary(chart, { pingPong: {}, services: {} }),
    })],
    ['one of their own takes turns with another', ['Service/api-pong'], (chart) => new IstioTrafficRouting(chart, 'Traffic', {
      hosts: ['api.example'],
      rollout: canary(chart, { pingPong: { pingService: ServiceReference.fromName('ping') } }),
    })],
  ])('where %s are %j', (_, expected, build) => {
    expect(servicesOf(build)).toEqual(expected);
  });

  test('cannot be asked for where two others take turns', () => {
    const pingPong = { pingService: ServiceReference.fromName('ping'), pongService: ServiceReference.fromName('pong') };
    expect(() => canary(new Chart(new App(), 'test'), { pingPong }).canaryService)
      .toThrow('[test/Api] has no stable and canary service, because with "pingPong" its two services take turns');
  });

  test('cannot be asked for before anything needs them', () => {
    expect(() => canary(new Chart(new App(), 'test')).stableService).toThrow('[test/Api] has no stable and canary service: nothing needs them yet');
  });

  test('look as the rollout is told', () => {
    const services = { type: kplus.ServiceType.NODE_PORT, labels: { team: 'shop' }, annotations: { 'example.com/health': '/ready' }, appProtocol: 'kubernetes.io/h2c' };
    const manifests = synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { services }) }));
    expect(manifests.find('Service', 'api-canary')).toMatchObject({
      metadata: { labels: { team: 'shop' }, annotations: { 'example.com/health': '/ready' } },
      spec: { type: 'NodePort', ports: [{ port: 8080, appProtocol: 'kubernetes.io/h2c' }] },
    });
  });

  test('are the same objects whoever asks', () => {
    const rollout = canary(new Chart(new App(), 'test'), { services: {} });
    expect(rollout.stableService).toBe(rollout.stableService);
  });
});

describe.each<[string, (chart: Chart) => Rollout]>([
  ['a canary with everything that measures or routes', (chart) => {
    const rollout = canary(chart, { analysis: { templates: [measuring] }, steps: [CanaryStep.analysis({ templates: [measuring] })] });
    new NginxTrafficRouting(chart, 'Nginx', { rollout });
    new IstioTrafficRouting(chart, 'Istio', { rollout });
    return rollout;
  }],
  ['a canary whose Services nobody asks for', canary],
  ['a blue-green rollout with both gates', (chart) => new BlueGreenRollout(chart, 'Api', {
    metadata, containers, prePromotionAnalysis: { templates: [measuring] }, postPromotionAnalysis: { templates: [measuring] },
  })],
])('rendering %s', (_, build) => {
  const chart = new Chart(new App(), 'test');
  build(chart);

  test('creates nothing', () => {
    const before = chart.node.root.node.findAll().map(({ node }) => node.path);
    manifestsOf(chart);
    expect(chart.node.root.node.findAll().map(({ node }) => node.path)).toEqual(before);
  });

  test('gives the same twice', () => {
    expect(chart.toJson()).toEqual(chart.toJson());
  });
});

describe('a created Service', () => {
  const service = (props: Partial<CanaryRolloutProps>) => synthesize((chart) => canary(chart, { services: {}, ...props })).find('Service', 'api-stable');

  test('selects all pods of the rollout, and leaves the version to the controller', () => {
    expect(service({})).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api-stable' },
      spec: { selector: { 'app.kubernetes.io/name': 'api' }, ports: [{ port: 8080 }] },
    });
  });

  test('is in the namespace of the rollout', () => {
    expect(service({ metadata: { name: 'api', namespace: 'shop' } }).metadata).toEqual({ name: 'api-stable', namespace: 'shop' });
  });

  test('selects by the given selector', () => {
    expect(service({ selector: { app: 'shop', tier: 'web' } }).spec.selector).toEqual({ app: 'shop', tier: 'web' });
  });

  test('has the ports of all containers, with their names', () => {
    const named = { image: 'registry.example/api:1', ports: [{ number: 8080, name: 'http' }, { number: 9090, name: 'metrics', protocol: kplus.Protocol.TCP }] };
    expect(service({ containers: [named] }).spec.ports)
      .toEqual([{ name: 'http', port: 8080 }, { name: 'metrics', port: 9090, protocol: 'TCP' }]);
  });

  test('has the ports that the rollout is given', () => {
    const servicePorts = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'metrics', port: 90, targetPort: 9090, nodePort: 30090 }];
    const ports = [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9090 }];
    expect(service({ servicePorts, containers: [{ image: 'registry.example/api:1', ports }] }).spec.ports).toEqual(servicePorts);
  });

  test('has the port of a container that is added later', () => {
    const manifests = synthesize((chart) => {
      const rollout = new CanaryRollout(chart, 'Api', { metadata, services: {} });
      rollout.addContainer(containers[0]);
    });
    expect(manifests.find('Service', 'api-canary').spec.ports).toEqual([{ port: 8080 }]);
  });

  test.each<[string, Partial<CanaryRolloutProps>]>([
    ['containers', { containers: [{ image: 'registry.example/api:1' }] }],
    ['a workload elsewhere', { containers: undefined, workloadRef: WorkloadReference.fromName('old-api', { podLabels: { app: 'old' } }) }],
  ])('cannot do without a port, when pods come from %s', (_, props) => {
    expect(() => service(props)).toThrow('[test/Api] has no port for a service: give a container a port, or the rollout "servicePorts"');
  });

  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    ['of one name, in two containers', {
      containers: [8080, 9090].map((number) => ({ name: `c-${number}`, image: 'registry.example/api:1', ports: [{ name: 'http', number }] })),
    }, 'two ports of one name for a service, got http'],
    ['of one number, in two containers', {
      containers: ['http', 'web'].map((name) => ({ name, image: 'registry.example/api:1', ports: [{ name, number: 8080 }] })),
    }, 'two ports of one number for a service, got 8080 (TCP)'],
    ['of one name, as they are given', { servicePorts: [80, 81].map((port) => ({ name: 'http', port })) }, 'two ports of one name for a service, got http'],
    ['of one number, as they are given', {
      servicePorts: [{ name: 'http', port: 80 }, { name: 'web', port: 80, protocol: kplus.Protocol.TCP }],
    }, 'two ports of one number for a service, got 80 (TCP)'],
    ['of one name, in a pod template', {
      containers: undefined,
      podTemplate: { spec: { containers: [8080, 9090].map((containerPort) => ({ name: `c-${containerPort}`, ports: [{ name: 'http', containerPort }] })) } },
    }, 'two ports of one name for a service, got http'],
  ])('has no two ports %s', (_, props, problem) => {
    const error = `[test/Api] has ${problem}: give the rollout "servicePorts" that differ, or the ports of its containers`;
    expect(() => service(props)).toThrow(error);
    expect(() => canary(new Chart(new App(), 'test'), props).exposeViaService()).toThrow(error);
  });

  test('can have one number for two protocols', () => {
    const servicePorts = [{ name: 'dns', port: 53, targetPort: 8080 }, { name: 'dns-udp', port: 53, targetPort: 8080, protocol: kplus.Protocol.UDP }];
    const ports = [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9090 }];
    expect(service({ servicePorts, containers: [{ image: 'registry.example/api:1', ports }] }).spec.ports).toEqual(servicePorts);
  });

  test('is named after a rollout with a generated name', () => {
    const manifests = synthesize((chart) => new BlueGreenRollout(chart, 'Api', { containers }));
    const { metadata: { name }, spec } = manifests.find('Rollout');
    expect(name).toMatch(/^test-api-[0-9a-f]+$/);
    expect(spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': name } });
    expect(spec.strategy.blueGreen).toEqual({ activeService: `${name}-active`, previewService: `${name}-preview` });
    expect(manifests.ids).toEqual([`Service/${name}-active`, `Service/${name}-preview`, `Rollout/${name}`]);
  });
});

describe('a reference to an existing Service', () => {
  test('of this app knows its name, ports and namespace', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'shop' });
    const service = new kplus.Service(chart, 'Shop', { metadata: { name: 'shop' }, ports: [{ port: 80 }, { port: 81, name: 'more' }] });
    const { name, ports, port, namespace } = ServiceReference.of(service);
    expect({ name, ports, port, namespace }).toEqual({ name: 'shop', ports: [80, 81], port: 80, namespace: 'shop' });
  });

  test('elsewhere has the ports it is given, or 80', () => {
    expect(ServiceReference.fromName('shop').ports).toEqual([80]);
    expect(ServiceReference.fromName('shop', { ports: [8080, 9090] }).port).toBe(8080);
    expect(ServiceReference.fromName('shop', { namedPorts: { http: 81 } }).ports).toEqual([81]);
    expect(ServiceReference.fromName('shop', { ports: [80], namedPorts: { admin: 9090 } }).ports).toEqual([80, 9090]);
  });

  describe('under measurement, by the name of its port', () => {
    const template = AnalysisTemplate.fromName('health', { arguments: [AnalysisArgument.servicePort('port', 'admin')] });
    const portOf = (of: (chart: Chart) => ServiceReference | undefined) => synthesize((chart) => canary(chart, {
      containers: [{ image: 'registry.example/api:1', ports: [{ number: 8080, name: 'http' }, { number: 9090, name: 'admin' }] }],
      analysis: { templates: [template] },
      canaryService: of(chart),
    })).find('Rollout').spec.strategy.canary.analysis.args;

    test.each<[string, (chart: Chart) => ServiceReference | undefined, string]>([
      ['the rollout\'s own', () => undefined, '9090'],
      ['one of this app', (chart) => ServiceReference.of(new ApiObject(chart, 'Shop', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'shop' },
        spec: {
          selector: { 'app.kubernetes.io/name': 'api' },
          ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'admin', port: 81, targetPort: 9090 }],
        },
      })), '81'],
      ['one elsewhere', () => ServiceReference.fromName('shop', { ports: [80], namedPorts: { admin: 82 } }), '82'],
    ])('%s has a number for it', (_, of, value) => {
      expect(portOf(of)).toEqual([{ name: 'port', value }]);
    });

    test.each<[string, Record<string, number> | undefined, string]>([
      ['others', { http: 80 }, 'service "shop" has no port named "admin": there is "http"'],
      ['one without a name', undefined, 'service "shop" has no port named "admin": there is 80 without a name'],
    ])('is refused where there are %s', (_, namedPorts, message) => {
      expect(() => portOf(() => ServiceReference.fromName('shop', { namedPorts }))).toThrow(message);
    });
  });

  test('without a port is no target', () => {
    expect(() => ServiceReference.fromName('shop', { ports: [] }).port).toThrow('service "shop" has no port');
  });
});

describe('exposing all pods of a rollout', () => {
  test('creates a Service beside those of the two versions', () => {
    const manifests = synthesize((chart) => canary(chart).exposeViaService({ name: 'api', serviceType: kplus.ServiceType.LOAD_BALANCER }));
    expect(manifests.find('Service').metadata).toEqual({ name: 'api' });
    expect(manifests.find('Service').spec).toEqual({
      selector: { 'cdk8s.io/metadata.addr': 'api' },
      ports: [{ port: 8080 }],
      type: 'LoadBalancer',
      externalIPs: [],
    });
  });

  test('selects the pods of a referenced workload', () => {
    const workloadRef = WorkloadReference.fromName('old-api', { podLabels: { app: 'old' }, ports: [8000] });
    const { spec } = synthesize((chart) => new CanaryRollout(chart, 'Api', { metadata, workloadRef }).exposeViaService({ name: 'api' })).find('Service');
    expect(spec.selector).toEqual({ app: 'old' });
    expect(spec.ports).toEqual([{ port: 8000 }]);
  });

  test('creates an Ingress for it', () => {
    const manifests = synthesize((chart) => canary(chart, { servicePorts: [{ port: 80, targetPort: 8080 }] }).exposeViaIngress('/api', { name: 'api' }));
    expect(manifests.find('Service').spec.ports).toEqual([{ port: 80, targetPort: 8080 }]);
    expect(manifests.find('Ingress').spec.rules).toEqual([{
      http: { paths: [{ path: '/api', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } }] },
    }]);
  });
});

describe('exposing a blue-green rollout', () => {
  const blueGreen = (chart: Chart) => new BlueGreenRollout(chart, 'Api', { metadata, containers });

  test('sends an Ingress to the active Service', () => {
    const manifests = synthesize((chart) => blueGreen(chart).exposeViaIngress('/api', { pathType: kplus.HttpIngressPathType.EXACT }));
    expect(manifests.find('Ingress').spec.rules).toEqual([{
      http: { paths: [{ path: '/api', pathType: 'Exact', backend: { service: { name: 'api-active', port: { number: 8080 } } } }] },
    }]);
    expect(manifests.ids.filter((id) => id.startsWith('Service/'))).toEqual(['Service/api-active', 'Service/api-preview']);
  });

  test('adds the path to an Ingress that exists', () => {
    const manifests = synthesize((chart) => {
      const ingress = new kplus.Ingress(chart, 'Front', { metadata: { name: 'front' } });
      blueGreen(chart).exposeViaIngress('/api', { ingress });
    });
    expect(manifests.find('Ingress').metadata.name).toBe('front');
  });

  test('refuses a Service for all pods', () => {
    expect(() => blueGreen(new Chart(new App(), 'test')).exposeViaService())
      .toThrow('[test/Api] a service for all pods would lead to versions that are not promoted: use "activeService" or "previewService"');
  });
});

test.each([
  { given: undefined, port: 80 },
  { given: 9090, port: 9090 },
])('a Service reference is a backend at port $port', ({ given, port }) => {
  const { spec } = synthesize((chart) => {
    const backend = ServiceReference.fromName('shop', { ports: [80, 9090] }).toIngressBackend(given);
    new kplus.Ingress(chart, 'Front', { rules: [{ path: '/', backend }] });
  }).find('Ingress');
  expect(spec.rules[0].http.paths[0].backend).toEqual({ service: { name: 'shop', port: { number: port } } });
});
