/** The label by which the controller tells the pods of two versions apart. */
export const HASH_LABEL = 'rollouts-pod-template-hash';

/** The label by which one of several controllers knows what is its own. */
export const INSTANCE_LABEL = 'argo-rollouts.argoproj.io/controller-instance-id';

/** The controller reads no other ConfigMap for its plugins. */
export const PLUGIN_CONFIG = 'argo-rollouts-config';

/** The controller reads no other ConfigMap for its notifications. */
export const NOTIFICATION_CONFIG = 'argo-rollouts-notification-configmap';
