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
   * What these people and programs are allowed to do.
   */
  readonly role: RolloutRole;

  /**
   * Groups of users, with the names from the cluster's authentication.
   *
   * @default - none
   */
  readonly groups?: string[];

  /**
   * Single users, with the names from the cluster's authentication.
   *
   * @default - none
   */
  readonly users?: string[];

  /**
   * ServiceAccounts of programs, such as a pipeline that deploys and waits for the result.
   *
   * @default - none
   */
  readonly serviceAccounts?: kplus.IServiceAccount[];

  /**
   * Give the permissions in every namespace, with a ClusterRole and a ClusterRoleBinding. This includes reading ClusterAnalysisTemplates.
   *
   * @default false
   */
  readonly clusterWide?: boolean;

  /**
   * Only for `RolloutRole.OPERATOR`. Also allow changes of the workloads that rollouts refer to with `workloadRef`. `undo` and `set image` need this
   * for such rollouts. It applies to all Deployments of the namespace, not only to those of rollouts.
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
 * Permissions for people who view, promote or change rollouts with kubectl and its plugin: a Role and a RoleBinding. The Role contains only what the
 * commands need. Without groups, users and ServiceAccounts only the Role is created, so you can write your own bindings.
 *
 * The cluster's own role `edit`, which the installation extends, allows all of this and much more.
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
