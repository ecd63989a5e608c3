import { RuleCases } from '../rule-cases';

const object = (kind: string, apiVersion = 'argoproj.io/v1alpha1') => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}}`;

export const KINDS_CASES: Record<string, RuleCases> = {
  'kind-known': {
    accepts: [...['Application', 'AppProject', 'Workflow', 'WorkflowTemplate', 'RolloutManager'].map((kind) => object(kind)), object('rollout', 'example.com/v1')],
    rejects: Object.fromEntries([
      ['rollout', 'Rollout'], ['Rolout', 'Rollout'], ['AnalysisTemplates', 'AnalysisTemplate'], ['ClusterAnalysistemplate', 'ClusterAnalysisTemplate'], ['experiment', 'Experiment'],
    ].map(([kind, near]) => [`/kind: argoproj.io has no kind "${kind}", did you mean "${near}"?`, object(kind)])),
  },
};
