import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string, fields = '') => canary(`trafficRouting: {${routing}}, ${fields}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const object = (apiVersion: string, kind: string, metadata: string, spec = '') =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const ingress = (metadata: string, spec = '') => object('networking.k8s.io/v1', 'Ingress', metadata, spec);
const ROUTING = '/spec/strategy/canary/trafficRouting';
const NGINX = 'nginx: {stableIngress: front}';
const ALB = 'alb: {ingress: front, servicePort: 80}';
const HEADER = 'steps: [{setHeaderRoute: {name: beta, match: [{headerName: a, headerValue: {exact: b}}]}}]';
const APISIX = 'apisix: {route: {name: web}}';
const made = (pointer: string, kind: string, name: string) =>
  `${pointer}: the controller makes ${kind} "${name}", which is deployed as well: leave it out, or rename it`;

export const MADE_OBJECTS_CASES: Record<string, RuleCases> = {
  'object-left-to-controller': {
    accepts: [
      together(routed(NGINX), ingress('name: front')),
      together(routed(NGINX), ingress('name: api-front-canary, ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api, uid: a1}]')),
      together(routed(ALB), ingress('name: api-front-canary')),
      together(routed('smi: {trafficSplitName: split}'), object('split.smi-spec.io/v1alpha1', 'TrafficSplit', 'name: api')),
      together(routed(APISIX, 'steps: [{setHeaderRoute: {name: beta}}]'), object('apisix.apache.org/v2', 'ApisixRoute', 'name: beta')),
      together(canary(HEADER), object('apisix.apache.org/v2', 'ApisixRoute', 'name: beta')),
    ],
    rejects: {
      [made(`${ROUTING}/nginx/stableIngress`, 'Ingress', 'api-front-canary')]: together(routed(NGINX), ingress('name: api-front-canary')),
      [made(`${ROUTING}/smi`, 'TrafficSplit', 'api')]: together(routed('smi: {}'), object('split.smi-spec.io/v1alpha1', 'TrafficSplit', 'name: api')),
      [made(`${ROUTING}/smi`, 'TrafficSplit', 'split')]:
        together(routed('smi: {trafficSplitName: split}'), object('split.smi-spec.io/v1alpha1', 'TrafficSplit', 'name: split')),
      [made(`${ROUTING}/ambassador/mappings/0`, 'Mapping', 'web-canary')]:
        together(routed('ambassador: {mappings: [web]}'), object('getambassador.io/v2', 'Mapping', 'name: web-canary')),
      [made('/spec/strategy/canary/steps/0/setHeaderRoute/name', 'ApisixRoute', 'beta')]:
        together(routed(APISIX, HEADER), object('apisix.apache.org/v2', 'ApisixRoute', 'name: beta')),
    },
  },
};
