import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const canary = (fields: string) => rollout(`strategy: {canary: {${fields}}}`);
const service = (selector: string) => `{apiVersion: v1, kind: Service, metadata: {name: api-canary}, spec: {selector: {${selector}}}}`;
const LABELLED = 'template: {metadata: {labels: {app: api}}}';
const WORKLOAD_REF = 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}';
const DEPLOYMENT = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {${LABELLED}}}`;
const blueGreen = (fields: string, others = '') => rollout(`strategy: {blueGreen: {activeService: api, ${fields}}}${others}`);
const withCanary = (fields: string, others = '') => rollout(`strategy: {canary: {${fields}}}${others}`);

export const SERVICES_CASES: Record<string, RuleCases> = {
  'services-differ': {
    accepts: [canary('stableService: a, canaryService: b'), canary(''), rollout('strategy: {blueGreen: {activeService: a}}')],
    rejects: {
      '/spec/strategy/canary/canaryService: stableService and canaryService must be different Services, got "a" for both':
        canary('stableService: a, canaryService: a'),
      '/spec/strategy/blueGreen/previewService: activeService and previewService must be different Services, got "a" for both':
        rollout('strategy: {blueGreen: {activeService: a, previewService: a}}'),
      '/spec/strategy/canary/pingPong/pongService: pingService and pongService must be different Services, got "a" for both':
        canary('pingPong: {pingService: a, pongService: a}'),
    },
  },
  'service-selects-pods': {
    accepts: [
      `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api')}`,
      rollout(`${LABELLED}, strategy: {canary: {canaryService: elsewhere}}`),
      `${rollout('workloadRef: {}, strategy: {canary: {canaryService: api-canary}}')}\n---\n${service('app: web')}`,
      `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api, rollouts-pod-template-hash: abc')}`,
      `${rollout(`${WORKLOAD_REF}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api')}\n---\n${DEPLOYMENT}`,
    ],
    rejects: {
      '/spec/strategy/canary/canaryService: Service "api-canary" selects tier: "web", but the pods of the rollout have "no such label"':
        `${rollout(`${WORKLOAD_REF}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('tier: web')}\n---\n${DEPLOYMENT}`,
      '/spec/strategy/canary/canaryService: Service "api-canary" selects app: "web", but the pods of the rollout have "api"':
        `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: web')}`,
      // YAML reads a number, and only the API server minds
      '/spec/strategy/canary/canaryService: Service "123" selects app: "web", but the pods of the rollout have "api"':
        `${rollout(`${LABELLED}, strategy: {canary: {canaryService: "123"}}`)}\n---\n${service('app: web').replace('name: api-canary', 'name: 123')}`,
    },
  },
  'service-named': {
    accepts: [blueGreen('previewService: ""'), withCanary('stableService: ""')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: activeService must be the name of a Service, got ""':
        rollout('strategy: {blueGreen: {activeService: "", previewService: a}}'),
      '/spec/strategy/canary/pingPong/pingService: pingService must be the name of a Service, got ""': withCanary('pingPong: {pingService: "", pongService: a}'),
      '/spec/strategy/canary/pingPong/pongService: pongService must be the name of a Service, got ""': withCanary('pingPong: {pingService: a, pongService: ""}'),
    },
  },
};
