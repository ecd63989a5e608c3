import { ApiObject } from 'cdk8s';
import { AppMeshTrafficRouting, AppMeshTrafficRoutingProps, ObjectReference } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { Manifests, synthesize } from '../synthesize';
import { canary } from './routed';

type Props = Omit<AppMeshTrafficRoutingProps, 'rollout'>;

const NAMED: Props = {
  virtualService: ObjectReference.fromName('api'),
  stableVirtualNode: ObjectReference.fromName('api-stable'),
  canaryVirtualNode: ObjectReference.fromName('api-canary'),
};
const NODES = { canaryVirtualNodeRef: { name: 'api-canary' }, stableVirtualNodeRef: { name: 'api-stable' } };

function route(props: Props): Manifests {
  return synthesize((chart) => new AppMeshTrafficRouting(chart, 'Traffic', { rollout: canary(chart), ...props }));
}

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: NAMED, routing: { virtualService: { name: 'api' }, virtualNodeGroup: NODES } },
  { props: { ...NAMED, routes: ['http'] }, routing: { virtualService: { name: 'api', routes: ['http'] }, virtualNodeGroup: NODES } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({
    stableService: 'api-stable', canaryService: 'api-canary', trafficRouting: { appMesh: routing },
  });
});

test('every field of App Mesh routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'appMesh');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('nothing is created but the Services', () => {
  expect(route(NAMED).ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Rollout/api']);
});

test('objects of this app are referenced', () => {
  const manifests = synthesize((chart) => {
    const mesh = (kind: string, name: string, spec: object) => ObjectReference.of(new ApiObject(chart, `${kind}${name}`, {
      apiVersion: 'appmesh.k8s.aws/v1beta2', kind, metadata: { name }, spec,
    }));
    const node = (name: string) => mesh('VirtualNode', name, { podSelector: { matchLabels: { app: 'api' } } });
    const virtualService = mesh('VirtualService', 'front', { provider: { virtualRouter: { virtualRouterRef: { name: 'front' } } } });
    new AppMeshTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart), virtualService, stableVirtualNode: node('old'), canaryVirtualNode: node('new'),
    });
  });
  expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.appMesh).toEqual({
    virtualService: { name: 'front' },
    virtualNodeGroup: { stableVirtualNodeRef: { name: 'old' }, canaryVirtualNodeRef: { name: 'new' } },
  });
});

test('an object of another kind is none', () => {
  expect(() => synthesize((chart) => {
    const virtualService = ObjectReference.of(new ApiObject(chart, 'Other', { apiVersion: 'v1', kind: 'ConfigMap' }));
    new AppMeshTrafficRouting(chart, 'Traffic', { rollout: canary(chart), ...NAMED, virtualService });
  })).toThrow('is to hold one object of kind VirtualService, got none');
});
