import { Duration } from 'cdk8s';
import { series } from './promql';

/** Where the metrics of a controller come from. */
export interface ControllerSource {
  readonly job: string;
  readonly namespace: string;
}

/**
 * One alert about the controller, in all that tells it from the others.
 */
export interface ControllerAlert {
  readonly name: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly after: Duration;
  readonly threshold?: number;
  /** @param own a selector of series that the controller itself exposes */
  readonly expr: (own: (metric: string, ...matchers: string[]) => string, threshold: number, source: ControllerSource) => string;
  readonly summary: string;
  readonly description: string;
}

export function expressionOf({ expr, threshold }: ControllerAlert, source: ControllerSource, given = threshold): string {
  return expr((metric, ...matchers) => series(metric, `job="${source.job}"`, ...matchers), given ?? 0, source);
}
