import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { shapesSource } from '../../imports/generator/shapes-source';

const ROOT = join(__dirname, '..', '..');
const CRDS = join(ROOT, 'imports', 'crds');
const crds = () => readdirSync(CRDS).sort().filter((file) => !file.startsWith('back-to-'))
  .map((file) => JSON.parse(readFileSync(join(CRDS, file), 'utf8')));

test('the shapes are those of the CRDs in imports/, and small', () => {
  const source = readFileSync(join(ROOT, 'src', 'rules', 'schema', 'shapes.generated.ts'), 'utf8');
  expect(source === shapesSource(crds()) ? 'up to date' : 'run "npx projen import --shapes"').toBe('up to date');
  expect(source.length).toBeLessThan(24_000);
});

test.each([
  ['maxLength', { type: 'string', maxLength: 5 }],
  ['email', { type: 'string', format: 'email' }],
  ['^a$', { type: 'string', pattern: '^a$' }],
  ['anyOf', { anyOf: [{ required: ['a'] }, { required: ['b'] }] }],
  ['self.a > 1', { 'type': 'object', 'x-kubernetes-validations': [{ rule: 'self.a > 1' }] }],
])('a schema with %s stops the generator', (unknown, schema) => {
  const [crd] = crds();
  crd.spec.versions[0].schema.openAPIV3Schema.properties.spec = schema;
  expect(() => shapesSource([crd])).toThrow(`not known to the schema rules: ${unknown}`);
});
