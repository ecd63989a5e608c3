import { PrometheusSource } from '../../analysis/prometheus-source';
import { Selection } from '../alerts/selection';
import { WatchedRollout } from '../alerts/watched-rollout';
import { Rollouts } from './overview-panels';
import { CountedRequests, countedRequests } from './requests';

/** One rollout, and what the panels about it look at. */
export interface Watched extends Rollouts {
  readonly rollout: WatchedRollout;
  readonly selection: Selection;
  readonly requests?: CountedRequests;
}

export function watched(rollout: WatchedRollout, namespaceLabel: string, source?: PrometheusSource): Watched {
  const selection = new Selection([rollout], namespaceLabel);
  return {
    rollout,
    selection,
    namespaceLabel,
    select: (metric, ...matchers) => [selection.ofRollouts(metric, ...matchers)],
    requests: countedRequests(rollout, source),
  };
}
