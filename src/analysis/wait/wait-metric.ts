import { Duration } from 'cdk8s';
import { checked } from '../../api/checked';
import { AnalysisMetric } from '../metric';
import { MetricProvider } from '../metric-provider';
import { PrometheusServerOptions } from '../providers/prometheus';
import { ConditionParts, WaitCondition } from './wait-condition';

/**
 * Options of a `WaitMetric`. Address, headers and authentication are those of the Prometheus server.
 */
export interface WaitMetricProps extends PrometheusServerOptions {
  /**
   * The name of the metric. It must be unique among all metrics of one analysis.
   */
  readonly name: string;

  /**
   * The condition to wait for.
   */
  readonly until: WaitCondition;

  /**
   * How often the condition is checked. After an error, such as a Prometheus server that does not answer, it is always checked again after 10
   * seconds.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** As many as the controller can count. */
const WITHOUT_END = 2 ** 31 - 1;

/**
 * A metric that waits for a condition, for `CanaryStep.waitFor`. It succeeds as soon as the condition is true. It never fails by itself: not because
 * of a measured value, missing data or an error. If a template has several wait metrics, each of them waits separately. To require conditions at the
 * same time, use one metric with `WaitCondition.allOf`. Needs Argo Rollouts 1.8.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * const open = new AnalysisTemplate(chart, 'Open', {
 *   metadata: { name: 'release-window' },
 *   metrics: [new WaitMetric({
 *     name: 'open',
 *     address: 'http://prometheus.monitoring:9090',
 *     until: WaitCondition.releaseWindow({ opens: '08:00', closes: '15:00' }),
 *   })],
 * });
 * CanaryStep.waitFor({ templates: [open] });
 */
@checked
export class WaitMetric extends AnalysisMetric {
  constructor(props: WaitMetricProps) {
    const { name, until: { _parts: condition }, interval = Duration.minutes(1), ...server } = props;
    super({
      name,
      interval,
      count: WITHOUT_END,
      consecutiveSuccessLimit: 1,
      failureLimit: -1,
      inconclusiveLimit: WITHOUT_END,
      consecutiveErrorLimit: WITHOUT_END,
      arguments: [...condition.arguments ?? []],
      successCondition: condition.query === undefined ? condition.successCondition : 'len(result) > 0',
      provider: providerOf(name, condition, server),
    });
  }

  /**
   * @internal
   */
  public get _waits(): boolean {
    return true;
  }
}

function providerOf(name: string, { provider, query }: ConditionParts, server: PrometheusServerOptions): MetricProvider {
  if (provider === undefined) {
    return MetricProvider.prometheus({ query: query!, ...server });
  }
  const [needless] = Object.entries(server).flatMap(([option, value]) => value === undefined ? [] : [option]);
  if (needless) {
    throw new Error(`metric "${name}" got "${needless}", which is of Prometheus, and is measured by another provider: give it to that`);
  }
  return provider;
}
