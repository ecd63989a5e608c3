import { albFields } from './alb-fields';
import { appMeshFields } from './app-mesh-fields';
import { istioFields } from './istio-fields';
import { OwnedFields, RoutedRollout } from './owned-fields';
import { pluginFields } from './plugin-fields';
import { apisixFields, traefikFields } from './weight-fields';

/**
 * What the controller writes for each router, beside the selectors of Services.
 */
export const ROUTER_FIELDS: Readonly<Record<string, (routing: any, rollout: RoutedRollout) => OwnedFields[]>> = {
  alb: albFields,
  // the canary's Mapping is the controller's, and that of the stable Service is only read
  ambassador: () => [],
  apisix: apisixFields,
  appMesh: appMeshFields,
  istio: istioFields,
  // the canary Ingress is made by the controller, is not in git, and belongs to the Rollout; the stable Ingress is only read
  nginx: () => [],
  plugins: pluginFields,
  // the TrafficSplit is the controller's
  smi: () => [],
  traefik: traefikFields,
};

/** The kinds of objects that are looked into for that. */
export const READ_KINDS: readonly string[] = [
  'ApisixRoute', 'GRPCRoute', 'HTTPProxy', 'HTTPRoute', 'Ingress', 'TCPRoute', 'TLSRoute', 'TraefikService', 'VirtualService',
];
