/**
 * The Service that a gate measures.
 */
export interface MeasuredService {
  readonly name: string;
  readonly port: number;
}

/** Where a rollout runs an analysis. */
export type AnalysisPlace = 'background' | 'step' | 'pre-promotion' | 'post-promotion';

/**
 * One use of analysis templates by one rollout: what their arguments can be filled from.
 */
export interface AnalysisUse {
  readonly place: AnalysisPlace;
  /** The name of the rollout. */
  readonly rollout: string;
  readonly namespace?: string;
  /** What moves the rollout's traffic between the Services of the two versions, as in the keys of `trafficRouting`. */
  readonly routers: readonly string[];
  /** The Service of the new version: canary, preview, and after promotion the active one. */
  measured(): MeasuredService;
  /** The Service that users reach: stable or active. */
  primary(): MeasuredService;
}
