import { readFileSync } from 'fs';
import { Manifest } from '../../src/manifest/bundle';
import { Path, valueAt } from '../../src/manifest/pointer';
import { lint } from '../../src/rules/lint/lint';
import { RULES } from '../../src/rules/rules';
import { CASES, documentsOf } from './cases';

/** So many manifests that are alike settle rules for those that come later. */
const ENOUGH = 26;

/** The same linter where nothing is the precedent of anything. */
let thorough: typeof lint;
jest.isolateModules(() => {
  jest.doMock('../../src/manifest/precedents', () => ({
    precedentOf: () => undefined,
    firstOf: <T>(manifest: T) => manifest,
    Precedents: class { public meet() {} },
  }));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be the linter that is tested
  thorough = require('../../src/rules/lint/lint').lint;
});

/** What a linter says of manifests, each finding with the number of its manifest. */
function said(by: typeof lint, manifests: readonly Manifest[]): string[] {
  return by(manifests.map((manifest, origin) => ({ manifest, origin })))
    .map(({ rule, severity, pointer, message, entry }) => `${entry.origin} ${severity} ${rule} ${pointer} ${message}`);
}

type Bundle = readonly Manifest[];

/** The same objects under other names, wherever those are written. */
function ofTeam(team: number, bundle: Bundle): Bundle {
  const names = new Set(bundle.map((manifest) => manifest?.metadata?.name));
  const rename = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) {
      return names.has(value as string) && typeof value === 'string' ? `${value}-${team}` : value;
    }
    return Array.isArray(value) ? value.map(rename) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
  };
  return rename(bundle) as Bundle;
}

function teams(count: number, bundle: Bundle): Bundle {
  return Array.from({ length: count }, (_, team) => ofTeam(team, bundle)).flat();
}

const BUNDLES = Object.entries(CASES).map(([rule, { accepts, rejects }]) => ({
  rule, good: accepts.map(documentsOf), bad: Object.values(rejects).map(documentsOf),
}));

test.each(BUNDLES)('$rule says the same of the cases of one team and of many', ({ good, bad }) => {
  const manifests = good.flatMap((bundle) => [...teams(ENOUGH, bundle), ...bad.flatMap((other, index) => ofTeam(ENOUGH + index, other))]);
  expect(said(lint, manifests)).toEqual(said(thorough, manifests));
});

/** The values in a manifest, and where they stand. */
function leaves(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  return typeof value !== 'object' || value === null ? [{ path, value }]
    : Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** The last step that is no index. */
function keyOf(path: Path): string {
  return String([...path].reverse().find((step) => !/^\d+$/.test(String(step))));
}

/** All values that a key has in any of the cases. */
const VALUES = new Map<string, unknown[]>();
for (const { path, value } of BUNDLES.flatMap(({ good, bad }) => [...good, ...bad]).flatMap((bundle) => leaves(bundle))) {
  const key = keyOf(path);
  VALUES.set(key, [...new Set([...VALUES.get(key) ?? [], value])]);
}

/** The same objects with another value of the same type in one place, or with their keys in another order. */
function mutants(bundle: Bundle): Bundle[] {
  return [reordered(bundle) as Bundle, ...changed(bundle)];
}

function reordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? value.map(reordered) : value;
  }
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reordered(inner)]));
}

function changed(bundle: Bundle): Bundle[] {
  return leaves(bundle).flatMap(({ path, value }, index) => {
    const others = VALUES.get(keyOf(path))!.filter((other) => typeof other === typeof value && other !== null && other !== value);
    return others.length === 0 || value === null ? [] : [replaced(bundle, path, others[index % others.length])];
  });
}

function replaced(bundle: Bundle, path: Path, value: unknown): Bundle {
  const copy = structuredClone(bundle);
  const holder = valueAt(copy, path.slice(0, -1));
  holder[path[path.length - 1]] = value;
  return copy;
}

test.each(BUNDLES)('$rule says the same of one changed value, alone and after many', ({ good, bad }) => {
  for (const bundle of [good[0], ...bad]) {
    const renamed = [...teams(ENOUGH, bundle), ...mutants(bundle).flatMap((mutant, index) => ofTeam(ENOUGH + index, mutant))];
    expect(said(lint, renamed)).toEqual(said(thorough, renamed));
    const copies = [...Array.from({ length: ENOUGH }, () => structuredClone(bundle)), ...mutants(bundle)].flat();
    expect(said(lint, copies)).toEqual(said(thorough, copies));
  }
});

test('the order of keys is not passed over: of two providers, a rule reads the first', () => {
  const template = (provider: string) => documentsOf(`{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: health},
    spec: {metrics: [{name: m, count: 1, successCondition: result > 1, provider: {${provider}}}]}}`);
  const [web, prometheus] = ['web: {url: "http://x"}', 'prometheus: {address: "http://p", query: up}'];
  const manifests = [...teams(ENOUGH, template(`${web}, ${prometheus}`)), ...template(`${prometheus}, ${web}`)];
  expect(said(lint, manifests)).toEqual(said(thorough, manifests));
});

test('an object that is there twice, and in between no precedent any more, settles nothing for others', () => {
  const rollout = (deadline: number, labels = {}): Manifest => ({
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api', labels }, spec: { progressDeadlineSeconds: deadline },
  });
  const first = rollout(-5);
  const alike = () => Array.from({ length: ENOUGH }, () => rollout(-5));
  const unlike = ['a', 'b', 'c', 'd'].map((label) => rollout(-5, { [label]: 'x' }));
  const manifests = [first, ...alike(), ...unlike, rollout(600), first, ...alike()];
  expect(said(lint, manifests)).toEqual(said(thorough, manifests));
});

describe('a rule that is settled', () => {
  const check = (id: string) => jest.spyOn(RULES.find((rule) => rule.id === id)!, 'check');
  const bundle = documentsOf(readFileSync('examples/sample-api-canary/manifest.yaml', 'utf8'));

  afterEach(() => jest.restoreAllMocks());

  test.each(['container-has-image', 'step-has-action', 'one-provider', 'analysis-measures'])('is not asked again: %s', (id) => {
    const spied = check(id);
    said(lint, teams(ENOUGH, bundle));
    const asked = spied.mock.calls.length;
    expect(asked).toBeGreaterThan(0);
    said(lint, teams(10 * ENOUGH, bundle));
    expect(spied.mock.calls.length).toBe(2 * asked);
  });

  test.each(['service-found', 'object-once'])('but those that depend on other objects are: %s', (id) => {
    const spied = check(id);
    said(lint, teams(10 * ENOUGH, bundle));
    expect(spied.mock.calls.length).toBeGreaterThanOrEqual(10 * ENOUGH);
  });
});
