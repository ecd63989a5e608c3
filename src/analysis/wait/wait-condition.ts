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
   * The threshold that the result must meet. Without data the condition is not true.
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
   * The namespace of the other rollout.
   *
   * @default - the namespace of the rollout that waits
   */
  readonly namespace?: string;

  /**
   * How long the other rollout must have been completed.
   *
   * @default Duration.minutes(2)
   */
  readonly completedFor?: Duration;

  /**
   * The label that contains the namespace of a rollout in the controller's metrics. It is `exported_namespace` if the Prometheus operator scrapes the
   * controller without `honorLabels`.
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
   * The threshold that the result must meet, if the provider measures a number.
   *
   * @default - `successCondition`
   */
  readonly holds?: Threshold;

  /**
   * The condition that must be true, as an expression with the variable `result`.
   *
   * @default - `holds`; without both, the provider decides. For example, a Job decides by its success
   */
  readonly successCondition?: string;

  /**
   * The arguments whose placeholders are in these options.
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
 * A condition that an update waits for. Without data a condition is not true.
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
   * True if the result of a Prometheus query meets a threshold. If the query returns several series, it is enough that one of them does.
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
   * True if the current time is within a release window, in UTC. The window may include midnight, and the weekend.
   */
  public static releaseWindow(window: ReleaseWindow): WaitCondition {
    return new WaitCondition({ query: whileOpen(window) });
  }

  /**
   * True if none of these alerts fires. Alerts of `RolloutAlerts` that report a waiting update are ignored, unless you name them.
   */
  public static noAlerts(alerts: NoAlertsOptions): WaitCondition {
    return new WaitCondition({ query: whileNoneFires(alerts), arguments: alerts.arguments });
  }

  /**
   * True if a ConfigMap does not exist. Whoever creates it stops all releases that check for it, until it is deleted. Needs kube-state-metrics. If
   * kube-state-metrics reports no ConfigMap in the namespace at all, the condition is not true.
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
   * True if another rollout has completed its last update. Needs the metrics of the controller. These metrics do not contain the version. If the new
   * manifest of the other rollout is applied later, the rollout is still completed, with its old version. So deploy both at once, and put a pause
   * before this step.
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
   * True if a measurement of any provider is successful. It cannot be part of `allOf` and `anyOf`, because these make one Prometheus query.
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
   * True if all of these conditions are true at the same time.
   */
  public static allOf(...conditions: WaitCondition[]): WaitCondition {
    return WaitCondition.together('allOf', 'and on ()', conditions);
  }

  /**
   * True if at least one of these conditions is true.
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
