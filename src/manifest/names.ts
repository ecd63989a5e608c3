/** The label by which the controller tells the pods of two versions apart. */
export const HASH_LABEL = 'rollouts-pod-template-hash';

/** The recommended label by which selectors that are made here find pods. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The label by which one of several controllers knows what is its own. */
export const INSTANCE_LABEL = 'argo-rollouts.argoproj.io/controller-instance-id';

/** The controller reads no other ConfigMap for its plugins. */
export const PLUGIN_CONFIG = 'argo-rollouts-config';

/** The controller reads no other ConfigMap for its notifications. */
export const NOTIFICATION_CONFIG = 'argo-rollouts-notification-configmap';

/** The plugins of routers that are known, by what rollouts and the configuration call them. */
export const ROUTER_PLUGIN = {
  gatewayApi: 'argoproj-labs/gatewayAPI',
  contour: 'argoproj-labs/contour',
  consul: 'hashicorp/consul',
  glooEdge: 'solo-io/glooedge',
  glooPlatform: 'solo-io/glooplatform',
  openShift: 'argoproj-labs/openshift',
} as const;
