import { RuleCases } from '../rule-cases';

const rollout = (routing: string) => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: '
  + `{stableService: api-stable, canaryService: api-canary, trafficRouting: {${routing}}}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const NGINX = rollout('nginx: {stableIngress: web}');
const ALB = rollout('alb: {ingress: web, servicePort: 80}');
const ingress = (metadata: string, spec: string) => `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, ${metadata}}, spec: {${spec}}}`;
const ofClass = (name: string) => ingress('', `ingressClassName: ${name}`);
const annotated = (name: string) => ingress(`annotations: {kubernetes.io/ingress.class: ${name}}`, 'ingressClassName: other');
const ingressClass = (name: string, controller: string) => `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: ${name}}, spec: {controller: ${controller}}}`;
const controller = (...args: string[]) => '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts}, spec: {template: {spec: {containers: '
  + `[{name: argo-rollouts, image: "quay.io/argoproj/argo-rollouts:v1.10.1", args: [${args.join(', ')}]}]}}}}`;
const AT = '/spec/strategy/canary/trafficRouting';

export const INGRESS_CLASS_CASES: Record<string, RuleCases> = {
  'ingress-class-fits': {
    accepts: [
      together(NGINX, ofClass('nginx')), together(NGINX, ofClass('internal')), together(ALB, ofClass('alb')), together(ALB, ingress('', '')), together(NGINX, annotated('nginx-internal')),
      together(NGINX, ofClass('public'), ingressClass('public', 'k8s.io/ingress-nginx')), together(ALB, ofClass('nginx'), ingressClass('nginx', 'ingress.k8s.aws/alb')),
      together(NGINX, ofClass('albatros')),
    ],
    rejects: {
      [`${AT}/alb/ingress: Ingress "web" is of class "nginx", which is served by nginx, got the router alb: take the router nginx`]: together(ALB, ofClass('nginx')),
      [`${AT}/nginx/stableIngress: Ingress "web" is of class "alb", which is served by alb, got the router nginx: take the router alb`]: together(NGINX, annotated('alb')),
      [`${AT}/nginx/stableIngress: Ingress "web" is of class "public" (ingress.k8s.aws/alb), which is served by alb, got the router nginx: take the router alb`]:
        together(NGINX, ofClass('public'), ingressClass('public', 'ingress.k8s.aws/alb')),
      [`${AT}/alb/ingress: Ingress "web" is of class "nginx-internal", which is served by nginx, got the router alb: take the router nginx`]:
        together(ALB, ofClass('nginx-internal')),
    },
  },
  'ingress-class-watched': {
    accepts: [
      together(NGINX, ofClass('nginx'), controller()), together(NGINX, ofClass('internal')), together(NGINX, ofClass('internal'), controller('--nginx-ingress-classes=internal')),
      together(NGINX, ofClass('internal'), controller('--nginx-ingress-classes', 'nginx', '--nginx-ingress-classes', 'internal')), together(ALB, ofClass('alb'), controller()),
      together(NGINX, ingress('', ''), controller()), together(NGINX, ofClass('internal'), controller().replace('argo-rollouts:v1', 'web:v1')),
    ],
    rejects: {
      [`${AT}/nginx/stableIngress: Ingress "web" is of class "internal", but the controller watches nginx: start it with --nginx-ingress-classes=internal`]:
        together(NGINX, ofClass('internal'), controller()),
      [`${AT}/alb/ingress: Ingress "web" is of class "alb", but the controller watches public: start it with --alb-ingress-classes=alb`]:
        together(ALB, ofClass('alb'), controller('--alb-ingress-classes=public')),
      [`${AT}/nginx/stableIngress: Ingress "web" is of class "b", but the controller watches a,b: start it with --nginx-ingress-classes=b`]:
        together(NGINX, ofClass('b'), controller('"--nginx-ingress-classes=a,b"')),
    },
  },
};
