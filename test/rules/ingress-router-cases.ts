import { RolloutCase } from './rollout-cases';

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

const nginx = (fields: string) => routed(`nginx: {stableIngress: front, ${fields}}`);
const invalid = (key: string, prefix = 'nginx.ingress.kubernetes.io') => `additionalIngressAnnotations are named without a prefix, or with "${prefix}/", got "${key}", `
  + `which becomes "${prefix}/${key}": write others in canaryIngressAnnotations`;
const own = (name: string) => `the annotation "nginx.ingress.kubernetes.io/${name}" belongs to the controller: leave it out, and set a total with maxTrafficWeight`;

const service = (name: string, ...ports: number[]) => object('v1', 'Service', `name: ${name}`, `ports: [${ports.map((port) => `{port: ${port}}`).join(', ')}]`);
const path = (port: string, name = 'api-stable') => ingress('name: front', `rules: [{http: {paths: [{backend: {service: {name: ${name}, port: {${port}}}}}]}}]`);
const needsName = (got: string | number) =>
  `${ROUTING}/alb/ingress: Ingress "front" needs the port name "use-annotation" in its path to Service "api-stable", got ${got}`;
const managed = (written: string) => ingress(`name: front, annotations: {rollouts.argoproj.io/managed-alb-annotations: '${written}'}`);
const noted = (written: string) =>
  `${ROUTING}/alb/ingress: Ingress "front" has an annotation rollouts.argoproj.io/managed-alb-annotations that belongs to the controller, got ${written}: leave it out`;
const made = (pointer: string, kind: string, name: string) =>
  `${pointer}: the controller makes ${kind} "${name}", which is deployed as well: leave it out, or rename it`;

export const INGRESS_ROUTER_CASES: Record<string, RolloutCase> = {
  'object-left-to-controller': {
    accepts: [
      together(routed(NGINX), ingress('name: front')),
      together(routed(NGINX), ingress('name: api-front-canary, ownerReferences: [{kind: Rollout, name: api}]')),
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
  'nginx-annotations-valid': {
    accepts: [
      nginx('annotationPrefix: custom.nginx.org, additionalIngressAnnotations: {canary-by-header: X-Beta, custom.nginx.org/canary-by-cookie: beta}'),
      nginx('canaryIngressAnnotations: {example.com/a: b}'), routed(NGINX), routed(ALB),
    ],
    rejects: {
      [`${ROUTING}/nginx/annotationPrefix: annotationPrefix is the domain before the slash of an annotation, such as nginx.ingress.kubernetes.io, got "custom.nginx.org/"`]:
        nginx('annotationPrefix: custom.nginx.org/'),
      [`${ROUTING}/nginx/additionalIngressAnnotations/example.com~1a: ${invalid('example.com/a')}`]: nginx('additionalIngressAnnotations: {example.com/a: b}'),
      [`${ROUTING}/nginx/additionalIngressAnnotations/nginx.ingress.kubernetes.io~1canary-by-header: ${invalid('nginx.ingress.kubernetes.io/canary-by-header', 'nginx.org')}`]:
        nginx('annotationPrefix: nginx.org, additionalIngressAnnotations: {nginx.ingress.kubernetes.io/canary-by-header: a}'),
      [`${ROUTING}/nginx/additionalIngressAnnotations/canary by header: ${invalid('canary by header')}`]: nginx('additionalIngressAnnotations: {canary by header: a}'),
    },
  },
  'nginx-annotations-free': {
    accepts: [nginx('additionalIngressAnnotations: {canary-by-header: X-Beta}'), nginx('canaryIngressAnnotations: {canary: "true"}'), routed(NGINX)],
    rejects: {
      [`${ROUTING}/nginx/additionalIngressAnnotations/canary-weight: ${own('canary-weight')}`]: nginx('additionalIngressAnnotations: {canary-weight: "50"}'),
      [`${ROUTING}/nginx/canaryIngressAnnotations/nginx.ingress.kubernetes.io~1canary-weight-total: ${own('canary-weight-total')}`]:
        nginx('canaryIngressAnnotations: {nginx.ingress.kubernetes.io/canary-weight-total: "1000"}'),
    },
  },
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
};
