import { Rollout } from './rollout';

/** What finds all pods of a rollout, as in YAML: its own selector, or with a `workloadRef` the labels of that workload's pods. */
export function podSelectorOf(rollout: Rollout): Record<string, any> {
  return Object.keys(rollout.matchLabels).length > 0 ? { matchLabels: rollout.matchLabels } : rollout.toPodSelectorConfig().labelSelector._toKube();
}
