import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';

type Path = readonly (string | number)[];

/** What a rule says of manifests, as `pointer: message`, and of which of them it says it. */
export function saidBy(rule: string, manifests: readonly Manifest[]): { text: string; manifest: number; path: Path }[] {
  const findings = lint(manifests.map((manifest, origin) => ({ manifest, origin })));
  return findings.filter((finding) => finding.rule === rule).map(({ pointer, message, entry }) => ({
    text: `${pointer}: ${message}`,
    manifest: entry.origin as number,
    path: pointer.split('/').slice(1).map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~')),
  }));
}

/**
 * What of manifests a rule needs to say what it says: without any other field it would be silent, or say something else. The
 * way to the place that it names is kept, with the names on it.
 */
export function reduceBad(rule: string, manifests: readonly Manifest[]): Manifest[] {
  const wanted = JSON.stringify(saidBy(rule, manifests).map(({ text }) => text));
  const named = saidBy(rule, manifests).map(({ manifest, path }) => [manifest, ...path].map(String));
  const isKept = (path: Path) => path.length < 2 || isIdentity(path) || named.some((place) => leadsTo(path.map(String), place));
  let reduced: Manifest[] = structuredClone([...manifests]);
  for (let before = ''; before !== JSON.stringify(reduced);) {
    before = JSON.stringify(reduced);
    for (const path of pathsIn(reduced).filter((each) => !isKept(each))) {
      const shorter = without(reduced, path);
      reduced = shorter && isSame(rule, shorter, wanted) ? shorter : reduced;
    }
  }
  return reduced;
}

/** The manifests without those that the rule does not need at all, which leave a gap. */
export function leaveOut(rule: string, reduced: readonly Manifest[]): (Manifest | undefined)[] {
  const wanted = JSON.stringify(saidBy(rule, reduced).map(({ text }) => text));
  return reduced.map((manifest) => isSame(rule, reduced.filter((other) => other !== manifest), wanted) ? undefined : manifest);
}

/** Of manifests that a rule accepts: what is left of those it rejects, and what is different in these. */
export function reduceGood(rule: string, good: readonly Manifest[], bad: readonly Manifest[], reducedBad: readonly Manifest[]): Manifest[] {
  const shown = new Set(pathsIn(reducedBad).map((path) => JSON.stringify(path)));
  const isShown = (path: Path) => shown.has(JSON.stringify(path)) || JSON.stringify(at(good, path)) !== JSON.stringify(at(bad, path));
  let reduced: Manifest[] = structuredClone([...good]);
  for (const path of pathsIn(good).reverse().filter((each) => each.length > 1 && !isIdentity(each) && !isShown(each))) {
    reduced = without(reduced, path) ?? reduced;
  }
  return saidBy(rule, reduced).length === 0 ? reduced : [...good];
}

const OTHER_KINDS = 1000;

/** How many values one list of manifests has and the other has not. Other kinds of objects are further away than any values. */
export function difference(one: readonly Manifest[], other: readonly Manifest[]): number {
  const [kinds, otherKinds] = [one, other].map((manifests) => manifests.map(({ kind }) => kind).join());
  const valuesOf = (manifests: readonly Manifest[]) => new Set(pathsIn(manifests).map((path) => JSON.stringify([path, leaf(at(manifests, path))])));
  const [ours, theirs] = [one, other].map(valuesOf);
  const notIn = (values: ReadonlySet<string>, others: ReadonlySet<string>) => [...values].filter((value) => !others.has(value)).length;
  return notIn(ours, theirs) + notIn(theirs, ours) + (kinds === otherKinds ? 0 : OTHER_KINDS);
}

function isSame(rule: string, manifests: readonly Manifest[], wanted: string): boolean {
  try {
    return JSON.stringify(saidBy(rule, manifests).map(({ text }) => text)) === wanted;
  } catch {
    return false;
  }
}

function isIdentity([, key, ...rest]: Path): boolean {
  return (key === 'kind' || key === 'metadata') && rest.length === 0;
}

/** Whether a path is on the way to a place, or is the name of something on it. */
function leadsTo(path: readonly string[], place: readonly string[]): boolean {
  const isOnWay = path.every((key, index) => place[index] === key);
  return isOnWay || (path[path.length - 1] === 'name' && path.slice(0, -1).every((key, index) => place[index] === key) && path.length > 3);
}

/** All places in a value, what holds others before them. */
function pathsIn(value: unknown): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const keys = inner.map(([key, held]) => ({ key: Array.isArray(value) ? Number(key) : key, held }));
  return [...keys.map(({ key }): Path => [key]), ...keys.flatMap(({ key, held }) => pathsIn(held).map((path): Path => [key, ...path]))];
}

function at(value: any, [key, ...rest]: Path): unknown {
  return key === undefined || value === undefined || value === null ? value : at(value[key], rest);
}

/** A copy without the value at a path. Of a list only the last item can go: the others would get another place. */
function without<T>(value: T, path: Path): T | undefined {
  const copy = structuredClone(value);
  const key = path[path.length - 1];
  const holder: any = at(copy, path.slice(0, -1));
  if (typeof holder !== 'object' || holder === null || !(key in holder)) {
    return undefined;
  }
  if (!Array.isArray(holder)) {
    delete holder[key];
    return copy;
  }
  return key === holder.length - 1 ? (holder.pop(), copy) : undefined;
}

function leaf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? [] : {}) : value;
}
