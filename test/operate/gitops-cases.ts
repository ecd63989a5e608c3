import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  AlbTrafficRouting, AmbassadorTrafficRouting, ApisixTrafficRouting, AppMeshTrafficRouting, CanaryRollout, CanaryRolloutProps, CanaryStep,
  GatewayApiTrafficRouting, GatewayRoute, HttpGatewayRule, IstioTrafficRouting, NginxTrafficRouting, PluginTrafficRouting, RouteParent,
  ObjectReference, SmiTrafficRouting, StringMatch, TraefikTrafficRouting, TrafficPlugin, VirtualServiceReference, WorkloadReference,
  WorkloadScaleDown,
} from '../../src';

/** What makes a row of the page true. */
export interface GitOpsCase {
  /** Objects of the same Application that no construct makes. */
  readonly elsewhere?: readonly Record<string, any>[];
  /** The kinds of objects to which the controller writes. */
  readonly written: readonly string[];
  /** What somebody else can change unseen, because the controller changes what is around it. */
  readonly hides?: readonly string[];
  build(chart: Chart): void;
}

function canary(chart: Chart, props: CanaryRolloutProps = {}): CanaryRollout {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    ...props.workloadRef ? {} : { containers: [{ image: 'api:1', portNumber: 80 }] },
    ...props,
  });
}

function istio(chart: Chart, props: CanaryRolloutProps = {}, virtualServices?: VirtualServiceReference[]) {
  new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, props), virtualServices });
}

function gateway(chart: Chart, props: CanaryRolloutProps = {}, rules?: HttpGatewayRule[]) {
  const routes = [GatewayRoute.http({ parents: [RouteParent.gateway('public')], rules })];
  new GatewayApiTrafficRouting(chart, 'Traffic', { rollout: canary(chart, props), routes });
}

function patch(chart: Chart, path: string, value: unknown) {
  ApiObject.of(chart.node.findChild('Api')).addJsonPatch(JsonPatch.add(path, value));
}

function appMesh(chart: Chart) {
  new AppMeshTrafficRouting(chart, 'Traffic', {
    rollout: canary(chart),
    virtualService: ObjectReference.fromName('api'),
    stableVirtualNode: ObjectReference.fromName('api-stable'),
    canaryVirtualNode: ObjectReference.fromName('api-canary'),
  });
}

const header = CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('2') }]);
const workload = WorkloadReference.fromName('orders', { podLabels: { app: 'orders' }, ports: [80], scaleDown: WorkloadScaleDown.ON_SUCCESS });
const streams = VirtualServiceReference.fromName('api', { tlsRoutes: [{ port: 443 }], tcpRoutes: [{ port: 5432 }] });
const weighted = [{ destination: { host: 'api-stable' }, weight: 100 }, { destination: { host: 'api-canary' }, weight: 0 }];
const BOTH = ['Service', 'Service', 'VirtualService'];

function object(apiVersion: string, kind: string, name: string, spec: Record<string, any>) {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
}

const MESH = 'appmesh.k8s.aws/v1beta2';

function meshNode(name: string) {
  return object(MESH, 'VirtualNode', name, { podSelector: { matchLabels: { 'app': 'api', 'rollouts-pod-template-hash': name } } });
}

/** By the first cells of the rows. */
export const GITOPS_CASES: Record<string, GitOpsCase> = {
  'the Services that a rollout names': {
    build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service'],
  },
  '`workloadRef` with `scaleDown`': {
    build: (chart) => canary(chart, { workloadRef: workload }),
    elsewhere: [object('apps/v1', 'Deployment', 'orders', {
      replicas: 5,
      selector: { matchLabels: { app: 'orders' } },
      template: { metadata: { labels: { app: 'orders' } }, spec: { containers: [{ name: 'main', image: 'orders:1' }] } },
    })],
    written: ['Deployment'],
  },
  'ingress-nginx': {
    build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service'],
  },
  'Gateway API, weights': { build: gateway, written: ['HTTPRoute', 'Service', 'Service'] },
  'Gateway API, a step that adds the route `testers`': {
    build: (chart) => gateway(chart, { steps: [header] }, [{ matches: [{ path: StringMatch.prefix('/a') }] }, { matches: [{ path: StringMatch.prefix('/b') }] }]),
    written: ['HTTPRoute', 'Service', 'Service'],
  },
  'Contour': {
    build: (chart) => new PluginTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart), plugin: TrafficPlugin.contour({ httpProxies: [ObjectReference.fromName('api')] }),
    }),
    elsewhere: [object('projectcontour.io/v1', 'HTTPProxy', 'api', {
      virtualhost: { fqdn: 'api.example' },
      routes: [{ services: [{ name: 'api-stable', port: 80, weight: 100 }, { name: 'api-canary', port: 80, weight: 0 }] }],
    })],
    written: ['HTTPProxy', 'Service', 'Service'],
  },
  'ALB': {
    build: (chart) => new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service'],
  },
  'ALB, a step that adds the route `testers`': {
    build: (chart) => new AlbTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { steps: [header] }) }),
    written: ['Service', 'Service', 'Ingress'],
  },
  'ALB, an Ingress of your own that has the weights in git': {
    build: (chart) => new AlbTrafficRouting(chart, 'Traffic', {
      rollout: canary(chart),
      metadata: { annotations: { 'alb.ingress.kubernetes.io/actions.api-stable': '{}' } },
    }),
    written: ['Service', 'Service', 'Ingress'],
  },
  'Istio, weights of the route `primary`': { build: istio, written: BOTH },
  'Istio, a step that adds the route `testers`': { build: (chart) => istio(chart, { steps: [header] }), written: BOTH },
  'Istio, a step with an experiment that has a weight': {
    build(chart) {
      istio(chart);
      patch(chart, '/spec/strategy/canary/steps', [{ experiment: { templates: [{ name: 'other', specRef: 'canary', weight: 5 }] } }]);
    },
    written: BOTH,
    hides: ['the destination of an HTTP route'],
  },
  'Istio, routes of TLS or TCP': {
    build: (chart) => istio(chart, {}, [streams]),
    elsewhere: [object('networking.istio.io/v1', 'VirtualService', 'api', {
      hosts: ['api'],
      tls: [{ match: [{ port: 443 }], route: weighted }],
      tcp: [{ match: [{ port: 5432 }], route: weighted }],
    })],
    written: BOTH,
  },
  'Istio, subsets': {
    build: (chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart), subsets: {} }),
    written: ['VirtualService', 'DestinationRule'],
  },
  'Traefik': {
    build: (chart) => new TraefikTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service', 'TraefikService'],
  },
  'Traefik, a TraefikService of your own': {
    build: (chart) => new TraefikTrafficRouting(chart, 'Traffic', { rollout: canary(chart), traefikService: ObjectReference.fromName('front') }),
    elsewhere: [object('traefik.io/v1alpha1', 'TraefikService', 'front', {
      weighted: { services: [{ name: 'api-stable', port: 80 }, { name: 'api-canary', port: 80 }, { name: 'other', port: 80, weight: 1 }] },
    })],
    written: ['Service', 'Service', 'TraefikService'],
  },
  'APISIX, also with a step that adds a route': {
    build: (chart) => new ApisixTrafficRouting(chart, 'Traffic', { rollout: canary(chart, { steps: [header] }) }),
    written: ['Service', 'Service', 'ApisixRoute'],
  },
  'Ambassador': {
    build: (chart) => new AmbassadorTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service'],
  },
  'SMI': {
    build: (chart) => new SmiTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
    written: ['Service', 'Service'],
  },
  'App Mesh, the pods of its nodes': {
    build: (chart) => appMesh(chart),
    elsewhere: [
      meshNode('api-stable'),
      meshNode('api-canary'),
      object(MESH, 'VirtualService', 'api', { provider: { virtualRouter: { virtualRouterRef: { name: 'api' } } } }),
      object(MESH, 'VirtualRouter', 'api', { routes: [{ name: 'http', httpRoute: { action: { weightedTargets: [] } } }] }),
    ],
    written: ['Service', 'Service', 'VirtualNode', 'VirtualNode'],
  },
  'App Mesh, the weights of its router, where the VirtualService is in the scope': {
    build(chart) {
      appMesh(chart);
      new ApiObject(chart, 'MeshService', {
        apiVersion: MESH, kind: 'VirtualService', metadata: { name: 'api' }, spec: { provider: { virtualRouter: { virtualRouterRef: { name: 'api' } } } },
      });
    },
    elsewhere: [
      meshNode('api-stable'),
      meshNode('api-canary'),
      object(MESH, 'VirtualRouter', 'api', {
        routes: [{
          name: 'http',
          httpRoute: { action: { weightedTargets: [{ virtualNodeRef: { name: 'api-stable' }, weight: 100 }, { virtualNodeRef: { name: 'api-canary' }, weight: 0 }] } },
        }],
      }),
    ],
    written: ['Service', 'Service', 'VirtualNode', 'VirtualNode', 'VirtualRouter'],
  },
};
