import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  BlueGreenRollout, CanaryRollout, IngressReference, NginxTrafficRouting, ServiceReference, WorkloadReference, WorkloadScaleDown,
} from '../../src';
import { synthesizeWithout } from '../synthesize';

/** What such a construct holds is not looked at here. */
const synthesize = synthesizeWithout('service-has-selector', 'service-port-declared');

const metadata = { name: 'api' };
const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];
const template = {
  metadata: { labels: { app: 'old' } },
  spec: { containers: [{ name: 'api', image: 'registry.example/api:1', ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '100m' } } }] },
};

const serviceBody = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', namespace: 'market' }, spec: { ports: [{ port: 80 }, { port: 81, name: 'more' }] } };
const ingressBody = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'front' },
  spec: {
    ingressClassName: 'nginx',
    rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api-stable', port: { number: 8080 } } } }] } }],
  },
};
const deploymentBody = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'old-api' }, spec: { replicas: 0, selector: { matchLabels: { app: 'old' } }, template },
};

/** A class of a library that is not ours. */
class Shop extends Construct {
  constructor(scope: Construct, id: string, ...bodies: { kind: string; apiVersion: string }[]) {
    super(scope, id);
    bodies.forEach((body, index) => new ApiObject(this, `Object${index}`, body));
  }
}

function include(chart: Chart, ...bodies: object[]): Include {
  const file = join(mkdtempSync(join(tmpdir(), 'include-')), 'objects.yaml');
  writeFileSync(file, bodies.map((body) => JSON.stringify(body)).join('\n---\n'));
  return new Include(chart, 'Include', { url: file });
}

const chartOf = (namespace?: string) => new Chart(new App(), 'test', { namespace });

describe('a Service', () => {
  test.each<[string, (chart: Chart) => Construct]>([
    ['raw', (chart) => new ApiObject(chart, 'Service', serviceBody)],
    ['included', (chart) => include(chart, serviceBody, ingressBody)],
    ['of another library', (chart) => new Shop(chart, 'Shop', serviceBody, ingressBody)],
  ])('that is %s tells name, ports and namespace', (_, make) => {
    const { name, ports, port, namespace } = ServiceReference.of(make(chartOf()));
    expect({ name, ports, port, namespace }).toEqual({ name: 'shop', ports: [80, 81], port: 80, namespace: 'market' });
  });

  test('is as it is written when it is asked: patched, late, and with the namespace of its chart', () => {
    const late: { port: number }[] = [];
    const object = new ApiObject(chartOf('shop'), 'Service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { ports: Lazy.any({ produce: () => late }) },
    });
    const reference = ServiceReference.of(object);
    late.push({ port: 90 });
    object.addJsonPatch(JsonPatch.replace('/metadata/name', 'renamed'));
    expect([reference.name, reference.port, reference.namespace]).toEqual(['renamed', 90, 'shop']);
  });

  test('of cdk8s-plus can get its ports later', () => {
    const service = new kplus.Service(chartOf(), 'Shop', { metadata: { name: 'shop' } });
    const reference = ServiceReference.of(service);
    service.bind(80);
    expect(reference.port).toBe(80);
  });

  test('can be the active one of a rollout', () => {
    const manifests = synthesize((chart) => {
      const activeService = ServiceReference.of(include(chart, {
        ...serviceBody, metadata: { name: 'shop' }, spec: { selector: { 'app.kubernetes.io/name': 'api' }, ports: [{ port: 8080 }] },
      }));
      new BlueGreenRollout(chart, 'Api', { metadata, containers, activeService });
    });
    expect(manifests.find('Rollout').spec.strategy.blueGreen.activeService).toBe('shop');
  });
});

test('an Ingress can be any construct that holds one', () => {
  const manifests = synthesize((chart) => {
    const rollout = new CanaryRollout(chart, 'Api', { metadata, containers });
    new NginxTrafficRouting(chart, 'Traffic', { rollout, ingresses: [IngressReference.of(include(chart, ingressBody))] });
  });
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.nginx.stableIngress).toBe('front');
});

describe('a workload', () => {
  const rolloutOf = (chart: Chart, workload: Construct) => new BlueGreenRollout(chart, 'Api', { metadata, workloadRef: WorkloadReference.of(workload) });

  test.each<[string, (chart: Chart) => Construct]>([
    ['raw', (chart) => new ApiObject(chart, 'Old', deploymentBody)],
    ['included', (chart) => include(chart, deploymentBody, serviceBody)],
  ])('that is %s gives the rollout its labels and ports', (_, make) => {
    const manifests = synthesize((chart) => rolloutOf(chart, make(chart)));
    expect(manifests.find('Rollout').spec.workloadRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'old-api' });
    expect(manifests.find('Service', 'api-active').spec).toEqual({ selector: { app: 'old' }, ports: [{ port: 8080 }] });
  });

  test('that is a PodTemplate has no selector, so the rollout selects its labels', () => {
    const manifests = synthesize((chart) => rolloutOf(chart, new ApiObject(chart, 'Old', { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'pods' }, template })));
    expect(manifests.find('Rollout').spec).toMatchObject({
      workloadRef: { apiVersion: 'v1', kind: 'PodTemplate', name: 'pods' }, selector: { matchLabels: { app: 'old' } },
    });
  });

  test('that is a ReplicaSet is referenced as one', () => {
    const manifests = synthesize((chart) => rolloutOf(chart, new ApiObject(chart, 'Old', { ...deploymentBody, kind: 'ReplicaSet' })));
    expect(manifests.find('Rollout').spec.workloadRef).toEqual({ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'old-api' });
  });

  test('tells an autoscaler what its containers ask for', () => {
    const manifests = synthesize((chart) => new kplus.HorizontalPodAutoscaler(chart, 'Scaler', {
      target: rolloutOf(chart, new ApiObject(chart, 'Old', deploymentBody)), maxReplicas: 9,
    }));
    expect(manifests.find('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe('api');
  });

  test('of cdk8s-plus is not rendered for it, which would add its spread once more', () => {
    const deployment = (chart: Chart) => new kplus.Deployment(chart, 'Old', { metadata: { name: 'old-api' }, containers, replicas: 0, spread: true });
    const alone = synthesize((chart) => [deployment(chart), new BlueGreenRollout(chart, 'Api', { metadata, containers })]).find('Deployment');
    expect(synthesize((chart) => rolloutOf(chart, deployment(chart))).find('Deployment')).toEqual(alone);
  });

  test('of cdk8s-plus states no replicas where the controller sets them', () => {
    const manifests = synthesize((chart) => {
      const deployment = new kplus.Deployment(chart, 'Old', { metadata: { name: 'old-api' }, containers, replicas: 4 });
      new CanaryRollout(chart, 'Api', { metadata, workloadRef: WorkloadReference.of(deployment, { scaleDown: WorkloadScaleDown.ON_SUCCESS }) });
    });
    expect(manifests.find('Deployment').spec).not.toHaveProperty('replicas');
  });
});

describe('is refused, with the path of the construct:', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['none', (chart) => ServiceReference.of(new Shop(chart, 'Shop', ingressBody)),
      '[test/Shop] is to hold one object of kind Service, got none: give the object itself, or refer to it by its name'],
    ['several', (chart) => IngressReference.of(new Shop(chart, 'Shop', ingressBody, { ...ingressBody, metadata: { name: 'back' } } as any)),
      '[test/Shop] is to hold one object of kind Ingress, got Ingress "front", Ingress "back": give the object itself, or refer to it by its name'],
    ['another kind', (chart) => WorkloadReference.of(new ApiObject(chart, 'Daemon', { ...deploymentBody, kind: 'DaemonSet' })),
      '[test/Daemon] is to hold one object of kind Deployment or ReplicaSet or PodTemplate, got none: give the object itself, or refer to it by its name'],
    ['no construct', () => ServiceReference.of(serviceBody as any),
      'ServiceReference.of: "service" must be an IConstruct, got {"apiVersion":"v1","kind":"Service","metadata":{"name":"shop","namespace":"marke…'],
  ])('%s', (_, build, message) => {
    expect(() => build(chartOf())).toThrow(new Error(message));
  });
});
