import { RuleCases } from '../rule-cases';

const budget = (fields: string, selector = '{matchLabels: {app: api}}', namespace = '') =>
  `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: api${namespace}}, spec: {${fields}, selector: ${selector}}}`;
const rollout = (fields = '', namespace = '') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api${namespace}}, spec: `
  + `{${fields}template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: a}]}}}}`;
const hpa = (fields: string) => '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: cpu}, spec: '
  + `{scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api}, maxReplicas: 9${fields}}}`;
const referring = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: {replicas: 2, workloadRef: '
  + '{apiVersion: apps/v1, kind: Deployment, name: old}}\n---\n'
  + '{apiVersion: apps/v1, kind: Deployment, metadata: {name: old}, spec: {replicas: 0, template: {metadata: {labels: {app: api}}, spec: {containers: []}}}}';
const together = (...documents: string[]) => documents.join('\n---\n');

export const DISRUPTION_BUDGET_CASES: Record<string, RuleCases> = {
  'disruption-budget-lets-go': {
    accepts: [
      together(rollout('replicas: 3, '), budget('maxUnavailable: 1')), together(rollout('replicas: 3, '), budget('minAvailable: 2')),
      together(rollout('replicas: 3, '), budget('minAvailable: 50%')), together(rollout('replicas: 3, '), budget('maxUnavailable: 1%')),
      together(rollout(), budget('minAvailable: 3')), budget('maxUnavailable: 0'),
      together(rollout('replicas: 1, '), budget('minAvailable: 1', '{matchLabels: {app: web}}')),
      together(rollout('replicas: 1, ', ', namespace: a'), budget('minAvailable: 1', undefined, ', namespace: b')),
      together(rollout(), hpa(', minReplicas: 3'), budget('minAvailable: 2')), together(rollout('replicas: 0, '), budget('maxUnavailable: 0')),
    ],
    rejects: {
      '/spec/maxUnavailable: no pod of Rollout "api" may go, got maxUnavailable 0: let at least one go, with maxUnavailable 1':
        together(rollout(), budget('maxUnavailable: 0')),
      '/spec/maxUnavailable: no pod of Rollout "api" may go, got maxUnavailable 0%: let at least one go, with maxUnavailable 1':
        together(rollout('replicas: 3, '), budget('maxUnavailable: 0%')),
      '/spec/minAvailable: no pod of Rollout "api" may go, got minAvailable 3 of 3 replicas: let at least one go, with maxUnavailable 1':
        together(rollout('replicas: 3, '), budget('minAvailable: 3')),
      '/spec/minAvailable: no pod of Rollout "api" may go, got minAvailable 90% of 4 replicas: let at least one go, with maxUnavailable 1':
        together(rollout('replicas: 4, '), budget('minAvailable: 90%')),
      '/spec/minAvailable: no pod of Rollout "api" may go, got minAvailable 100%: let at least one go, with maxUnavailable 1':
        together(rollout(), budget('minAvailable: 100%')),
      '/spec/minAvailable: no pod of Rollout "api" may go, got minAvailable 1 of 1 replica: let at least one go, with maxUnavailable 1':
        together(rollout(), hpa(''), budget('minAvailable: 1')),
      '/spec/minAvailable: no pod of Rollout "web" may go, got minAvailable 2 of 2 replicas: let at least one go, with maxUnavailable 1':
        together(referring, budget('minAvailable: 2')),
    },
  },
};
