import fc from 'fast-check';
import { Manifest } from '../../src/manifest/bundle';
import { isTooDeep } from '../../src/manifest/depth';
import { lint } from '../../src/rules/lint/lint';
import { LintValidation } from '../../src/rules/lint/lint-validation';
import { asList, asObject, nested } from './nested';

const TOO_DEEP = 'an object may be nested 100 levels deep, got more, or one that holds itself: nothing in it is checked until it is flatter';

const ofOthers = (data: unknown) => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'deep' }, data }) as unknown as Manifest;
const asPlugin = (config: unknown) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'deep' },
  spec: {
    selector: { matchLabels: { app: 'deep' } },
    template: { metadata: { labels: { app: 'deep' } }, spec: { containers: [{ name: 'main', image: 'deep:1', resources: { limits: {}, requests: {} } }] } },
    strategy: { canary: { steps: [{ plugin: { name: 'example/step', config: { config } } }] } },
  },
}) as unknown as Manifest;

const found = (manifest: Manifest) => lint([{ manifest, origin: undefined }], { ownRules: [everything] }).map(({ rule }) => rule);

/** Walks through what it is given, as the rules of users do. */
const everything = { id: 'acme.all', severity: 'error' as never, stage: 'never' as const, kinds: ['*'], why: '', check: (manifest: Manifest) => JSON.stringify(manifest) ? [] : [] };

test.each([[asList], [asObject]])('what stands on the hundredth level is read, and nothing below it', (around) => {
  // the object is the first, and the value the last
  expect(found(ofOthers(nested(around, 98)))).toEqual([]);
  expect(found(ofOthers(nested(around, 99)))).toEqual(['object-is-shallow']);
  expect(found(asPlugin(nested(around, 91)))).toEqual([]);
  expect(found(asPlugin(nested(around, 92)))).toEqual(['object-is-shallow']);
});

test.each(['apiVersion', 'kind', 'metadata', 'metadata/name', 'metadata/namespace', 'metadata/annotations/a', 'spec', 'spec/replicas'])(
  'in the place of %s', (place) => {
    for (const around of [asList, asObject]) {
      const manifest = structuredClone(asPlugin(1)) as any;
      const path = place.split('/');
      path.slice(0, -1).reduce((outer, key) => outer[key] ??= {}, manifest)[path.at(-1)!] = nested(around, 100_000);
      expect(found(manifest)).toEqual(['object-is-shallow']);
    }
  });

test('an object that holds itself', () => {
  const loop: Record<string, unknown> = {};
  loop.loop = loop;
  expect(lint([{ manifest: ofOthers(loop), origin: undefined }])).toMatchObject([{ rule: 'object-is-shallow', pointer: '', message: TOO_DEEP }]);
});

test('a setting turns it off, and the object is still not read', () => {
  expect(lint([{ manifest: asPlugin(nested(asList, 100_000)), origin: undefined }], { rules: { 'object-is-shallow': 'off' } })).toEqual([]);
});

test('whatever is nested, and however deeply', () => {
  const shapes = fc.array(fc.tuple(fc.constantFrom(asList, asObject), fc.oneof(fc.nat(60), fc.nat(20_000))), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(shapes, fc.constantFrom(ofOthers, asPlugin), (parts, place) => {
    const manifest = place(parts.reduce<unknown>((value, [around, levels]) => nested(around, levels, value), 1));
    expect(found(manifest)).toEqual(isTooDeep(manifest) ? ['object-is-shallow'] : []);
  }), { numRuns: 200 });
});

test('what cdk8s-cli gives to a validation', async () => {
  const violations: { ruleName: string }[] = [];
  const report = { addViolation: (violation: { ruleName: string }) => violations.push(violation), submit: () => {} };
  const lists = nested((inner) => ({ kind: 'List', items: [inner] }), 20_000, ofOthers({}));
  const parseManifest = () => [ofOthers(nested(asList, 100_000)), lists, nested(asList, 100_000), ofOthers({})];
  await new LintValidation().validate({ manifests: ['dist/a.yaml'], report, parseManifest });
  expect(violations).toMatchObject([{ ruleName: 'object-is-shallow', violatingResources: [{}, {}, {}] }]);
});
