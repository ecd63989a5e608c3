import { RolloutCase } from './rollout-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string) => canary(`trafficRouting: {${routing}}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const ingress = (spec: string) => `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: front}, spec: {${spec}}}`;
const paths = (...backends: string[]) => `{http: {paths: [${backends.map((backend) => `{backend: {${backend}}}`).join(', ')}]}}`;
const to = (name: string) => `service: {name: ${name}}`;
const path = (name: string) => `rules: [${paths(to(name))}]`;
const FILES = 'resource: {kind: StorageBucket, name: files}';
const ROUTING = '/spec/strategy/canary/trafficRouting';
const NGINX = 'nginx: {stableIngress: front}';
const ALB = 'alb: {ingress: front}';
const unreadable = (...places: string[]) => `Ingress "front" needs a Service behind each path of each rule, got none at ${places.join(', ')}: `
  + 'give other traffic an Ingress of its own';

const sticky = (enabled: boolean, seconds: number) => routed(`alb: {ingress: front, stickinessConfig: {enabled: ${enabled}, durationSeconds: ${seconds}}}`);
const stickiness = (got: number) => `${ROUTING}/alb/stickinessConfig/durationSeconds: durationSeconds must lie between 1 and 604800 (a week), got ${got}`;

const MAPPINGS = routed('ambassador: {mappings: [web]}');
const mapping = (spec: string, api = 'getambassador.io/v2') => together(MAPPINGS, `{apiVersion: ${api}, kind: Mapping, metadata: {name: web}, spec: {${spec}}}`);

const TRAEFIK = routed('traefik: {weightedTraefikServiceName: web}');
const traefik = (spec: string) => together(TRAEFIK, `{apiVersion: traefik.io/v1alpha1, kind: TraefikService, metadata: {name: web}, spec: {${spec}}}`);
const weighted = (...services: string[]) => traefik(`weighted: {services: [${services.map((service) => `{${service}}`).join(', ')}]}`);

export const ROUTED_OBJECT_CASES: Record<string, RolloutCase> = {
  'ingress-leads-to-service': {
    accepts: [
      together(routed('nginx: {stableIngress: front}'), ingress(path('api-stable'))),
      together(routed('alb: {ingress: front, rootService: root}'), ingress(path('root'))),
      together(routed('nginx: {stableIngress: elsewhere}, alb: {ingress: front, rootService: root}'), ingress(path('root'))),
      together(routed('nginx: {stableIngress: front}'), ingress(path('web')).replace('networking.k8s.io', 'example.com')),
      routed('nginx: {stableIngress: front}'),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: web`]:
        together(routed('nginx: {stableIngress: front}'), ingress(path('web'))),
      [`${ROUTING}/nginx/stableIngresses/1: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: none`]:
        together(routed('nginx: {stableIngresses: [back, front]}'), ingress('defaultBackend: {service: {name: api-stable}}')),
      [`${ROUTING}/nginx/stableIngress: Ingress "front" needs a rule with a path to Service "api-stable", got paths to: root`]:
        together(routed('nginx: {stableIngress: front}, alb: {ingress: elsewhere, rootService: root}'), ingress(path('root'))),
      [`${ROUTING}/alb/ingress: Ingress "front" needs a rule with a path to Service "root", got paths to: api-stable`]:
        together(routed('alb: {ingress: front, rootService: root}'), ingress(path('api-stable'))),
    },
  },
  'ingress-readable': {
    accepts: [
      together(routed(NGINX), ingress(`rules: [${paths(to('web'), to('api-stable'))}]`)),
      together(routed(ALB), ingress(`rules: [{host: a}, ${paths(to('api-stable'), FILES)}]`)),
      together(routed(NGINX), ingress(`rules: [${paths('serviceName: api-stable')}]`).replace('/v1', '/v1beta1')),
      routed(NGINX),
    ],
    rejects: {
      [`${ROUTING}/nginx/stableIngress: ${unreadable('spec.rules[0].http.paths[1]')}`]:
        together(routed(NGINX), ingress(`rules: [${paths(to('api-stable'), FILES)}]`)),
      [`${ROUTING}/nginx/stableIngress: ${unreadable('spec.rules[0]', 'spec.rules[1].http.paths[0]')}`]:
        together(routed(NGINX), ingress(`rules: [{host: a}, ${paths(FILES, to('api-stable'))}]`)),
      [`${ROUTING}/alb/ingress: ${unreadable('spec.rules[0].http.paths[0]')}`]:
        together(routed(ALB), ingress(`rules: [${paths(FILES, to('api-stable'), FILES)}]`)),
      [`${ROUTING}/alb/ingress: ${unreadable('spec.rules[0].http.paths[1]', 'spec.rules[1]')}`]:
        together(routed(`${ALB}, managedRoutes: [{name: beta}]`), ingress(`rules: [${paths(to('api-stable'), FILES)}, {host: a}]`)),
    },
  },
  'stickiness-in-range': {
    accepts: [sticky(true, 604800), sticky(true, 1), sticky(false, 0), routed(ALB), routed(NGINX)],
    rejects: { [stickiness(0)]: sticky(true, 0), [stickiness(604801)]: sticky(true, 604801) },
  },
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
