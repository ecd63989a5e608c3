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

const service = (name: string, ...ports: number[]) => object('v1', 'Service', `name: ${name}`, `ports: [${ports.map((port) => `{port: ${port}}`).join(', ')}]`);
const path = (port: string, name = 'api-stable') => ingress('name: front', `rules: [{http: {paths: [{backend: {service: {name: ${name}, port: {${port}}}}}]}}]`);
const needsName = (got: string | number) =>
  `${ROUTING}/alb/ingress: Ingress "front" needs the port name "use-annotation" in its path to Service "api-stable", got ${got}`;
const managed = (written: string) => ingress(`name: front, annotations: {rollouts.argoproj.io/managed-alb-annotations: '${written}'}`);
const noted = (written: string) =>
  `${ROUTING}/alb/ingress: Ingress "front" has an annotation rollouts.argoproj.io/managed-alb-annotations that belongs to the controller, got ${written}: leave it out`;
const routedBy = (routing: string) => canary(`trafficRouting: {${routing}}`);
const ALB_FRONT = 'alb: {ingress: front}';

const sticky = (enabled: boolean, seconds: number) => routedBy(`alb: {ingress: front, stickinessConfig: {enabled: ${enabled}, durationSeconds: ${seconds}}}`);
const stickiness = (got: number) => `${ROUTING}/alb/stickinessConfig/durationSeconds: durationSeconds must lie between 1 and 604800 (a week), got ${got}`;

export const ALB_CASES: Record<string, RuleCases> = {
  'alb-port-served': {
    accepts: [
      together(routed(ALB), service('api-stable', 443, 80), service('api-canary', 80)), together(routed(ALB), object('v1', 'Service', 'name: api-stable')),
      together(routed(ALB, 'pingPong: {pingService: ping, pongService: pong}'), service('api-stable', 443), service('ping', 80)), routed(NGINX),
    ],
    rejects: {
      [`${ROUTING}/alb/servicePort: servicePort must be a port of Service "api-stable" (8080, 443), got 80`]: together(routed(ALB), service('api-stable', 8080, 443)),
      [`${ROUTING}/alb/servicePort: servicePort must be a port of Service "pong" (8080), got 80`]:
        together(routed(ALB, 'pingPong: {pingService: ping, pongService: pong}'), service('pong', 8080)),
    },
  },
  'alb-action-read': {
    accepts: [
      together(routed(ALB), path('name: use-annotation')), together(routed(ALB), path('number: 80', 'web')), together(routed(NGINX), path('number: 80')),
      together(routed('alb: {ingress: front, rootService: root}'), path('number: 80')),
      // neither the rollout nor the path names a Service
      together(routed(ALB).replace('stableService: api-stable, ', ''), ingress('name: front', 'rules: [{http: {paths: [{backend: {resource: {kind: Bucket, name: a}}}]}}]')),
    ],
    rejects: { [needsName(80)]: together(routed(ALB), path('number: 80')), [needsName('http')]: together(routed(ALB), path('name: http')), [needsName('none')]: together(routed(ALB), path('')) },
  },
  'alb-annotations-parse': {
    accepts: [together(routed(ALB), managed('{"api": ["alb.ingress.kubernetes.io/actions.a"]}')), together(routed(ALB), ingress('name: front')), together(routed(NGINX), managed('a'))],
    rejects: { [noted('"a:b"')]: together(routed(ALB), managed('a:b')), [noted('"{\\"api\\": \\"a\\"}"')]: together(routed(ALB), managed('{"api": "a"}')) },
  },
  'stickiness-in-range': {
    accepts: [sticky(true, 604800), sticky(true, 1), sticky(false, 0), routedBy(ALB_FRONT), routedBy(NGINX)],
    rejects: { [stickiness(0)]: sticky(true, 0), [stickiness(604801)]: sticky(true, 604801) },
  },
};
