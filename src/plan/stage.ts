import { Path } from '../manifest/pointer';
import { Gate } from './gate';
import { Span } from './span';

/** Pods at the end of a stage, as far as they are known. */
export interface StagePods {
  readonly updated?: number;
  readonly stable?: number;
  /** Those of an experiment. */
  readonly experiment?: number;
  /** The most that there are at a time. */
  readonly peak?: number;
}

/**
 * What an update waits for at the end of a stage.
 */
export enum StageWait {
  /** Until the pods are ready. */
  READY_PODS = 'ready-pods',
  /** Until some time has passed. */
  TIME = 'time',
  /** Until a person promotes it. */
  PERSON = 'person',
  /** Until an analysis has taken enough measurements. */
  MEASUREMENTS = 'measurements',
  /** Until a step plugin has finished. */
  PLUGIN = 'plugin',
  /** It waits for nothing. */
  NOTHING = 'nothing',
}

/** What an update does where a measurement decides nothing. */
export const INCONCLUSIVE = 'pauses until somebody promotes or aborts it';

/** A part of an update. */
export interface Stage {
  /** As `get rollout` counts steps, or what it is of blue-green. */
  readonly name: string;
  /** Where it stands in the manifest. */
  readonly path: Path;
  /** What happens, in the words of the manifest. */
  readonly description: string;
  /** The share of the traffic that the manifest asks for, in percent. */
  readonly requestedWeight: number;
  /** The share of the traffic that reaches the new version when the stage is reached, in percent. */
  readonly weight?: number;
  /** The header routes whose requests reach it as well. */
  readonly headerRoutes: readonly string[];
  readonly pods: StagePods;
  readonly time: Span;
  readonly waitsFor: StageWait;
  /** What decides whether the update goes on. */
  readonly gates: readonly Gate[];
  /** The templates of the analysis that runs beside it. */
  readonly beside: readonly string[];
  /** What happens where a measurement is bad, and where none can decide. */
  readonly failure?: string;
  readonly inconclusive?: string;
}
