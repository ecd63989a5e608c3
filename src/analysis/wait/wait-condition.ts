import { Duration } from 'cdk8s';
import { checked } from '../../api/checked';
import { goDuration } from '../../synth/go-duration';
import { AnalysisArgument } from '../argument';
import { MetricProvider } from '../metric-provider';
import { NoData, Threshold } from '../threshold';
import { NoAlertsOptions, whileNoneFires } from './alerts';
import { ReleaseWindow, whileOpen } from './release-window';

/**
 * Options of `WaitCondition.query`.
 */
export interface WaitQueryOptions {
  /**
   * When it holds. Without data it does not.
   */
  readonly holds: Threshold;

  /**
   * The arguments whose placeholders are in the query.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

/**
 * Options of `WaitCondition.noFreeze`.
 */
export interface NoFreezeOptions {
  /**
   * The name of the ConfigMap.
   */
  readonly configMap: string;

  /**
   * The namespace of the ConfigMap.
   */
  readonly namespace: string;
}

/**
 * Options of `WaitCondition.rolloutCompleted`.
 */
export interface RolloutCompletedOptions {
  /**
   * The namespace of that rollout.
   *
   * @default - the namespace of the rollout that waits
   */
  readonly namespace?: string;

  /**
   * How long it must have been completed.
   *
   * @default Duration.minutes(2)
   */
  readonly completedFor?: Duration;

  /**
   * The label with the namespace of a rollout in the controller's metrics. Scraped by the Prometheus operator without `honorLabels` it is
   * `exported_namespace`.
   *
   * @default 'namespace'
   */
  readonly namespaceLabel?: string;
}

/**
 * Options of `WaitCondition.measured`.
 */
export interface MeasuredConditionOptions {
  /**
   * What counts as holding, where the provider measures a number.
   *
   * @default - `successCondition`
   */
  readonly holds?: Threshold;

  /**
   * What counts as holding, in the expression language over `result`.
   *
   * @default - `holds`; without both, what the provider calls a success, as a Job does by ending well
   */
  readonly successCondition?: string;

  /**
   * The arguments whose placeholders are in these texts.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

/** What a condition is: a query that yields something where it holds, or a measurement of another provider. */
export interface ConditionParts {
  readonly query?: string;
  readonly provider?: MetricProvider;
  readonly successCondition?: string;
  readonly arguments?: readonly AnalysisArgument[];
}

/**
 * What a release waits for. Without data a condition does not hold.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * WaitCondition.allOf(
 *   WaitCondition.releaseWindow({ opens: '08:00', closes: '15:00', days: [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY] }),
 *   WaitCondition.noAlerts({ labels: { severity: 'critical' }, watchdog: 'Watchdog' }),
 * );
 */
@checked
export class WaitCondition {
  /**
   * A query of Prometheus that meets a threshold. Where it gives several series, one that does is enough.
   *
   * @param query the query, in PromQL
   * @example
   * WaitCondition.query('sum(queue_length{namespace="shop"})', { holds: Threshold.below(100) });
   */
  public static query(query: string, options: WaitQueryOptions): WaitCondition {
    const { holds, arguments: args = [] } = options;
    return new WaitCondition({ query: holds._filter(`(${query})`), arguments: [...args, ...holds._arguments] });
  }

  /**
   * The time is within a window, in UTC. It may go over midnight, and over the weekend.
   */
  public static releaseWindow(window: ReleaseWindow): WaitCondition {
    return new WaitCondition({ query: whileOpen(window) });
  }

  /**
   * None of these alerts fires. Those of `RolloutAlerts` that tell of a release that waits are left out, unless they are named.
   */
  public static noAlerts(alerts: NoAlertsOptions): WaitCondition {
    return new WaitCondition({ query: whileNoneFires(alerts), arguments: alerts.arguments });
  }

  /**
   * A ConfigMap does not exist: whoever makes it stops all releases that look for it, until it is deleted. Needs kube-state-metrics; where that tells of no ConfigMap of
   * the namespace at all, this does not hold.
   *
   * @example
   * // kubectl create configmap release-freeze --namespace platform
   * WaitCondition.noFreeze({ configMap: 'release-freeze', namespace: 'platform' });
   */
  public static noFreeze(freeze: NoFreezeOptions): WaitCondition {
    const { configMap, namespace } = freeze;
    const inNamespace = `namespace="${namespace}"`;
    return new WaitCondition({
      query: `count(kube_configmap_info{${inNamespace}}) unless on () kube_configmap_info{${inNamespace},configmap="${configMap}"}`,
    });
  }

  /**
   * Another rollout has completed its last update. Needs the metrics of the controller. They do not say of which version: a rollout whose new manifest is applied later is still
   * completed, with its old version. Deploy both at once, and wait after a pause.
   *
   * @param name the name of the other rollout
   * @example
   * WaitCondition.rolloutCompleted('database', { completedFor: Duration.minutes(10) });
   */
  public static rolloutCompleted(name: string, options: RolloutCompletedOptions = {}): WaitCondition {
    const own = AnalysisArgument.rolloutNamespace();
    const { namespace = own.placeholder, completedFor = Duration.minutes(2), namespaceLabel = 'namespace' } = options;
    const series = (phase: string) => `rollout_info{${namespaceLabel}="${namespace}",name="${name}",${phase}}`;
    return new WaitCondition({
      query: `count(${series('phase="Completed"')}) unless on () max_over_time(${series('phase!="Completed"')}[${goDuration(completedFor)}])`,
      arguments: options.namespace === undefined ? [own] : [],
    });
  }

  /**
   * A measurement of any provider. It cannot be part of `allOf` and `anyOf`, which are one query of Prometheus.
   *
   * @example
   * WaitCondition.measured(MetricProvider.web({ url: 'https://changes.example/api/approved', jsonPath: '{$.approved}' }), {
   *   successCondition: 'result == true',
   * });
   */
  public static measured(provider: MetricProvider, options: MeasuredConditionOptions = {}): WaitCondition {
    const { holds, successCondition, arguments: args = [] } = options;
    if (holds && successCondition !== undefined) {
      throw new Error('a measured condition got both "holds" and "successCondition": give one of them');
    }
    if (holds && !provider._number) {
      throw new Error('a measured condition got "holds", and of its provider it is not known where a number is: give "successCondition"');
    }
    return new WaitCondition({
      provider,
      successCondition: holds ? holds._conditions(provider._number!, NoData.INCONCLUSIVE).successCondition : successCondition,
      arguments: [...args, ...holds?._arguments ?? []],
    });
  }

  /**
   * All of these hold at the same time.
   */
  public static allOf(...conditions: WaitCondition[]): WaitCondition {
    return WaitCondition.together('allOf', 'and on ()', conditions);
  }

  /**
   * At least one of these holds.
   */
  public static anyOf(...conditions: WaitCondition[]): WaitCondition {
    return WaitCondition.together('anyOf', 'or on ()', conditions);
  }

  private static together(factory: string, operator: string, conditions: readonly WaitCondition[]): WaitCondition {
    const queries = conditions.map(({ _parts: { query } }) => query);
    if (queries.length === 0 || queries.includes(undefined)) {
      throw new Error(`"${factory}" takes conditions that are queries of Prometheus, got ${queries.length === 0 ? 'none' : 'one that is measured by another provider'}`);
    }
    return new WaitCondition({
      query: queries.length === 1 ? queries[0] : queries.map((query) => `(${query})`).join(` ${operator} `),
      arguments: conditions.flatMap(({ _parts }) => _parts.arguments ?? []),
    });
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _parts: ConditionParts,
  ) {}
}
