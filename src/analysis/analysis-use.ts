import { RunArgument } from '../manifest/types';

/**
 * The Service that a gate measures.
 */
export interface MeasuredService {
  readonly name: string;
  readonly port: number;
  /** The number of the port that has a name. */
  _portNamed(name: string): number;
}

/** Where an analysis runs: at one of the places of a rollout, or in an experiment. */
export type AnalysisPlace = 'background' | 'step' | 'pre-promotion' | 'post-promotion' | 'experiment';

/** The new version, or the one that is being replaced. */
export type PodVersion = 'Latest' | 'Stable';

/**
 * One use of analysis templates by one rollout or experiment: what their arguments can be filled from.
 */
export interface AnalysisUse {
  readonly place: AnalysisPlace;
  /** The name of the rollout. */
  readonly rollout: string;
  readonly namespace?: string;
  /** What moves the rollout's traffic between the Services of the two versions, as in the keys of `trafficRouting`. */
  readonly routers: readonly string[];
  /** The pod-template hash of a version. */
  podTemplateHash(version: PodVersion): Partial<RunArgument>;
  /** A field of the rollout. */
  rolloutField(fieldPath: string): Partial<RunArgument>;
  /** The ports of the pods. */
  podPorts(): readonly number[];
  /** The Service of the new version: canary, preview, and after promotion the active one. */
  measured(): MeasuredService;
  /** The Service that users reach: stable or active. */
  primary(): MeasuredService;
}

/** What the controller reads of a rollout when it starts an analysis. */
export const READ_OF_ROLLOUT: Pick<AnalysisUse, 'podTemplateHash' | 'rolloutField'> = {
  podTemplateHash: (version) => ({ valueFrom: { podTemplateHashValue: version } }),
  rolloutField: (fieldPath) => ({ valueFrom: { fieldRef: { fieldPath } } }),
};
