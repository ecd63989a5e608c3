/** What the controller takes for a field that a rollout or an Experiment leaves out. */
export const DEFAULTS = {
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  maxSurge: '25%',
  maxUnavailable: '25%',
} as const;
