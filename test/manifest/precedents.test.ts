import { Manifest } from '../../src/manifest/bundle';
import { precedentOf, Precedents } from '../../src/manifest/precedents';

function manifest(spec: unknown, kind = 'Rollout'): Manifest {
  return { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name: 'api' }, spec };
}

/** What the last of some manifests has for a precedent: which of them, and where it differs. */
function precedent(...manifests: Manifest[]): [number, string[]] | undefined {
  const precedents = new Precedents();
  manifests.forEach((one) => precedents.meet(one));
  const found = precedentOf(manifests[manifests.length - 1]);
  return found && [manifests.indexOf(found.manifest), found.differences.map((path) => path.join('.'))];
}

const EARLIER = { replicas: 1, paused: true, steps: [{ setWeight: 20 }, { pause: {} }], note: 'a' };

test('a manifest that is equal differs nowhere', () => {
  expect(precedent(manifest(EARLIER), manifest(structuredClone(EARLIER)))).toEqual([0, []]);
});

test('other values of the same types are differences, in lists as well', () => {
  const later = { replicas: 2, paused: false, steps: [{ setWeight: 30 }, { pause: {} }], note: '' };
  expect(precedent(manifest(EARLIER), manifest(later))).toEqual([0, ['spec.replicas', 'spec.paused', 'spec.steps.0.setWeight', 'spec.note']]);
});

test.each<[string, unknown]>([
  ['a key more', { ...EARLIER, more: 1 }],
  ['a key less', { replicas: 1, paused: true, steps: EARLIER.steps }],
  ['another order', { note: 'a', replicas: 1, paused: true, steps: EARLIER.steps }],
  ['another key', { replicas: 1, paused: true, steps: EARLIER.steps, other: 'a' }],
  ['a longer list', { ...EARLIER, steps: [...EARLIER.steps, {}] }],
  ['a shorter list', { ...EARLIER, steps: EARLIER.steps.slice(1) }],
  ['a text in place of a number', { ...EARLIER, replicas: '1' }],
  ['null in place of a value', { ...EARLIER, note: null }],
  ['null in place of an object', { ...EARLIER, steps: [{ setWeight: 20 }, { pause: null }] }],
  ['an object in place of a list', { ...EARLIER, steps: { 0: EARLIER.steps[0], 1: EARLIER.steps[1] } }],
  ['no object at all', 'spec'],
])('%s makes it unlike', (_, later) => {
  expect(precedent(manifest(EARLIER), manifest(later))).toBeUndefined();
  expect(precedent(manifest(later), manifest(EARLIER))).toBeUndefined();
});

test('keys that every object has, and values that are nothing, are keys and values', () => {
  const later = JSON.parse('{"constructor": "b", "__proto__": {"a": "c"}}');
  expect(precedent(manifest({}), manifest(later))).toBeUndefined();
  expect(precedent(manifest({ a: undefined }), manifest({ b: undefined }))).toBeUndefined();
  expect(precedent(manifest({ a: undefined, b: null }), manifest({ a: undefined, b: null }))).toEqual([0, []]);
});

test('only of its own kind', () => {
  expect(precedent(manifest(EARLIER), manifest(EARLIER, 'Experiment'))).toBeUndefined();
});

test('whatever differs much, and whatever came long before, is forgotten', () => {
  const long = (value: string) => Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`key${index}`, `${value}${index}`]));
  expect(precedent(manifest(long('a')), manifest(long('b')))).toBeUndefined();
  const others = ['a', 'b', 'c', 'd'].map((key) => manifest({ [key]: 1 }));
  expect(precedent(manifest(EARLIER), ...others.slice(1), manifest(EARLIER))).toEqual([0, []]);
  expect(precedent(manifest(EARLIER), ...others, manifest(EARLIER))).toBeUndefined();
});

test('manifests that differ in the same places share the list of those', () => {
  const precedents = new Precedents();
  const [, ...later] = [1, 2, 3, 4].map((replicas) => manifest({ ...EARLIER, replicas, note: replicas === 4 ? 'b' : 'a' })).map((one) => {
    precedents.meet(one);
    return precedentOf(one)?.differences;
  });
  expect(later[0]).toBe(later[1]);
  expect(later[2]).not.toBe(later[1]);
});

test('a manifest that is looked at again can lose its precedent', () => {
  const [one, other] = [manifest(EARLIER), manifest(EARLIER)];
  expect(precedent(one, other)).toEqual([0, []]);
  expect(precedent(other)).toBeUndefined();
});
