import { Bundle, Manifest } from '../../manifest/bundle';
import { GatewayPlugin } from '../../reading/gateway-plugin';
import { TargetVersion } from '../../reading/target-version';
import { Violation, Severity } from './finding';

/**
 * Where the mistake would show without us: when the API server admits the object, in the lint command of Argo Rollouts, when
 * the controller reconciles the rollout, when it moves traffic, in an experiment, when an analysis starts, at each of its
 * measurements, when the controller itself starts, or never.
 */
export type Stage = 'admission' | 'lint' | 'reconcile' | 'traffic' | 'experiment' | 'run-start' | 'measure' | 'startup' | 'never';

/** In place of kinds: a rule about every object. */
export const ANY_KIND = '*';

/**
 * What is known of a kind of finding.
 */
export interface RuleFacts {
  /** Users name rules in settings and annotations, so an id never changes. */
  readonly id: string;
  readonly severity: Severity;
  readonly stage: Stage;
  /** What happens in the cluster to who ignores it. */
  readonly why: string;
  /** Whether it looks for what may be deployed from elsewhere: an error only where references are strict. */
  readonly ofReference?: boolean;
}

/**
 * What a rule may ask for beside the manifests.
 */
export interface Circumstances {
  /** The release of Argo Rollouts that will handle the manifests. */
  readonly target: TargetVersion;
  /** The plugin of the Gateway API that will move traffic. */
  readonly gatewayPlugin: GatewayPlugin;
  /** Whether there is a rule of this id, as far as that can be known here. */
  knowsRule(id: string): boolean;
}

/**
 * What a manifest must not do, with a name.
 */
export interface Rule extends RuleFacts {
  /** The kinds of object that it is asked of. */
  readonly kinds: readonly string[];
  /** An ordinary function. It reads manifests and never changes them, and may ask the bundle for anything. */
  check(manifest: Manifest, bundle: Bundle, circumstances: Circumstances): readonly Violation[];
}
