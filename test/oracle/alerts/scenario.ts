/** Series as promtool takes them: a sample a minute. */
export type Series = Readonly<Record<string, string>>;

/** A state of the world, and what an alert makes of it. */
export interface Scenario {
  readonly alert: string;
  readonly when: string;
  readonly series: Series;
  /** Minutes after the first sample. */
  readonly at: number;
  /** The labels of the alert that fires, beside those that its rule gives it; absent where it must be silent. */
  readonly fires?: Readonly<Record<string, string>>;
}

/** A scenario in which an alert fires, and others in which it is silent. */
export function alertsWhen(alert: string, fires: Omit<Scenario, 'alert'>, ...silent: Omit<Scenario, 'alert' | 'fires'>[]): Scenario[] {
  return [{ alert, ...fires, fires: fires.fires ?? {} }, ...silent.map((scenario) => ({ alert, ...scenario }))];
}
