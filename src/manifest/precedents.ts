import { Manifest } from './bundle';
import { Path } from './pointer';

/** An earlier manifest that has the same keys, and values of the same types. */
export interface Precedent {
  readonly manifest: Manifest;
  /** Where the values differ. Mostly one list for all that differ in the same places. */
  readonly differences: readonly Path[];
}

/** So many manifests of a kind are kept to compare the next ones with. */
const MOST_PRECEDENTS = 4;

/** So many lists of differences are kept to find the next one among them. */
const MOST_LISTS = 8;

/** Of manifests that differ in more, little can be said together. */
const MOST_DIFFERENCES = 40;

const known = new WeakMap<Manifest, Precedent>();

/** The precedent of a manifest, if one was found when it was last looked for. */
export function precedentOf(manifest: Manifest): Precedent | undefined {
  return known.get(manifest);
}

/**
 * Finds precedents. The applications of one team mostly differ in a few names, and what was found out of the first then holds for
 * hundreds: to compare two manifests costs less than to ask three rules of one.
 */
export class Precedents {
  private readonly comparisons = new Map<string, readonly Comparison[]>();

  /** Looks for the precedent of a manifest. What has none can be that of later ones. */
  public find(manifest: Manifest) {
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
  private precedents: readonly Precedent[] = [];
  private readonly path: (string | number)[] = [];
  private found: Path[] = [];

  constructor(private readonly earlier: Manifest) {}

  /** The earlier manifest as the precedent of another, if that has the same keys and types. */
  public compare(other: Manifest): Precedent | undefined {
    this.found = [];
    const isLike = this.isLike(this.earlier, other, 0);
    return isLike ? this.precedents.find(({ differences }) => areSame(differences, this.found)) ?? this.add() : undefined;
  }

  private add(): Precedent {
    const precedent = { manifest: this.earlier, differences: this.found };
    this.precedents = [precedent, ...this.precedents].slice(0, MOST_LISTS);
    return precedent;
  }

  /** In one function, because it goes through every value there is. */
  private isLike(one: any, other: any, depth: number): boolean {
    const { path, found } = this;
    if (one === other) {
      return true;
    }
    if (typeof one !== typeof other || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) {
      return false;
    }
    if (typeof one !== 'object') {
      // mostly it is where manifests differed before
      const before = this.precedents[0]?.differences[found.length];
      return found.push(before && isStartOf(before, path, depth) ? before : path.slice(0, depth)) <= MOST_DIFFERENCES;
    }
    if (Array.isArray(one)) {
      for (let index = 0; index < one.length; index++) {
        path[depth] = index;
        if (one[index] !== other[index] && !this.isLike(one[index], other[index], depth + 1)) {
          return false;
        }
      }
      return one.length === other.length;
    }
    let fields = 0;
    for (const key in one) {
      const value = one[key];
      if (value === undefined || value !== other[key]) {
        path[depth] = key;
        if (!Object.hasOwn(other, key) || !this.isLike(value, other[key], depth + 1)) {
          return false;
        }
      }
      fields++;
    }
    for (const _key in other) {
      fields--;
    }
    return fields === 0;
  }
}

function isStartOf(start: Path, path: Path, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (start[index] !== path[index]) {
      return false;
    }
  }
  return start.length === length;
}

function areSame(ones: readonly Path[], others: readonly Path[]): boolean {
  return ones.length === others.length && ones.every((one, index) => one === others[index] || isStartOf(one, others[index], others[index].length));
}
