/**
 * What people may do with rollouts. Each role may do what those before it may.
 */
export enum RolloutRole {
  /**
   * See rollouts, their pods with what these log, analyses and experiments: `get rollout`, `status`, `list`, `kubectl describe rollout`.
   */
  VIEWER = 'viewer',

  /**
   * Decide about an update that is running: `promote`, `abort`, `retry rollout`. The cluster has one permission for all of them, to write the
   * status of rollouts, so whoever may promote may abort.
   */
  PROMOTER = 'promoter',

  /**
   * Change rollouts: `pause` and letting go, `restart`, `undo`, `set image`, `terminate`, `retry experiment`. That means to change the pods that
   * run in the namespace.
   */
  OPERATOR = 'operator',
}
