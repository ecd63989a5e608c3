import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';

const TRAEFIK = routed('traefik: {weightedTraefikServiceName: web}');
const traefik = (spec: string) => together(TRAEFIK, `{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: web}, spec: {${spec}}}`);
const weighted = (...services: string[]) => traefik(`weighted: {services: [${services.map((service) => `{${service}}`).join(', ')}]}`);

export const TRAEFIK_CASES: Record<string, RuleCases> = {
  'traefik-service-splits': {
    accepts: [weighted('name: api-stable', 'name: api-canary'), weighted('name: api-stable', 'name: api-canary', 'kind: Service'), TRAEFIK],
    rejects: {
      [`${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "api-canary" among its weighted.services, got api-stable`]: weighted('name: api-stable'),
      [`${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "api-stable" among its weighted.services, got api-canary, one without a name, api-stable`]:
        weighted('name: api-canary', 'kind: Service', 'name: api-stable'),
      [['api-canary', 'api-stable'].map((service) => `${ROUTING}/traefik/weightedTraefikServiceName: TraefikService "web" needs "${service}" among its weighted.services, got none`)
        .join('\n')]: traefik('mirroring: {name: api-stable}'),
    },
  },
};
