import { Bundle, Manifest } from '../manifest/bundle';
import { Objection, Severity } from './finding';

/**
 * A named objection to a manifest.
 */
export interface Rule {
  /** Users name rules in settings and annotations, so an id never changes. */
  readonly id: string;
  readonly severity: Severity;
  /** The kinds of object it reads. */
  readonly kinds: readonly string[];
  /** What happens in the cluster to who ignores it. */
  readonly why: string;
  check(manifest: Manifest, bundle: Bundle): Objection[];
}
