import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';

const MAPPINGS = routed('ambassador: {mappings: [web]}');
const mapping = (spec: string, api = 'getambassador.io/v2') => together(MAPPINGS, `{apiVersion: ${api}, kind: Mapping, metadata: {name: web}, spec: {${spec}}}`);

export const AMBASSADOR_CASES: Record<string, RuleCases> = {
  'mapping-has-no-weight': {
    accepts: [mapping('service: api-stable'), mapping('weight: 0'), mapping('weight: 5', 'example.com/v1'), MAPPINGS],
    rejects: { [`${ROUTING}/ambassador/mappings/0: Mapping "web" must have no weight, got 5: leave it out`]: mapping('weight: 5') },
  },
  'mapping-leads-to-service': {
    accepts: ['api-stable', 'api-stable:80', '"http://api-stable.shop:80"'].map((service) => mapping(`service: ${service}`)),
    rejects: {
      [`${ROUTING}/ambassador/mappings/0: Mapping "web" must lead to "api-stable", got "web:80"`]: mapping('service: "web:80"'),
      [`${ROUTING}/ambassador/mappings/0: Mapping "web" must lead to "api-stable", got "no service"`]: mapping('prefix: /'),
    },
  },
};
