/**
 * What people may do with rollouts. Each role includes the roles before it.
 */
export enum RolloutRole {
  /**
   * See rollouts, their pods with logs, analyses and experiments: `get rollout`, `status`, `list`, `kubectl describe rollout`.
   */
  VIEWER = 'viewer',

  /**
   * Control a running update: `promote`, `abort`, `retry rollout`. All of these need the same permission, to write the status of rollouts. So
   * everybody who may promote may also abort.
   */
  PROMOTER = 'promoter',

  /**
   * Change rollouts: `pause` and ending such a pause, `restart`, `undo`, `set image`, `terminate`, `retry experiment`. These commands can change the
   * pods that run in the namespace.
   */
  OPERATOR = 'operator',
}
