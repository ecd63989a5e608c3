import { Bundle, Manifest } from '../../manifest/bundle';
import { Path } from '../../manifest/pointer';
import { TargetVersion } from '../../reading/target-version';
import { Objection, Severity } from './finding';

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
  /** Whether there is a rule of this id, as far as that can be known here. */
  knowsRule(id: string): boolean;
}

/**
 * What rules look at one by one, such as the containers of an object.
 */
export interface Parts<P> {
  of(manifest: Manifest, bundle: Bundle): readonly P[];
  /** Where the pointers of objections to a part start. Without it, at the object. */
  within?(part: P): Path;
}

/**
 * A named objection to a manifest.
 */
export interface Rule extends RuleFacts {
  /** The kinds of object it reads. */
  readonly kinds: readonly string[];
  /** Of these keys an object has at least one, on whatever level, wherever the rule has anything to say. A kind counts as one. */
  readonly keys?: readonly string[];
  /** What it is asked of, in turn. Without it, of the object as a whole. */
  readonly parts?: Parts<any>;
  /**
   * What it says depends on nothing but what it is told here, because it is not asked again of objects that differ only in what it never
   * read. It keeps nothing but through `remembered.ts`. Two things make that it is asked of every object: to ask the bundle for anything
   * but `templateOf`, and to read names before there is something to object to.
   */
  check(part: any, bundle: Bundle, circumstances: Circumstances, manifest: Manifest): readonly Objection[];
}
