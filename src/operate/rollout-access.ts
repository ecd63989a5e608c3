import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { apiObject } from '../synth/api-object';
import { RolloutRole } from './access/rollout-role';
import { rulesOf } from './access/rules';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Options of `RolloutAccess`.
 */
export interface RolloutAccessProps {
  /**
   * What they may do.
   */
  readonly role: RolloutRole;

  /**
   * Groups of people, as the cluster's authentication names them.
   *
   * @default - none
   */
  readonly groups?: string[];

  /**
   * Single people, as the cluster's authentication names them.
   *
   * @default - none
   */
  readonly users?: string[];

  /**
   * Programs, such as a pipeline that deploys and waits for the verdict.
   *
   * @default - none
   */
  readonly serviceAccounts?: kplus.IServiceAccount[];

  /**
   * In every namespace, with a ClusterRole and a ClusterRoleBinding, and with ClusterAnalysisTemplates to look at.
   *
   * @default false
   */
  readonly clusterWide?: boolean;

  /**
   * For `RolloutRole.OPERATOR`: change the workloads as well that rollouts take their pods from (`workloadRef`), which is what `undo` and `set image`
   * do there. It holds for all Deployments of the namespace, those of no rollout too.
   *
   * @default false
   */
  readonly updateWorkloads?: boolean;

  /**
   * Name, namespace, labels and annotations of the role and of its binding.
   *
   * @default - named `rollout-viewer`, `rollout-promoter` or `rollout-operator`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Lets people see, decide about, or change rollouts with kubectl and its plugin: a Role with what the commands need and no more, and a RoleBinding.
 * Without groups, users and ServiceAccounts there is the role alone, for bindings of your own.
 *
 * The cluster's own role `edit`, which the installation extends, allows all of it and much more.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 * @example
 * new RolloutAccess(chart, 'OnCall', { role: RolloutRole.OPERATOR, groups: ['shop-on-call'] });
 * new RolloutAccess(chart, 'Testers', { role: RolloutRole.PROMOTER, groups: ['shop-testers'] });
 */
@checked
export class RolloutAccess extends Construct {
  /**
   * The name of the role.
   */
  public readonly roleName: string;

  constructor(scope: Construct, id: string, props: RolloutAccessProps) {
    super(scope, id);
    const { role, clusterWide = false, updateWorkloads = false } = props;
    if (updateWorkloads && role !== RolloutRole.OPERATOR) {
      throw new Error(`[${this.node.path}] a ${role} changes nothing, got "updateWorkloads": leave it out, or give RolloutRole.OPERATOR`);
    }
    const reach = clusterWide ? 'Cluster' : '';
    const metadata = { name: `rollout-${role}`, ...props.metadata };
    this.roleName = apiObject(this, 'Role', {
      apiVersion: `${RBAC}/v1`,
      kind: `${reach}Role`,
      metadata,
      rules: rulesOf(role, { clusterWide, updateWorkloads }),
    }).name;
    const subjects = this.subjectsOf(props);
    if (subjects.length > 0) {
      apiObject(this, 'RoleBinding', {
        apiVersion: `${RBAC}/v1`,
        kind: `${reach}RoleBinding`,
        metadata,
        roleRef: { apiGroup: RBAC, kind: `${reach}Role`, name: this.roleName },
        subjects,
      });
    }
  }

  private subjectsOf({ groups = [], users = [], serviceAccounts = [] }: RolloutAccessProps) {
    return [
      ...groups.map((name) => ({ apiGroup: RBAC, kind: 'Group', name })),
      ...users.map((name) => ({ apiGroup: RBAC, kind: 'User', name })),
      ...serviceAccounts.map((account) => this.subjectOf(account)),
    ];
  }

  private subjectOf(account: kplus.IServiceAccount) {
    const { name, namespace } = account.toSubjectConfiguration();
    if (namespace === undefined) {
      throw new Error(`[${this.node.path}] a ServiceAccount is bound with its namespace, got "${name}" without one: give it or its chart a namespace`);
    }
    return { kind: 'ServiceAccount', name, namespace };
  }
}
