import { load } from 'js-yaml';
import { Bundle, Manifest } from '../../src/manifest/bundle';
import { keysOf } from '../../src/manifest/keys';
import { ANY_KIND } from '../../src/rules/rule';
import { RULES } from '../../src/rules/rules';
import { CASES } from './cases';

const BUNDLES = Object.values(CASES).flatMap(({ accepts, rejects }) => [...accepts, ...Object.values(rejects)])
  .map((yaml) => new Bundle(yaml.split(/^---$/m).map((document) => ({ manifest: load(document) as Manifest, origin: undefined }))));

const CIRCUMSTANCES = { target: 'v1.7', knowsRule: () => false } as const;

test('keys are those of all levels, and the kind', () => {
  expect([...keysOf({ apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, list: [{ of: [[{ deep: null }]] }] })])
    .toEqual(['A', 'apiVersion', 'kind', 'metadata', 'name', 'list', 'of', 'deep']);
});

test.each(RULES.filter(({ keys }) => keys).map((rule) => ({ id: rule.id, rule })))('$id has nothing to say without its keys', ({ rule }) => {
  const missed = BUNDLES.flatMap((bundle) => bundle.manifests
    .filter((manifest) => rule.kinds.includes(manifest?.kind) || rule.kinds.includes(ANY_KIND))
    .filter((manifest) => !rule.keys!.some((key) => keysOf(manifest).has(key)))
    .flatMap((manifest) => objectionsOf(() => rule.check(manifest, bundle, CIRCUMSTANCES))));
  expect(missed).toEqual([]);
});

/** Some cases are of the wrong shape, and only rules about shapes are asked of those. */
function objectionsOf<T>(check: () => readonly T[]): readonly T[] {
  try {
    return check();
  } catch {
    return [];
  }
}
