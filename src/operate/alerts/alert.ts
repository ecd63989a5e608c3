import { Duration } from 'cdk8s';
import { Selection } from './selection';
import { WatchedRollout } from './watched-rollout';

/**
 * How the texts of an alert speak of its rollout: in Prometheus' template language, where one rule watches several.
 */
export interface Subject {
  /** The rollout, with its namespace where that is known. */
  readonly rollout: string;
  /** One version of it, as it is told from the others. */
  readonly version: string;
  /** The command of kubectl that shows its conditions and events. */
  readonly describe: string;
  /** A command of the Argo Rollouts plugin for kubectl. */
  command(verb: 'get rollout' | 'promote' | 'abort' | 'retry rollout'): string;
}

/**
 * One alert, in all that tells it from the others.
 */
export interface Alert {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  /** How long the condition holds before the alert fires. */
  readonly after: Duration | ((rollout: WatchedRollout) => Duration);
  /** The rollouts that it is about; all, unless said. */
  readonly applies?: (rollout: WatchedRollout) => boolean;
  /** An override that enables it makes it for all rollouts: what it is about can come in with a JSON patch. */
  readonly onRequest?: boolean;
  /** Each rollout has a rule of its own, because the series that it looks at do not say which rollout they are about. */
  readonly alone?: boolean;
  /** The label with the rollout's name, where that is not `name`. */
  readonly rolloutLabel?: string;
  /** The label with the rollout's namespace, where the controller is not the source. */
  readonly namespaceLabel?: string;
  /** What its expression compares with, where users may choose that. */
  readonly threshold?: number;
  readonly expr: (selection: Selection, threshold: number) => string;
  readonly summary: (subject: Subject) => string;
  readonly description: (subject: Subject) => string;
}
