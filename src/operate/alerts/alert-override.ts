import { Duration } from 'cdk8s';

/**
 * Changes of one alert.
 */
export interface AlertOverride {
  /**
   * The value of the label `severity`.
   *
   * @default - `critical`, `warning` or `info`, depending on the alert
   */
  readonly severity?: string;

  /**
   * How long the condition must be true before the alert fires.
   *
   * @default - depends on the alert
   */
  readonly after?: Duration;

  /**
   * The limit of the measured value. Its unit is in the description of the alert. Alerts that have no limit do not accept it.
   *
   * @default - depends on the alert
   */
  readonly threshold?: number;

  /**
   * Whether the alert is created.
   *
   * @default - true if the alert fits the rollout. Set `true` for `RolloutExperimentFailed` if a JSON patch adds the experiment
   */
  readonly enabled?: boolean;
}

/**
 * Throws where overrides name no alert, or give a threshold to an alert that has none.
 */
export function assertOverrides(
  overrides: Record<string, AlertOverride>, alerts: readonly { readonly name: string; readonly threshold?: number }[], path: string,
) {
  for (const [name, { threshold }] of Object.entries(overrides)) {
    const alert = alerts.find((known) => known.name === name);
    if (!alert) {
      throw new Error(`[${path}] "overrides" has no alert to change: got "${name}", allowed are ${alerts.map((known) => known.name).join(', ')}`);
    }
    if (threshold !== undefined && alert.threshold === undefined) {
      const having = alerts.filter((known) => known.threshold !== undefined).map((known) => known.name);
      throw new Error(`[${path}] ${name} compares with no threshold: got ${threshold}, allowed for ${having.join(', ')}`);
    }
  }
}
