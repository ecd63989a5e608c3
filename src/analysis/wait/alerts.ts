import { AnalysisArgument } from '../argument';

/**
 * Options of `WaitCondition.noAlerts`. Set `names`, `labels`, or both.
 */
export interface NoAlertsOptions {
  /**
   * The names of the alerts.
   *
   * @default - all alerts with the `labels`
   */
  readonly names?: string[];

  /**
   * Labels of the alerts, such as `{ severity: 'critical' }`. Values may contain placeholders of arguments.
   *
   * @default - any
   */
  readonly labels?: Record<string, string>;

  /**
   * The name of an alert that always fires, such as `Watchdog` of kube-prometheus-stack. If it does not fire, the condition is not true. Without this
   * option, a Prometheus that does not evaluate alerts looks like one without firing alerts.
   *
   * @default - not checked
   */
  readonly watchdog?: string;

  /**
   * The arguments whose placeholders are in the `labels`.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

/** Alerts of `RolloutAlerts` that tell of a release that waits: it would wait for them for ever. */
export const TELLING_OF_A_WAIT = ['AnalysisRunRunningTooLong', 'RolloutInFlightTooLong', 'RolloutPausedTooLong'];

/** A query that yields something while none of these fires, and nothing else. */
export function whileNoneFires({ names, labels = {}, watchdog }: NoAlertsOptions): string {
  if (!names?.length && Object.keys(labels).length === 0) {
    throw new Error('"noAlerts" needs names or labels of alerts: some alert always fires');
  }
  const ignored = [...watchdog ? [watchdog] : [], ...TELLING_OF_A_WAIT];
  const matchers = [
    'alertstate="firing"',
    names?.length ? `alertname=~"${names.join('|')}"` : `alertname!~"${ignored.join('|')}"`,
    ...Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`),
  ];
  const firing = `ALERTS{${matchers.join(',')}}`;
  return watchdog ? `count(ALERTS{alertstate="firing",alertname="${watchdog}"}) unless on () ${firing}` : `absent(${firing})`;
}
