import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ROUTING = '/spec/strategy/canary/trafficRouting';

const APISIX = routed('apisix: {route: {name: web}}');
const apisix = (http: string, rollout = APISIX) => together(rollout, `{apiVersion: apisix.apache.org/v2, kind: ApisixRoute, metadata: {name: web}, spec: {http: [${http}]}}`);
const backends = (...names: string[]) => `backends: [${names.map((name) => `{serviceName: ${name}}`).join(', ')}]`;
const apisixRoute = (says: string) => `${ROUTING}/apisix/route/name: ApisixRoute "web" ${says}`;

export const APISIX_CASES: Record<string, RuleCases> = {
  'apisix-route-splits': {
    accepts: [
      apisix(`{name: web, ${backends('api-stable', 'api-canary')}}`), APISIX,
      apisix(`{name: other}, {name: main, ${backends('api-stable', 'api-canary', 'web')}}, {}`, APISIX.replace('{name: web}', '{name: web, rules: [main]}')),
    ],
    rejects: {
      [apisixRoute('needs the rule "web" in http, got main')]: apisix('{name: main}'),
      [apisixRoute('needs the rule "web" in http, got one without a name, web')]: apisix('{}, {name: web}'),
      [apisixRoute('needs the backend "api-canary" in its rule "web", got api-stable')]: apisix(`{name: web, ${backends('api-stable')}}`),
      [apisixRoute('needs the backend "api-stable" in its rule "web", got api-canary, one without a Service, api-stable')]:
        apisix('{name: web, backends: [{serviceName: api-canary}, {}, {serviceName: api-stable}]}'),
    },
  },
};
