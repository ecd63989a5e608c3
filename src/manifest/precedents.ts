import { Manifest } from './bundle';
import { Path } from './pointer';

/** An earlier manifest that has the same keys in the same order, and values of the same types. */
export interface Precedent {
  readonly manifest: Manifest;
  /** Where the values differ. Who keeps something for such a list finds it by identity: one more list costs time, never truth. */
  readonly differences: readonly Path[];
}

/** So many manifests of a kind are kept to compare the next ones with. */
const MOST_PRECEDENTS = 4;

/** So many lists of differences are kept to find the next one among them. */
const MOST_LISTS = 8;

/** Of manifests that differ in more, little can be said together. */
const MOST_DIFFERENCES = 40;

// by manifest, because who asks for the keys or the schema of one has nothing else
const known = new WeakMap<Manifest, Precedent>();

/** The precedent of a manifest, if one was found when it was last met. */
export function precedentOf(manifest: Manifest): Precedent | undefined {
  return known.get(manifest);
}

/** The manifest that stands for all that are like it: its precedent, or itself. */
export function firstOf(manifest: Manifest): Manifest {
  return known.get(manifest)?.manifest ?? manifest;
}

/** Says that an object shows a manifest, and so differs from it nowhere. */
export function nowShows(shown: Manifest, manifest: Manifest) {
  known.set(shown, { manifest, differences: [] });
}

/**
 * Finds precedents. The applications of one team mostly differ in a few names, and what was found out of the first then holds for
 * hundreds: to compare two manifests costs less than to ask three rules of one.
 */
export class Precedents {
  private readonly comparisons = new Map<string, readonly Comparison[]>();

  /** Looks for the precedent of a manifest. What has none can be that of later ones. */
  public meet(manifest: Manifest) {
    const ofKind = this.comparisons.get(manifest.kind) ?? [];
    for (let index = 0; index < ofKind.length; index++) {
      const precedent = ofKind[index].compare(manifest);
      if (precedent) {
        known.set(manifest, precedent);
        return;
      }
    }
    known.delete(manifest);
    this.comparisons.set(manifest.kind, [new Comparison(manifest), ...ofKind].slice(0, MOST_PRECEDENTS));
  }
}

/** Compares manifests with an earlier one. */
class Comparison {
  private met: readonly Precedent[] = [];
  private readonly path: (string | number)[] = [];
  private found: Path[] = [];

  constructor(private readonly earlier: Manifest) {}

  /** The earlier manifest as the precedent of another, if they are alike. */
  public compare(other: Manifest): Precedent | undefined {
    this.found = [];
    const isAlike = this.isAlike(this.earlier, other, 0);
    return isAlike ? this.met.find(({ differences }) => areSame(differences, this.found)) ?? this.keep() : undefined;
  }

  private keep(): Precedent {
    const precedent = { manifest: this.earlier, differences: this.found };
    this.met = [precedent, ...this.met].slice(0, MOST_LISTS);
    return precedent;
  }

  /** In one function, because it goes through every value there is. */
  private isAlike(one: any, other: any, depth: number): boolean {
    if (one === other) {
      return true;
    }
    if (typeof one !== typeof other || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) {
      return false;
    }
    const { path } = this;
    if (typeof one !== 'object') {
      // mostly it is where manifests differed before
      const before = this.met[0]?.differences[this.found.length];
      return this.found.push(before && isPath(before, path, depth) ? before : path.slice(0, depth)) <= MOST_DIFFERENCES;
    }
    if (Array.isArray(one)) {
      for (let index = 0; index < one.length; index++) {
        path[depth] = index;
        if (one[index] !== other[index] && !this.isAlike(one[index], other[index], depth + 1)) {
          return false;
        }
      }
      return one.length === other.length;
    }
    const keys = Object.keys(other);
    let fields = 0;
    for (const key in one) {
      if (key !== keys[fields++]) {
        return false;
      }
      if (one[key] !== other[key]) {
        path[depth] = key;
        if (!this.isAlike(one[key], other[key], depth + 1)) {
          return false;
        }
      }
    }
    return fields === keys.length;
  }
}

/** Whether a path is the start of another that has this length. */
function isPath(one: Path, other: Path, length: number): boolean {
  for (let depth = 0; depth < length; depth++) {
    if (one[depth] !== other[depth]) {
      return false;
    }
  }
  return one.length === length;
}

function areSame(ones: readonly Path[], others: readonly Path[]): boolean {
  return ones.length === others.length && ones.every((one, index) => one === others[index] || isPath(one, others[index], others[index].length));
}
