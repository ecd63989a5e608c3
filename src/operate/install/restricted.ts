/**
 * Makes a namespace refuse pods that do not follow the Pod Security Standard `restricted`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export const RESTRICTED_NAMESPACE = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/**
 * The pod's share of the Pod Security Standard `restricted`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const RESTRICTED_POD = { runAsNonRoot: true };

/**
 * The container's share, and a file system that cannot be written.
 */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
