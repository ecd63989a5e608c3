/** What the controller takes for a field that a rollout or an Experiment leaves out, or its strategy. */
export const DEFAULTS = {
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  scaleDownDelaySeconds: 30,
  abortScaleDownDelaySeconds: 30,
  maxSurge: '25%',
  maxUnavailable: '25%',
} as const;
