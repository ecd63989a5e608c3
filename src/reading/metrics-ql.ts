import { Bundle } from '../manifest/bundle';
import { placesOf } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { Metric } from './metrics';

/** The names of its parts, of its ports, and the paths under which it answers. */
const VICTORIA_METRICS = /victoria|\bvm(?:select|single|auth|agent|alert|cluster|proxy|gateway)?\b|:84(?:27|28|81)\b|\/select\/(?:\d|multitenant)/i;

/**
 * Whether a metric asks VictoriaMetrics, which understands more than Prometheus, as far as its address says so: its own, or the one that a controller
 * among the manifests is told.
 */
export function speaksMetricsQl({ provider }: Metric, bundle: Bundle): boolean {
  const address: unknown = provider?.prometheus?.address;
  return address ? VICTORIA_METRICS.test(String(address)) : controllerAsksVictoria(bundle);
}

const ENVIRONMENT = 'spec.template.spec.containers[].env[]';
const ADDRESS = 'ARGO_ROLLOUTS_PROMETHEUS_ADDRESS';

const controllerAsksVictoria = remembered(({ entries }: Bundle): boolean => entries.some(({ manifest }) => manifest.kind === 'Deployment'
  && placesOf(manifest, ENVIRONMENT).some(({ value }) => value.name === ADDRESS && VICTORIA_METRICS.test(String(value.value)))));
