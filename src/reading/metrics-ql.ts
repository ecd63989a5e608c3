import { Metric } from './metrics';

/** The names of its parts, of its ports, and the paths under which it answers. */
const VICTORIA_METRICS = /victoria|\bvm(?:select|single|auth|agent|alert|cluster|proxy|gateway)?\b|:84(?:27|28|81)\b|\/select\/(?:\d|multitenant)/i;

/**
 * Whether a metric asks VictoriaMetrics, which understands more than Prometheus, as far as its address says so.
 */
export function speaksMetricsQl({ provider }: Metric): boolean {
  return VICTORIA_METRICS.test(String(provider?.prometheus?.address ?? ''));
}
