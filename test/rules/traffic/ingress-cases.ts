import { RuleCases } from '../rule-cases';

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

export const INGRESS_CASES: Record<string, RuleCases> = {
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
};
