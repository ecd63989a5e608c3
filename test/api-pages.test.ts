import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ApiReferenceSchema, ClassSchema, StructSchema, TypeSchema } from 'jsii-docgen';
import { pagesOf } from '../scripts/api-pages/place';
import { ApiText } from '../scripts/api-pages/render';

const ROOT = join(__dirname, '..');
const DOCS = join(ROOT, 'docs', 'api');
const LONGEST_PAGE = 100_000;

describe('docs/api', () => {
  const pages = readdirSync(DOCS).map((name) => ({ name, text: readFileSync(join(DOCS, name), 'utf8') }));
  const types = Object.values<{ name: string }>(JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types).map(({ name }) => name).sort();

  test('has one section for each type of the package, and a link to it', () => {
    const headings = pages.filter(({ name }) => name !== 'README.md').flatMap(({ text }) => [...text.matchAll(/^##? (\w+)$/gm)].map(([, heading]) => heading));
    expect(headings.sort()).toEqual(types);
    expect([...pages.find(({ name }) => name === 'README.md')!.text.split('## All names')[1].matchAll(/\[(\w+)\]/g)].map(([, name]) => name)).toEqual(types);
  });

  test.each(pages)('$name can be read, and shows nothing internal', ({ text }) => {
    expect(text.length).toBeLessThan(LONGEST_PAGE);
    expect(text.match(/^ *- `(?:\w+\.)?_|__\d|@internal/gm)).toBeNull();
  });
});

const named = (name: string) => ({ id: `cdk8s-argo-rollouts.${name}`, fqn: name, displayName: name, packageName: 'cdk8s-argo-rollouts', docs: {} });
const typeOf = (name: string): TypeSchema => ({ formattingPattern: '%[]', types: [{ ...named(name), packageVersion: '0.0.0' }] });
const struct = (name: string, ...types: string[]): StructSchema => ({
  ...named(name), properties: types.map((type) => ({ ...named(`${name}.${type}`), displayName: type.toLowerCase(), optional: true, type: typeOf(type) })),
});
const construct = (name: string, props: string): ClassSchema => ({
  ...named(name),
  interfaces: [],
  initializer: {
    ...named(`${name}.Initializer`),
    parameters: [{ ...named('props'), variadic: false, type: typeOf(props) }],
    usage: `import { ${name} } from 'there'\n\nnew ${name}(props: ${props})`,
  },
  instanceMethods: ['deploy', 'toString'].map((method) => ({ ...named(method), parameters: [], usage: `public ${method}(): void` })),
  staticMethods: [],
  properties: [],
  constants: [],
});

describe('a type', () => {
  const api: ApiReferenceSchema = {
    constructs: [construct('Web', 'WebProps'), construct('Worker', 'WorkerProps')],
    structs: [struct('WebProps', 'Route', 'Image'), struct('WorkerProps', 'Image'), struct('Image'), struct('Route'), struct('Forgotten')],
    classes: [],
    interfaces: [],
    enums: [],
  };
  const tasks = { Run: [{ want: 'requests answered', types: ['Web'] }, { want: 'a queue emptied', types: ['Worker'], and: ['Forgotten'] }] };
  const placed = (structs: StructSchema[], of = tasks) => pagesOf({ ...api, structs }, of, () => [])
    .map(({ name, types }) => [name, types.map(({ displayName }) => displayName)]);

  test('stands where it is needed, and with the shared ones if that is on several pages', () => {
    expect(placed(api.structs)).toEqual([['web', ['Web', 'WebProps', 'Route']], ['worker', ['Worker', 'Forgotten', 'WorkerProps']], ['shared-values', ['Image']]]);
  });

  test.each([
    [() => placed([...api.structs, struct('Lost')]), 'Lost is needed for no task'],
    [() => placed(api.structs.slice(0, -1)), 'Forgotten has a task, and is not part of the API'],
    [() => placed(api.structs, { Run: tasks.Run.slice(1) }), 'Web is a construct without a task'],
  ])('that has no place is told: %#', (place, message) => {
    expect(place).toThrow(`${message}: say in scripts/api-pages/tasks.ts what people want it for`);
  });

  test('is described with links, and what it inherits from another package is only named', () => {
    const text = new ApiText({ linkTo: (name) => `#${name.toLowerCase()}`, foreignBaseOf: () => 'constructs.Construct', isOwn: (_, member) => member !== 'toString' });
    expect(text.ofType(api.constructs[0])).toBe([
      '```typescript\nnew Web(props: WebProps)\n```', '- `props`: [WebProps](#webprops)[]', '**Methods**', '- `deploy(): void`',
      'Inherited from `constructs.Construct`: `toString()`.',
    ].join('\n\n'));
    expect(text.ofType(struct('WebProps', 'Route'))).toBe('- `route?`: [Route](#route)[]');
  });

  test('leads to pages alone, whatever its comments say', () => {
    const links = ['https://example.com/', 'IScalable.toScalingTarget ()'];
    const text = new ApiText({ linkTo: () => '', foreignBaseOf: () => undefined, isOwn: () => true });
    expect(text.ofType({ ...struct('WebProps'), docs: { summary: 'Options.', remarks: 'Of a server.', links } }))
      .toBe('Options. Of a server.\n\nSee <https://example.com/>.\n\nSee `IScalable.toScalingTarget()`.');
  });
});
