/**
 * A feature of the controller that needs additional permissions.
 */
export enum InstallPermission {
  /** Rollouts that use the pod template of a Deployment, a ReplicaSet or a PodTemplate. */
  WORKLOAD_REFERENCE = 'workload-reference',
  /** Traffic routing with Istio. */
  ISTIO = 'istio',
  /** Traffic routing with an SMI service mesh, such as Linkerd. */
  SMI = 'smi',
  /** Traffic routing with Ambassador. */
  AMBASSADOR = 'ambassador',
  /** Verifying the target groups of AWS load balancers. */
  AWS_TARGET_GROUPS = 'aws-target-groups',
  /** Traffic routing with AWS App Mesh. */
  AWS_APP_MESH = 'aws-app-mesh',
  /** Traffic routing with Traefik. */
  TRAEFIK = 'traefik',
  /** Traffic routing with Apache APISIX, including header routes. The role of the official release does not allow header routes. */
  APISIX = 'apisix',
}
