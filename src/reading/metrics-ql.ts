import { Manifest } from '../manifest/bundle';
import { defaultsOf } from './metric-course';
import { Metric } from './metrics';
import { TAG } from './open-value';

/** The names of its parts, of its ports, and the paths under which it answers. */
const VICTORIA_METRICS = /victoria|\bvm(?:select|single|auth|agent|alert|cluster|proxy|gateway)?\b|:84(?:27|28|81)\b|\/select\/(?:\d|multitenant)/i;

/**
 * Whether a metric asks VictoriaMetrics, which understands more than Prometheus, as far as its address says so. An argument in the address is read as
 * its default.
 */
export function speaksMetricsQl({ provider }: Metric, manifest: Manifest): boolean {
  const address = String(provider?.prometheus?.address ?? '');
  return VICTORIA_METRICS.test(address.replace(TAG, (tag, name) => String(defaultsOf(manifest).get(name) ?? tag)));
}
