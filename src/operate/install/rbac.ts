import { InstallPermission } from './permission';
import { ELB, Release } from './releases';

/**
 * What a role allows, as Kubernetes spells it.
 */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const READ_AND_UPDATE = [...READ, 'update', 'patch'];
const ALL_BUT_DELETE = ['create', ...READ_AND_UPDATE];
const ALL = [...ALL_BUT_DELETE, 'delete'];

const ROLLOUTS = ['rollouts', 'rollouts/status', 'rollouts/finalizers'];
const RUNS = ['analysisruns', 'analysisruns/finalizers', 'experiments', 'experiments/finalizers'];
const TEMPLATES = ['analysistemplates', 'clusteranalysistemplates'];

interface ControllerRule extends PolicyRule {
  /** What needs it. All others the controller reads whenever it starts, or needs for every rollout. */
  readonly onlyFor?: InstallPermission;
}

/**
 * What the controller of a release needs for these uses of it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export function controllerRules({ targetGroupBindings }: Release, uses: readonly InstallPermission[]): PolicyRule[] {
  return CONTROLLER_RULES
    .filter(({ onlyFor }) => onlyFor === undefined || uses.includes(onlyFor))
    .map(({ apiGroups, resources, verbs }) => ({ apiGroups: apiGroups.includes(ELB) ? targetGroupBindings : apiGroups, resources, verbs }));
}

const CONTROLLER_RULES: readonly ControllerRule[] = [
  { apiGroups: ['argoproj.io'], resources: ROLLOUTS, verbs: READ_AND_UPDATE },
  { apiGroups: ['argoproj.io'], resources: RUNS, verbs: ALL },
  { apiGroups: ['argoproj.io'], resources: TEMPLATES, verbs: READ },

  { apiGroups: ['apps'], resources: ['replicasets'], verbs: ALL },
  {
    onlyFor: InstallPermission.WORKLOAD_REFERENCE,
    apiGroups: ['', 'apps'],
    resources: ['deployments', 'podtemplates'],
    verbs: [...READ, 'update'],
  },
  { apiGroups: [''], resources: ['services'], verbs: [...READ, 'patch', 'create', 'delete'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'update'] },
  { apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: READ },
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'update', 'watch'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'update', 'patch'] },
  { apiGroups: ['networking.k8s.io', 'extensions'], resources: ['ingresses'], verbs: ALL_BUT_DELETE },
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ALL },

  {
    onlyFor: InstallPermission.ISTIO,
    apiGroups: ['networking.istio.io'],
    resources: ['virtualservices', 'destinationrules'],
    verbs: ['watch', 'get', 'update', 'patch', 'list'],
  },
  {
    onlyFor: InstallPermission.SMI,
    apiGroups: ['split.smi-spec.io'],
    resources: ['trafficsplits'],
    verbs: ['create', 'watch', 'get', 'update', 'patch'],
  },
  {
    onlyFor: InstallPermission.AMBASSADOR,
    apiGroups: ['getambassador.io', 'x.getambassador.io'],
    resources: ['mappings', 'ambassadormappings'],
    verbs: ['create', 'watch', 'get', 'update', 'list', 'delete'],
  },
  { onlyFor: InstallPermission.AWS_TARGET_GROUPS, apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
  { onlyFor: InstallPermission.AWS_TARGET_GROUPS, apiGroups: [ELB], resources: ['targetgroupbindings'], verbs: ['list', 'get'] },
  { onlyFor: InstallPermission.AWS_APP_MESH, apiGroups: ['appmesh.k8s.aws'], resources: ['virtualservices'], verbs: ['watch', 'get', 'list'] },
  {
    onlyFor: InstallPermission.AWS_APP_MESH,
    apiGroups: ['appmesh.k8s.aws'],
    resources: ['virtualnodes', 'virtualrouters'],
    verbs: ['watch', 'get', 'list', 'update', 'patch'],
  },
  {
    onlyFor: InstallPermission.TRAEFIK,
    apiGroups: ['traefik.containo.us', 'traefik.io'],
    resources: ['traefikservices'],
    verbs: ['watch', 'get', 'update'],
  },
  {
    onlyFor: InstallPermission.APISIX,
    apiGroups: ['apisix.apache.org'],
    resources: ['apisixroutes'],
    // it makes a route for each header route, and takes it away again
    verbs: ['create', 'watch', 'get', 'update', 'delete'],
  },
];

/**
 * What the dashboard needs to show rollouts and to act on them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/dashboard/
 */
export const DASHBOARD_RULES: readonly PolicyRule[] = [
  { apiGroups: ['argoproj.io'], resources: ROLLOUTS, verbs: READ_AND_UPDATE },
  { apiGroups: ['argoproj.io'], resources: RUNS, verbs: ['create', ...READ] },
  { apiGroups: ['argoproj.io'], resources: TEMPLATES, verbs: READ },
  { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'update', 'list', 'watch', 'patch'] },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: READ },
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
];

const FOR_USERS = ['experiments', ...TEMPLATES, 'analysisruns'];

const EDIT: readonly PolicyRule[] = [{
  apiGroups: ['argoproj.io'],
  resources: ['rollouts', 'rollouts/scale', 'rollouts/status', ...FOR_USERS],
  verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
}];

const VIEW: readonly PolicyRule[] = [{
  apiGroups: ['argoproj.io'],
  resources: ['rollouts', 'rollouts/scale', ...FOR_USERS],
  verbs: READ,
}];

/**
 * What the cluster's own roles `admin`, `edit` and `view` learn about the kinds of Argo Rollouts.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export const AGGREGATED_RULES: Readonly<Record<string, readonly PolicyRule[]>> = {
  admin: EDIT,
  edit: EDIT,
  view: VIEW,
};

/**
 * The same rules without the verbs that change something.
 */
export function readOnly(rules: readonly PolicyRule[]): PolicyRule[] {
  return rules.map((rule) => ({ ...rule, verbs: rule.verbs.filter((verb) => READ.includes(verb)) }));
}
