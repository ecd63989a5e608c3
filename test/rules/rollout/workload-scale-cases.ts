import { RuleCases } from '../rule-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);
const scaler = (target: string, others = '') =>
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: cpu${others}}, spec: {scaleTargetRef: {${target}}, maxReplicas: 3}}`;
const adopting = (fields = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: web}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api${fields}}}}`;
const deployment = (replicas: string) => `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {${replicas}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const TARGET = 'apiVersion: apps/v1, kind: Deployment, name: api';
const VERTICAL = `{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: requests}, spec: {targetRef: {${TARGET}}}}`;

export const WORKLOAD_SCALE_CASES: Record<string, RuleCases> = {
  'workload-shrinks': {
    accepts: [
      together(adopting(', scaleDown: onsuccess'), deployment('replicas: 3')), together(adopting(), deployment('replicas: 0')), adopting(),
    ],
    rejects: {
      ['/spec/workloadRef: Deployment "api" keeps its pods, got 3 replicas and no scaleDown: '
        + 'give scaleDown onsuccess or progressively, and leave replicas out of the Deployment']: together(adopting(), deployment('replicas: 3')),
      ['/spec/workloadRef: Deployment "api" keeps its pods, got 1 replica and scaleDown never: '
        + 'give scaleDown onsuccess or progressively']: together(adopting(', scaleDown: never'), deployment('')),
    },
  },
  'workload-size-left-out': {
    accepts: [
      together(adopting(', scaleDown: onsuccess'), deployment('')), together(adopting(', scaleDown: onsuccess'), deployment('replicas: 0')),
      together(adopting(', scaleDown: never'), deployment('replicas: 3')), together(adopting(), deployment('replicas: 3')), adopting(', scaleDown: onsuccess'),
    ],
    rejects: {
      '/spec/workloadRef/scaleDown: scaleDown sets the size of Deployment "api", got 3 replicas there: leave replicas out of the Deployment':
        together(adopting(', scaleDown: onsuccess'), deployment('replicas: 3')),
      '/spec/workloadRef/scaleDown: scaleDown sets the size of Deployment "api", got 1 replica there: leave replicas out of the Deployment':
        together(adopting(', scaleDown: progressively'), deployment('replicas: 1')),
    },
  },
  'autoscaler-scales-rollout': {
    accepts: [
      together(scaler('apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web'), adopting()), scaler(TARGET),
      together(scaler(TARGET), deployment('replicas: 3')), together(scaler(TARGET, ', namespace: other'), adopting()),
      together(scaler(TARGET), deployment(''), container('')),
    ],
    rejects: {
      '/spec/scaleTargetRef: the pods are those of Rollout "web", got Deployment "api": scale the Rollout of "argoproj.io/v1alpha1"':
        together(scaler(TARGET), adopting()),
      '/spec/targetRef: the pods are those of Rollout "api", got Deployment "api": scale the Rollout of "argoproj.io/v1alpha1"':
        together(VERTICAL, container('')),
      '/spec/scaleTargetRef: the pods are those of Rollout "api", got Deployment "api": scale the Rollout of "argoproj.io/v1alpha1"':
        together('{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: cpu}, spec: {scaleTargetRef: {name: api}}}', container('')),
    },
  },
};
