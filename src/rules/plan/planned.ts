import { BundleEntry } from '../../manifest/bundle';
import { isForeign, isReadable, withoutNulls } from '../schema/readable';

/** What a plan is read from. With an error in one of them it would be wrong. */
export const PLANNED_KINDS: readonly string[] = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'HorizontalPodAutoscaler', 'ScaledObject'];

/** Objects as a plan reads them. */
export function asPlanned(entries: readonly BundleEntry[]): BundleEntry[] {
  return entries.filter(({ manifest }) => !isForeign(manifest) && isReadable(manifest))
    .map((entry) => ({ ...entry, manifest: withoutNulls(entry.manifest) }));
}
