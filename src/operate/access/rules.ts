import { PolicyRule } from '../install/rbac';
import { RolloutRole } from './rollout-role';

const ARGO = ['argoproj.io'];
const READ = ['get', 'list', 'watch'];

/** Where rights hold, and for what beside rollouts. */
export interface Reach {
  readonly clusterWide: boolean;
  /** Rollouts take their pods from Deployments and others, which `undo` and `set image` then change. */
  readonly updateWorkloads: boolean;
}

/** `get rollout` and `status` watch all of these, Deployments as well, whether or not a rollout names one. */
const SEE = (templates: string[]): readonly PolicyRule[] => [
  { apiGroups: ARGO, resources: ['rollouts', 'analysisruns', 'experiments', ...templates], verbs: READ },
  { apiGroups: ['apps'], resources: ['replicasets', 'deployments'], verbs: READ },
  { apiGroups: [''], resources: ['pods', 'events'], verbs: READ },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
];

const DECIDE: readonly PolicyRule[] = [
  { apiGroups: ARGO, resources: ['rollouts/status'], verbs: ['patch'] },
];

const CHANGE: readonly PolicyRule[] = [
  { apiGroups: ARGO, resources: ['rollouts'], verbs: ['patch', 'update'] },
  { apiGroups: ARGO, resources: ['analysisruns', 'experiments'], verbs: ['patch'] },
];

const CHANGE_WORKLOADS: readonly PolicyRule[] = [
  { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch', 'update'] },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['patch'] },
  { apiGroups: [''], resources: ['podtemplates'], verbs: ['patch'] },
];

/**
 * What a role needs, and no more: what kubectl and its plugin ask of the cluster for the commands of the role.
 */
export function rulesOf(role: RolloutRole, { clusterWide, updateWorkloads }: Reach): readonly PolicyRule[] {
  const templates = ['analysistemplates', ...clusterWide ? ['clusteranalysistemplates'] : []];
  const [decides, changes] = [role !== RolloutRole.VIEWER, role === RolloutRole.OPERATOR];
  return [
    ...SEE(templates),
    ...decides ? DECIDE : [],
    ...changes ? CHANGE : [],
    ...changes && updateWorkloads ? CHANGE_WORKLOADS : [],
  ];
}
