import { Duration } from 'cdk8s';

/**
 * How one alert differs from what the library makes of it.
 */
export interface AlertOverride {
  /**
   * The value of its label `severity`.
   *
   * @default - `critical`, `warning` or `info`, as fits the alert
   */
  readonly severity?: string;

  /**
   * How long its condition must hold before it fires.
   *
   * @default - what fits the alert
   */
  readonly after?: Duration;

  /**
   * The value beyond which its condition holds, in the unit that the description of the alert names. Alerts that compare with nothing
   * have none.
   *
   * @default - what fits the alert
   */
  readonly threshold?: number;

  /**
   * Make the alert.
   *
   * @default - true where it concerns a rollout. `true` makes `RolloutExperimentFailed` also for rollouts that get their experiment with a JSON patch
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
