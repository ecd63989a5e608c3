import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { labelsOf } from './labels';
import { InstallPlace } from './place';
import { AGGREGATED_RULES, PolicyRule } from './rbac';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Who may do what, and where.
 */
export interface Grant {
  /** The name that the ServiceAccount, its role and the binding share. */
  readonly name: string;
  readonly place: InstallPlace;
  readonly labels: Record<string, string>;
  readonly rules: readonly PolicyRule[];
  /** Of the ServiceAccount. */
  readonly annotations?: Record<string, string>;
}

/**
 * A ServiceAccount with a role of its own.
 */
export function grant(scope: Construct, { name, place, labels, rules, annotations }: Grant) {
  const { namespace, clusterWide } = place;
  const reach = clusterWide ? 'Cluster' : '';
  const metadata = { name, labels, ...clusterWide ? {} : { namespace } };

  apiObject(scope, 'ServiceAccount', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, labels, namespace, ...annotations && { annotations } },
  });
  apiObject(scope, 'Role', {
    apiVersion: `${RBAC}/v1`,
    kind: `${reach}Role`,
    metadata,
    rules,
  });
  apiObject(scope, 'RoleBinding', {
    apiVersion: `${RBAC}/v1`,
    kind: `${reach}RoleBinding`,
    metadata,
    roleRef: { apiGroup: RBAC, kind: `${reach}Role`, name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}

/**
 * ClusterRoles that the cluster adds to its own roles `admin`, `edit` and `view`.
 */
export function grantUsers(scope: Construct) {
  for (const [role, rules] of Object.entries(AGGREGATED_RULES)) {
    const name = `argo-rollouts-aggregate-to-${role}`;
    apiObject(scope, `AggregateTo${role[0].toUpperCase()}${role.slice(1)}`, {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: {
        name,
        labels: { ...labelsOf('aggregate-cluster-role', name), [`${RBAC}/aggregate-to-${role}`]: 'true' },
      },
      rules,
    });
  }
}
