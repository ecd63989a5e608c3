import { RuleCases } from '../rule-cases';

const rollout = (spec: string, metadata = 'name: api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {${metadata}}, spec: {${spec}}}`;
const canary = (fields: string, metadata?: string) => rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, ${fields}}}`, metadata);
const routed = (routing: string, fields = '') => canary(`trafficRouting: {${routing}}, ${fields}`);

const ROUTING = '/spec/strategy/canary/trafficRouting';
const MESH = 'istio: {virtualService: {name: mesh}}';
const NAMED_MESH = 'istio: {virtualServices: [{name: mesh.edge, routes: [primary]}]}';

export const ROUTER_REFERENCES_CASES: Record<string, RuleCases> = {
  'router-names-objects': {
    accepts: ['nginx: {stableIngress: a}', 'nginx: {stableIngresses: [a, b]}', 'alb: {ingress: a}', MESH, NAMED_MESH, 'smi: {}']
      .map((routing) => routed(routing)),
    rejects: {
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got neither`]: routed('nginx: {}'),
      [`${ROUTING}/nginx: nginx needs exactly one of "stableIngress" and "stableIngresses", got both`]:
        routed('nginx: {stableIngress: a, stableIngresses: [b]}'),
      [`${ROUTING}/alb: alb needs exactly one of "ingress" and "ingresses", got both`]: routed('alb: {ingress: a, ingresses: []}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got neither`]: routed('istio: {virtualServices: []}'),
      [`${ROUTING}/istio: istio needs exactly one of "virtualService" and "virtualServices", got both`]:
        routed('istio: {virtualService: {name: a}, virtualServices: [{name: b}]}'),
    },
  },
  'router-fields-given': {
    accepts: ['ambassador: {mappings: [a]}', 'apisix: {route: {name: a}}', 'traefik: {weightedTraefikServiceName: a}', 'nginx: {}'].map((routing) => routed(routing)),
    rejects: {
      [`${ROUTING}/ambassador/mappings: ambassador needs a Mapping in "mappings", got none`]: routed('ambassador: {mappings: []}'),
      [`${ROUTING}/apisix/route: apisix needs an ApisixRoute in "route", got none`]: routed('apisix: {}'),
      [[`${ROUTING}/appMesh/virtualService: appMesh needs a VirtualService in "virtualService", got none`,
        `${ROUTING}/appMesh/virtualNodeGroup: appMesh needs a VirtualNode of each version in "virtualNodeGroup", got none`].join('\n')]: routed('appMesh: {}'),
      [`${ROUTING}/traefik/weightedTraefikServiceName: traefik needs a TraefikService in "weightedTraefikServiceName", got none`]:
        routed('traefik: {weightedTraefikServiceName: ""}'),
    },
  },
};
