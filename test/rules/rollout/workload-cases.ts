import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const workload = (fields: string) => rollout(`workloadRef: {apiVersion: apps/v1, name: api, ${fields}}`);
const scaler = (target: string, namespace = '') =>
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: cpu${namespace}}, spec: {scaleTargetRef: {${target}}, maxReplicas: 3}}`;
const keda = (target: string) => scaler(target).replace('autoscaling/v2', 'keda.sh/v1alpha1').replace('HorizontalPodAutoscaler', 'ScaledObject');
const TARGET = 'apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api';

export const WORKLOAD_CASES: Record<string, RuleCases> = {
  'scale-down-known': {
    accepts: [workload('kind: Deployment, scaleDown: onsuccess'), workload('kind: Deployment'), workload('kind: ReplicaSet, scaleDown: never')],
    rejects: {
      '/spec/workloadRef/scaleDown: scaleDown must be one of never, onsuccess, progressively, got "onSuccess"':
        workload('kind: Deployment, scaleDown: onSuccess'),
      '/spec/workloadRef/scaleDown: only a Deployment can be scaled down, got "ReplicaSet": leave scaleDown out':
        workload('kind: ReplicaSet, scaleDown: onsuccess'),
    },
  },
  'replicas-left-to-autoscaler': {
    accepts: [
      `${rollout('strategy: {}')}\n---\n${scaler(TARGET)}`,
      `${rollout('replicas: 3', 'web')}\n---\n${scaler(TARGET)}`,
      `${rollout('replicas: 3')}\n---\n${scaler(TARGET, ', namespace: other')}`,
      `${rollout('replicas: 3')}\n---\n${scaler('apiVersion: apps/v1, kind: Deployment, name: api')}`,
    ],
    rejects: {
      '/spec/replicas: HorizontalPodAutoscaler "cpu" scales this rollout, got 3 replicas as well: leave them out':
        `${rollout('replicas: 3')}\n---\n${scaler(TARGET)}`,
      '/spec/replicas: ScaledObject "cpu" scales this rollout, got 3 replicas as well: leave them out':
        `${rollout('replicas: 3')}\n---\n${keda(TARGET)}`,
    },
  },
  'autoscaler-finds-rollout': {
    accepts: [scaler(TARGET), scaler('apiVersion: apps/v1, kind: Deployment, name: api'), keda(TARGET), keda('name: api')],
    rejects: {
      '/spec/scaleTargetRef/kind: of "argoproj.io/v1alpha1" only a Rollout can be scaled, got none': keda('apiVersion: argoproj.io/v1alpha1, name: api'),
      '/spec/scaleTargetRef/apiVersion: a Rollout is of "argoproj.io/v1alpha1", got "apps/v1"': scaler('apiVersion: apps/v1, kind: Rollout, name: api'),
      '/spec/targetRef/apiVersion: a Rollout is of "argoproj.io/v1alpha1", got none':
        '{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: requests}, spec: {targetRef: {kind: Rollout, name: api}}}',
      '/spec/scaleTargetRef/apiVersion: a Rollout is of "argoproj.io/v1alpha1", got none': scaler('kind: Rollout, name: api'),
    },
  },
};
