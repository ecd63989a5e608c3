import { RuleCases } from '../rule-cases';

const canary = (fields: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, ${fields}}}}}`;
const routed = (routing: string, fields = '') => canary(`trafficRouting: {${routing}}, ${fields}`);
const ROUTING = '/spec/strategy/canary/trafficRouting';
const NGINX = 'nginx: {stableIngress: front}';
const ALB = 'alb: {ingress: front, servicePort: 80}';

const nginx = (fields: string) => routed(`nginx: {stableIngress: front, ${fields}}`);
const invalid = (key: string, prefix = 'nginx.ingress.kubernetes.io') => `additionalIngressAnnotations are named without a prefix, or with "${prefix}/", got "${key}", `
  + `which becomes "${prefix}/${key}": write others in canaryIngressAnnotations`;
const own = (name: string) => `the annotation "nginx.ingress.kubernetes.io/${name}" belongs to the controller: leave it out, and set a total with maxTrafficWeight`;

export const NGINX_CASES: Record<string, RuleCases> = {
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
};
