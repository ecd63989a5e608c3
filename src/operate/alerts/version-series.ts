import { PrometheusSource } from '../../analysis/prometheus-source';
import { RolloutTraits } from '../../rollout/rollout';
import { oneOf, podName } from './promql';
import { CountedRequests } from './request-rates';

/**
 * Where requests to all versions of a rollout are counted alike, and a label tells them apart.
 */
export interface VersionSeries extends CountedRequests {
  /** Matchers of requests to any version. */
  readonly matchers: string;
  /** The label that tells the versions apart. */
  readonly label: string;
  /** A version in words, as a template of Prometheus. */
  readonly legend: string;
}

/** Of a rollout, what its requests are found by. */
interface Counted extends Pick<RolloutTraits, 'switched'> {
  readonly name: string;
  readonly namespace?: string;
}

/**
 * The pods of a rollout count them, by the pod-template hash. A router counts them by the Services that a promotion switches; those of a canary it counts
 * in ways of its own.
 */
export function versionSeries({ name, namespace, switched }: Counted, { _series: source }: PrometheusSource): VersionSeries | undefined {
  const { hashLabel, serviceLabel, namespaceLabel, countedOnce } = source;
  const told = hashLabel ? { label: hashLabel, by: `pod=~"${podName([name])}"`, noun: 'version' }
    : serviceLabel && switched ? { label: serviceLabel, by: oneOf(serviceLabel, [switched.active, switched.preview]), noun: 'Service' }
      : undefined;
  return told && {
    ...source,
    label: told.label,
    legend: `${told.noun} {{ $labels.${told.label} }}`,
    matchers: [countedOnce, namespace && oneOf(namespaceLabel, [namespace]), told.by].filter((matcher) => matcher).join(','),
  };
}
