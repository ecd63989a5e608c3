import { Bundle, Manifest } from '../manifest/bundle';
import { mountsOf, mergedBy } from './analyses';
import { Metric, metricsOf } from './metrics';
import { numberOf } from './open-value';

/** The steps of a canary whose analysis waits until something holds, and never fails: its metrics have no limit of failures, and end with the first success. */
export function waitingSteps(rollout: Manifest, bundle: Bundle): ReadonlySet<number> {
  return new Set(mountsOf(rollout).flatMap((mount) => {
    const [, , , field, step] = mount.path;
    const metrics = field === 'steps' ? (mergedBy(mount, bundle) ?? []).flatMap(metricsOf) : [];
    return metrics.length > 0 && metrics.every(({ metric }) => waits(metric)) ? [step as number] : [];
  }));
}

/** Whether a metric waits until something holds, and never fails. */
export function waits({ failureLimit = 0, consecutiveSuccessLimit = 0 }: Metric): boolean {
  return numberOf(failureLimit) === -1 && numberOf(consecutiveSuccessLimit) > 0;
}
