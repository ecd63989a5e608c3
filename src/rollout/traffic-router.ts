import { TrafficRouting } from '../manifest/types';

/**
 * What moves a canary's traffic, as the canary sees it.
 */
export interface TrafficRouter {
  /** Its field in `trafficRouting`, or the name of its plugin. A rollout has each once. */
  readonly name: string;
  /** The weight that stands for all traffic. */
  readonly maxTrafficWeight?: number;
  /** Whether it tells the versions apart without a stable and a canary Service. */
  readonly needsNoServices?: boolean;
  /** Its fragment of `trafficRouting`. */
  toTrafficRouting(): TrafficRouting;
}
