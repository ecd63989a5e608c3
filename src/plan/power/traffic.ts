import { Fault } from './share';

/** The requests of a rollout, of both versions together. */
export interface Traffic {
  readonly requestsPerSecond: number;
  /** The share of requests that are errors while all is well, from 0 to 1. */
  readonly errorRate: number;
  /** The share of requests that take longer than a gate allows while all is well, from 0 to 1. */
  readonly slowRate?: number;
}

/** The share that is bad while all is well. Undefined where nobody says it. */
export function normalShare({ errorRate, slowRate }: Traffic, fault: Fault): number | undefined {
  return fault === 'errors' ? errorRate : slowRate;
}
