import { RuleCases } from '../rule-cases';

const HEADER = 'steps: [{setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}}]';
const MIRROR = 'steps: [{setMirrorRoute: {name: beta, match: [{method: {exact: GET}}]}}]';
const SUBSETS = 'destinationRule: {name: subsets, canarySubsetName: new, stableSubsetName: old}';
const services = 'stableService: api-stable, canaryService: api-canary';

const rollout = (istio: string, canary: string, namespace = ', namespace: prod') => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, '
  + `metadata: {name: api${namespace}}, spec: {strategy: {canary: {trafficRouting: {istio: {${istio}}, managedRoutes: [{name: beta}]}, ${canary}}}}}`;
const rule = (host: string) => `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: subsets, namespace: prod}, spec: {host: ${host}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const said = (place: string, action: string, host: string) => `/spec/strategy/canary/trafficRouting/istio/${place}/name: VirtualService "mesh" is in namespace "edge", `
  + `where the route of ${action} leads to Service "${host}" of that namespace: move it to "prod", or tell the versions apart by a DestinationRule whose host is a full name`;

const EDGE = 'virtualService: {name: mesh.edge}';

export const FOREIGN_VIRTUAL_SERVICE_CASES: Record<string, RuleCases> = {
  'route-steps-find-host': {
    accepts: [
      rollout('virtualService: {name: mesh}', `${services}, ${HEADER}`),
      rollout('virtualService: {name: mesh.prod}', `${services}, ${HEADER}`),
      rollout(EDGE, services),
      `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api, namespace: prod}, spec: {strategy: {canary: {${services}, ${HEADER}}}}}`,
      rollout(EDGE, `${services}, steps: [{setHeaderRoute: {name: beta}}]`),
      rollout(EDGE, `${services}, ${HEADER}`, ''),
      rollout(`${EDGE}, ${SUBSETS}`, HEADER),
      together(rollout(`${EDGE}, ${SUBSETS}`, HEADER), rule('api.prod.svc.cluster.local')),
    ],
    rejects: {
      [said('virtualService', 'setHeaderRoute', 'api-canary')]: rollout(EDGE, `${services}, ${HEADER}`),
      [said('virtualServices/1', 'setMirrorRoute', 'pong')]:
        rollout('virtualServices: [{name: mesh}, {name: mesh.edge}]', `pingPong: {pingService: ping, pongService: pong}, ${MIRROR}`),
      [said('virtualService', 'setHeaderRoute', 'api')]: together(rollout(`${EDGE}, ${SUBSETS}`, HEADER), rule('api')),
    },
  },
};
