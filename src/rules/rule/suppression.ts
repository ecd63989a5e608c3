import { Manifest } from '../../manifest/bundle';

/** Before the id of a rule, the key of the annotation whose value is the reason not to hear of it. */
export const SUPPRESS = 'cdk8s-argo-rollouts/suppress-';

/**
 * Whether an object asks not to be judged by a rule, and says why.
 */
export function isSuppressed({ metadata }: Manifest, rule: string): boolean {
  return isReason(metadata?.annotations?.[SUPPRESS + rule]);
}

export function isReason(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
