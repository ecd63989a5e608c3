/**
 * A use of the controller that needs permissions of its own.
 */
export enum InstallPermission {
  /** Rollouts that take their pods from a Deployment, a ReplicaSet or a PodTemplate. */
  WORKLOAD_REFERENCE = 'workload-reference',
  /** Traffic through Istio. */
  ISTIO = 'istio',
  /** Traffic through a service mesh with SMI, such as Linkerd. */
  SMI = 'smi',
  /** Traffic through Ambassador. */
  AMBASSADOR = 'ambassador',
  /** Verifying the target groups of AWS load balancers. */
  AWS_TARGET_GROUPS = 'aws-target-groups',
  /** Traffic through AWS App Mesh. */
  AWS_APP_MESH = 'aws-app-mesh',
  /** Traffic through Traefik. */
  TRAEFIK = 'traefik',
  /** Traffic through Apache APISIX, also by header. The release's role does not allow the latter. */
  APISIX = 'apisix',
}
