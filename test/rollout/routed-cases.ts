import { Chart, Duration } from 'cdk8s';
import {
  AlbTrafficRouting, AmbassadorTrafficRouting, ApisixTrafficRouting, AppMeshTrafficRouting, CanaryRollout, IngressReference, IstioTrafficRouting,
  NginxTrafficRouting, PluginTrafficRouting, ObjectReference, ServiceReference, SmiTrafficRouting, TrafficPlugin, TraefikTrafficRouting,
  VirtualServiceReference,
} from '../../src';

const [front, back] = ['front', 'back'].map((name) => ObjectReference.fromName(name));
const ingresses = ['front', 'back'].map((name) => IngressReference.fromName(name));
const routes = { routes: ['main'], tlsRoutes: [{ port: 443, sniHosts: ['app.example'] }], tcpRoutes: [{ port: 5432 }] };

/** Routers that together say all that a rollout can say of them. */
export const ROUTED: readonly ((chart: Chart, rollout: CanaryRollout) => unknown)[] = [
  (chart, rollout) => new AlbTrafficRouting(chart, 'Traffic', { rollout, stickiness: Duration.hours(1), annotationPrefix: 'own.example' }),
  (chart, rollout) => new AlbTrafficRouting(chart, 'Traffic', { rollout, ingresses, rootService: ServiceReference.fromName('root') }),
  (chart, rollout) => new AmbassadorTrafficRouting(chart, 'Traffic', { rollout, mappings: [front, back] }),
  (chart, rollout) => new ApisixTrafficRouting(chart, 'Traffic', { rollout, route: front, rules: ['one', 'two'] }),
  (chart, rollout) => new AppMeshTrafficRouting(chart, 'Traffic', {
    rollout, virtualService: front, routes: ['http'], stableVirtualNode: front, canaryVirtualNode: back,
  }),
  (chart, rollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout, virtualServices: [VirtualServiceReference.fromName('front', routes)] }),
  (chart, rollout) => new IstioTrafficRouting(chart, 'Traffic', {
    rollout, virtualServices: ['front', 'back'].map((name) => VirtualServiceReference.fromName(name, routes)),
  }),
  (chart, rollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout, subsets: { additional: [{ name: 'eu', weight: 10 }] } }),
  (chart, rollout) => new NginxTrafficRouting(chart, 'Traffic', {
    rollout,
    additionalIngressAnnotations: { 'canary-by-header': 'x-canary' },
    canaryIngressAnnotations: { 'example.com/note': 'look' },
    annotationPrefix: 'internal.nginx',
    maxTrafficWeight: 1000,
  }),
  (chart, rollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout, ingresses }),
  (chart, rollout) => new PluginTrafficRouting(chart, 'Traffic', { rollout, plugin: TrafficPlugin.of('acme/router', { route: 'api' }) }),
  (chart, rollout) => new SmiTrafficRouting(chart, 'Traffic', { rollout, trafficSplitName: 'split' }),
  (chart, rollout) => new TraefikTrafficRouting(chart, 'Traffic', { rollout }),
];
