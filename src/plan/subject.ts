import { Bundle, Manifest } from '../manifest/bundle';
import { horizontalScalers } from '../reading/autoscalers';

/** The rollout that is planned, and what is deployed with it. */
export interface Subject {
  readonly rollout: Manifest;
  readonly bundle: Bundle;
  /** How many pods it has. Undefined if somebody else decides. */
  readonly replicas?: number;
  /** What decides it, as the object is called. */
  readonly scaler?: string;
}

export function subjectOf(rollout: Manifest, bundle: Bundle, replicas?: number): Subject {
  const [scaler] = horizontalScalers(rollout.metadata ?? {}, bundle);
  return {
    rollout,
    bundle,
    replicas: replicas ?? (scaler ? undefined : rollout.spec?.replicas),
    scaler: scaler && `${scaler.kind} ${scaler.metadata.name}`,
  };
}
