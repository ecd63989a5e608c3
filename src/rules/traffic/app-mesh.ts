import { Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { fieldsIn, isOf, MESH_SERVICE } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { Routed, routerRule } from './router-rule';

const GROUP = 'appmesh.k8s.aws';
const ROUTE_KINDS = ['httpRoute', 'tcpRoute', 'http2Route', 'grpcRoute'];

const ROUTER_REFERENCE = ['provider', 'virtualRouter', 'virtualRouterRef'];

/** A VirtualService of App Mesh, and the VirtualRouter behind it, as far as the bundle has them. */
function meshOf({ virtualService }: Fields, { rollout: { metadata: { namespace } }, bundle }: Routed): { service?: Manifest; router?: Manifest } {
  const service = virtualService && bundle.find(MESH_SERVICE, virtualService.name, namespace);
  if (!service) {
    return {};
  }
  const { name, namespace: other } = valueAt(service.spec, ROUTER_REFERENCE) ?? {};
  const router = bundle.find('VirtualRouter', name, other || service.metadata.namespace || namespace);
  return { service, router: isOf(router, GROUP) ? router : undefined };
}

const virtualServiceHasRouter = routerRule('appMesh', {
  id: 'virtual-service-has-router',
  stage: 'reconcile',
  why: 'the controller refuses a VirtualService that leads to a node directly: it splits requests in the VirtualRouter',
  check(fields, routed) {
    const { service } = meshOf(fields, routed);
    return !service || valueAt(service.spec, ROUTER_REFERENCE) ? [] : [{
      pointer: pointer('virtualService', 'name'),
      message: `VirtualService "${service.metadata.name}" needs a ${ROUTER_REFERENCE.join('.')}, got none`,
    }];
  },
});

const virtualRouterSplits = routerRule('appMesh', {
  id: 'virtual-router-splits',
  stage: 'reconcile',
  why: 'the controller refuses a VirtualRouter unless each of its routes has two weighted targets',
  check(fields, routed) {
    const { router } = meshOf(fields, routed);
    const routes = fieldsIn(valueAt(router?.spec, ['routes']));
    const said = routes.length === 0 ? ['needs routes, got none'] : routes.flatMap((route) => problem(route) ?? []);
    return !router ? [] : said.map((says) => ({ pointer: pointer('virtualService', 'name'), message: `VirtualRouter "${router.metadata.name}" ${says}` }));
  },
});

function targetsOf(route: Fields): Fields[] | undefined {
  const kind = ROUTE_KINDS.find((key) => route[key]);
  return kind ? fieldsIn(valueAt(route[kind], ['action', 'weightedTargets'])) : undefined;
}

function problem(route: Fields): string | undefined {
  const targets = targetsOf(route);
  return !targets ? `needs one of ${ROUTE_KINDS.join(', ')} in its route "${route.name}", got ${Object.keys(route).join(', ')}`
    : targets.length === 2 ? undefined : `needs two weightedTargets in its route "${route.name}", got ${targets.length}`;
}

const virtualNodesWeighted = routerRule('appMesh', {
  id: 'virtual-nodes-weighted',
  stage: 'never',
  why: 'the controller sets the weights of the nodes and routes that it finds, and says nothing of those that it does not',
  check(fields, routed) {
    const { router } = meshOf(fields, routed);
    return !router ? [] : [...missingRoutes(fields, router), ...missingNodes(fields, router)];
  },
});

function missingRoutes({ virtualService: { routes = [] } }: Fields, { metadata, spec }: Manifest): Violation[] {
  const names = fieldsIn(valueAt(spec, ['routes'])).map(({ name }) => name);
  return routes.flatMap((route: string, index: number) => names.includes(route) ? [] : [{
    pointer: pointer('virtualService', 'routes', index),
    message: `VirtualRouter "${metadata.name}" has no route "${route}", allowed are: ${names.join(', ') || 'none'}`,
  }]);
}

function missingNodes({ virtualNodeGroup, virtualService: { routes = [] } }: Fields, { metadata, spec }: Manifest): Violation[] {
  const split = fieldsIn(valueAt(spec, ['routes'])).filter(({ name }) => routes.length === 0 || routes.includes(name));
  return ['canaryVirtualNodeRef', 'stableVirtualNodeRef'].flatMap((key) => {
    const node = virtualNodeGroup?.[key]?.name;
    const route = split.find((one) => !targetsOf(one)?.some((target) => valueAt(target, ['virtualNodeRef', 'name']) === node));
    return !node || !route ? [] : [{
      pointer: pointer('virtualNodeGroup', key, 'name'),
      message: `VirtualRouter "${metadata.name}" must lead to VirtualNode "${node}" in its route "${route.name}", got `
        + `${targetsOf(route)?.map((target) => valueAt(target, ['virtualNodeRef', 'name'])).join(', ') || 'none'}`,
    }];
  });
}

export const APP_MESH_RULES: readonly Rule[] = [virtualServiceHasRouter, virtualRouterSplits, virtualNodesWeighted];
