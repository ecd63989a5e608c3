import { Bundle } from '../../src/manifest/bundle';
import { keysOf, lookFor, NULL, union } from '../../src/manifest/keys';
import { AskedRules } from '../../src/rules/lint/asked-rules';
import { RuleChoice } from '../../src/rules/lint/rule-choice';
import { ANY_KIND } from '../../src/rules/rule/rule';
import { RULES } from '../../src/rules/rules';
import { CASES, documentsOf } from './cases';

const BUNDLES = Object.values(CASES).flatMap(({ accepts, rejects }) => [...accepts, ...Object.values(rejects)])
  .map((yaml) => new Bundle(documentsOf(yaml).map((manifest) => ({ manifest, origin: undefined }))));

const CIRCUMSTANCES = { target: 'v1.7', knowsRule: () => false } as const;

beforeAll(() => lookFor([...RULES.flatMap(({ keys = [] }) => keys), 'A', 'list', 'deep', 'none']));

const A = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } };

test('keys are those of all levels, and the kind', () => {
  const keys = keysOf({ ...A, list: [{ of: [[{ deep: 1 }]] }] });
  expect(['A', 'list', 'deep', 'none'].filter((key) => keys.has(key))).toEqual(['A', 'list', 'deep']);
});

test('a key without a value is none', () => {
  const keys = keysOf({ ...A, list: null });
  expect(['list', NULL].filter((key) => keys.has(key))).toEqual([NULL]);
});

test('a key that nobody looks for is not kept', () => {
  expect(keysOf({ ...A, 'kind': 'ConfigMap', 'any-name': '' }).has('any-name')).toBe(false);
});

test('objects of the same keys share them, in whatever order', () => {
  const [one, other] = [{ ...A, list: [], deep: 1 }, { ...A, deep: 2, list: [1] }].map(keysOf);
  expect(one).toBe(other);
});

test('keys of two objects', () => {
  const both = union(keysOf({ ...A, list: [] }), keysOf({ ...A, deep: 1 }));
  expect(['list', 'deep', 'none'].filter((key) => both.has(key))).toEqual(['list', 'deep']);
});

test.each(RULES.filter(({ keys }) => keys).map((rule) => ({ id: rule.id, rule })))('$id has nothing to say without its keys', ({ rule }) => {
  const always = new RuleChoice([{ ...rule, keys: undefined }]);
  const missed = BUNDLES.flatMap((bundle) => bundle.manifests
    .filter((manifest) => rule.kinds.includes(manifest?.kind) || rule.kinds.includes(ANY_KIND))
    .filter((manifest) => !rule.keys!.some((key) => keysOf(manifest).has(key)))
    .flatMap((manifest) => objectionsOf(() => new AskedRules(always, bundle, CIRCUMSTANCES).ask(manifest))));
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
