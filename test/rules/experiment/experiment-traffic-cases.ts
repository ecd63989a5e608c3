import { RuleCases } from '../rule-cases';

const POD = 'metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a, ports: [{containerPort: 80}]}]}';
const METRICS = 'metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a, ports: [{name: metrics, containerPort: 90}]}]}';
const experiment = (fields: string, pod = POD) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: trial}, spec: {templates: [{name: new, selector: {matchLabels: {app: api}}, template: {${pod}}${fields}}]}}`;
const TWO = 'metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a, ports: [{name: http, containerPort: 80}, {name: metrics, containerPort: 90}]}]}';
const ROUTED = 'trafficRouting: {istio: {}}';
const rollout = (template: string, canary = ROUTED, pod = POD) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {${pod}}, strategy: {canary: {${canary}${canary && ', '}steps: [`
  + `{experiment: {duration: 5m, templates: [{name: new, specRef: canary${template}}]}}]}}}}`;
const service = (selector: string, name = 'api') => `{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {selector: {${selector}}}}`;
const deployment = (labels: string) =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {template: {metadata: {labels: {${labels}}}, spec: {}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const TEMPLATE = '/spec/strategy/canary/steps/0/experiment/templates/0';
const UNREACHED = 'nothing sends requests to the pods of this template, which listen on 80: give it a service';

export const EXPERIMENT_TRAFFIC_CASES: Record<string, RuleCases> = {
  'experiment-pods-reached': {
    accepts: [
      experiment(', service: {}'), experiment('', METRICS), together(experiment(''), service('app: api')), rollout(', service: {}'), rollout(', weight: 5'),
      rollout('', ''), together(rollout(''), service('app: api')), rollout('', 'trafficRouting: {istio: {}}', METRICS),
    ],
    rejects: {
      [`/spec/templates/0: ${UNREACHED}`]: experiment(''),
      // the controller narrows this Service to one version
      [`${TEMPLATE}: ${UNREACHED} or a weight`]: together(rollout('', `canaryService: api, ${ROUTED}`), service('app: api')),
    },
  },
  'experiment-pods-apart': {
    accepts: [
      experiment(''), together(experiment(''), service('app: api')), together(experiment(''), service('app: web'), deployment('app: web')),
      together(experiment(', service: {}'), rollout('', 'stableService: api, trafficRouting: {istio: {}}'), service('app: api')),
      together(rollout(''), service('app: api')),
    ],
    rejects: {
      ['/spec/templates/0/template/metadata/labels: Service "api", which leads to the pods of Deployment "api", leads to these pods as well: '
        + 'give them another value for app']: together(experiment(''), service('app: api'), deployment('app: api, tier: web')),
    },
  },
  'experiment-one-port-for-istio': {
    accepts: [rollout(', weight: 5'), rollout(', service: {}', ROUTED, TWO), rollout(', weight: 5', 'trafficRouting: {alb: {}}', TWO)],
    rejects: {
      [`${TEMPLATE}/weight: with Istio the pods of a template with a weight should declare one port, got 80, 90: requests may find none of them`]:
        rollout(', weight: 5', ROUTED, TWO),
    },
  },
  'experiment-port-for-alb': {
    accepts: [
      rollout(', weight: 5', 'trafficRouting: {alb: {servicePort: 80}}'), rollout(', service: {}', 'trafficRouting: {alb: {servicePort: 8080}}'),
      rollout(', weight: 5'),
    ],
    rejects: {
      [`${TEMPLATE}/weight: with ALB the pods of a template with a weight need a containerPort that is the servicePort (8080), got 80: `
        + 'let servicePort and the port of the Services be that of a container']: rollout(', weight: 5', 'trafficRouting: {alb: {servicePort: 8080}}'),
    },
  },
};
