import { TrafficRouting } from '../manifest/types';

/**
 * What moves a canary's traffic, as the canary sees it.
 */
export interface TrafficRouter {
  /** Its key in `trafficRouting`. */
  readonly key: 'nginx' | 'istio';
  /** The weight that stands for all traffic. */
  readonly maxTrafficWeight?: number;
  /** Its fragment of `trafficRouting`. */
  toTrafficRouting(): TrafficRouting;
}
