import { Bundle, Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { mergedBy, Mount } from '../reading/analyses';
import { filledWith, valuesIn } from '../reading/filled';
import { dryRunOf, failureTime, lastTime, MetricTimes, successTime, timesOf } from '../reading/metric-times';
import { Metric, metricsOf } from '../reading/metrics';
import { fieldsIn } from '../reading/named-objects';
import { waits } from '../reading/waits';
import { Span, together, UNKNOWN } from './span';

/** An analysis of an update. */
export interface Gate {
  readonly path: Path;
  readonly templates: readonly string[];
  readonly metrics: readonly GateMetric[];
  readonly time: Span;
  /**
   * When it can end the update at the earliest, in milliseconds from its start: after as many bad measurements as that takes. Infinity where it never
   * can, undefined where that is not known.
   */
  readonly stops?: number;
}

/** An analysis that runs beside the steps, and the index of the first of them. */
export interface Background {
  readonly gate: Gate;
  readonly from: number;
}

/** A metric as it is measured there, with the arguments that are known filled in. What a gate can see follows from these. */
export interface GateMetric {
  readonly name: string;
  readonly metric: Metric;
  readonly times: MetricTimes;
  readonly isDryRun: boolean;
  readonly time: Span;
  readonly stops?: number;
}

export function gateOf(mount: Mount, rollout: Manifest, bundle: Bundle): Gate {
  const templates = mergedBy(mount, bundle);
  const names = fieldsIn(mount.references.map(({ reference }) => reference)).map(({ templateName }) => String(templateName));
  const { path } = mount;
  if (!templates) {
    return { path, templates: names, metrics: [], time: UNKNOWN };
  }
  const values = valuesIn(mount, templates, rollout);
  const isDryRun = dryRunOf(mount, templates);
  const metrics = templates.flatMap((template) => metricsOf(filledWith(template, values)))
    .map(({ metric }) => measured(metric, isDryRun(metric.name)));
  return { path, templates: names, metrics, time: together(metrics.map(({ time }) => time)), stops: firstOf(metrics) };
}

function measured(metric: Metric, isDryRun: boolean): GateMetric {
  const times = timesOf(metric);
  const isSlow = SLOW.some((provider) => metric.provider?.[provider] !== undefined);
  const stops = isDryRun ? Infinity : isSlow ? undefined : known(failureTime(times, metric));
  return { name: String(metric.name), metric, times, isDryRun, time: spanOf(metric, times, isSlow), stops };
}

/** Providers whose measurement takes a while of its own. */
const SLOW = ['job', 'kayenta', 'plugin'];

function spanOf(metric: Metric, times: MetricTimes, isSlow: boolean): Span {
  const good = known(successTime(times));
  const most = known(times.count === Infinity ? Infinity : lastTime(times, metric));
  // one that goes on for ever is good for ever, and that is no time to wait for; when what is waited for holds, nobody knows
  const isOpen = good === Infinity || (times.count === Infinity && waits(metric));
  const least = good === undefined || good === Infinity ? 0 : good;
  return isSlow ? { least, most: most === Infinity ? most : undefined } : { least, most, healthy: isOpen ? undefined : good };
}

function known(time: number): number | undefined {
  return Number.isNaN(time) ? undefined : time;
}

/** The first that can end the update. One that is not known may be before all others. */
function firstOf(metrics: readonly GateMetric[]): number | undefined {
  const times = metrics.map(({ stops }) => stops);
  return times.some((time) => time === undefined) ? undefined : Math.min(Infinity, ...times as number[]);
}
