import { Bundle, Manifest } from '../manifest/bundle';
import { valueAt } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { unmet } from './label-selector';
import { fieldsIn } from './named-objects';

/** What tells Prometheus, or VictoriaMetrics, which pods to scrape: by their labels, or by a Service before them. */
const MONITORS: readonly string[] = ['PodMonitor', 'ServiceMonitor', 'VMPodScrape', 'VMServiceScrape'];
const BY_PODS: readonly string[] = ['PodMonitor', 'VMPodScrape'];

const ENDPOINTS: readonly string[] = ['podMetricsEndpoints', 'endpoints'];
const RELABELINGS: readonly string[] = ['relabelings', 'metricRelabelings', 'relabelConfigs', 'metricRelabelConfigs'];

/** The pods of a rollout, as a monitor finds them. Where their labels are not known, it could find them. */
export interface ScrapedPods {
  readonly labels?: Record<string, string>;
  readonly namespace?: string;
}

/** Whether a monitor among the manifests puts a label on the metrics of pods. Which pods are behind a Service is not looked at. */
export function isScrapedWith(label: string, pods: ScrapedPods, bundle: Bundle): boolean {
  return monitorsOf(bundle).some((monitor) => gives(monitor, label) && (!BY_PODS.includes(monitor.kind) || reaches(monitor, pods)));
}

const monitorsOf = remembered(({ manifests }: Bundle): readonly Manifest[] => manifests.filter(({ kind }) => MONITORS.includes(kind)));

function gives({ spec }: Manifest, label: string): boolean {
  const ofPods: unknown[] = [valueAt(spec, ['podTargetLabels'])].flat();
  const relabelings = ENDPOINTS.flatMap((list) => fieldsIn(valueAt(spec, [list])))
    .flatMap((endpoint) => RELABELINGS.flatMap((list) => fieldsIn(endpoint[list])));
  return ofPods.some((given) => asPrometheusWrites(String(given)) === label)
    || relabelings.some(({ action, targetLabel }) => targetLabel === label || action === 'labelmap');
}

function asPrometheusWrites(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

function reaches({ spec, metadata }: Manifest, { labels, namespace }: ScrapedPods): boolean {
  const others: unknown = valueAt(spec, ['namespaceSelector', 'matchNames']);
  const isNear = valueAt(spec, ['namespaceSelector', 'any']) === true
    || (Array.isArray(others) ? others : [metadata?.namespace]).some((each) => !each || !namespace || each === namespace);
  return isNear && (!labels || unmet(valueAt(spec, ['selector']) ?? {}, labels).length === 0);
}
