import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';

const APP_MESH = routed('appMesh: {virtualService: {name: web}, virtualNodeGroup: {canaryVirtualNodeRef: {name: new}, stableVirtualNodeRef: {name: old}}}');
const ONE_ROUTE = APP_MESH.replace('{name: web}', '{name: web, routes: [all]}');
const appMesh = (routes: string, rollout = APP_MESH) => together(
  rollout,
  '{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualService, metadata: {name: web}, spec: {provider: {virtualRouter: {virtualRouterRef: {name: router}}}}}',
  `{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualRouter, metadata: {name: router}, spec: {routes: [${routes}]}}`,
);
const meshRoute = (name: string, ...nodes: string[]) =>
  `{name: ${name}, httpRoute: {action: {weightedTargets: [${nodes.map((node) => `{virtualNodeRef: {name: ${node}}, weight: 1}`).join(', ')}]}}}`;
const router = (place: string, says: string) => `${ROUTING}/appMesh/${place}: VirtualRouter "router" ${says}`;

export const APP_MESH_CASES: Record<string, RuleCases> = {
  'virtual-service-has-router': {
    accepts: [appMesh(meshRoute('all', 'new', 'old')), APP_MESH, together(APP_MESH, '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web}}')],
    rejects: {
      [`${ROUTING}/appMesh/virtualService/name: VirtualService "web" needs a provider.virtualRouter.virtualRouterRef, got none`]:
        together(APP_MESH, '{apiVersion: appmesh.k8s.aws/v1beta2, kind: VirtualService, metadata: {name: web}, spec: {provider: {virtualNode: {virtualNodeRef: {name: old}}}}}'),
    },
  },
  'virtual-router-splits': {
    accepts: [appMesh(meshRoute('all', 'new', 'old')), APP_MESH],
    rejects: {
      [router('virtualService/name', 'needs routes, got none')]: appMesh(''),
      [router('virtualService/name', 'needs one of httpRoute, tcpRoute, http2Route, grpcRoute in its route "all", got name, httpsRoute')]:
        appMesh('{name: all, httpsRoute: {}}'),
      [router('virtualService/name', 'needs two weightedTargets in its route "b", got 1')]: appMesh(`${meshRoute('a', 'new', 'old')}, ${meshRoute('b', 'old')}`),
      [router('virtualService/name', 'needs two weightedTargets in its route "all", got 0')]: appMesh('{name: all, httpRoute: {match: {}}}'),
    },
  },
  'virtual-nodes-weighted': {
    accepts: [
      appMesh(meshRoute('all', 'new', 'old')), APP_MESH, appMesh(`${meshRoute('all', 'new', 'old')}, ${meshRoute('other', 'a', 'b')}`, ONE_ROUTE),
    ],
    rejects: {
      [router('virtualService/routes/0', 'has no route "all", allowed are: every')]: appMesh(meshRoute('every', 'new', 'old'), ONE_ROUTE),
      [router('virtualNodeGroup/canaryVirtualNodeRef/name', 'must lead to VirtualNode "new" in its route "other", got a, old')]:
        appMesh(`${meshRoute('all', 'new', 'old')}, ${meshRoute('other', 'a', 'old')}`),
    },
  },
};
