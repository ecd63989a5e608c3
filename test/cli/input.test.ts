import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { findingsIn, folderWith, rollout, runCli, TOO_MUCH } from './fake-terminal';

const PIPE = '"helm template CHART | cdk8s-argo-rollouts lint -"';
const UNQUOTED = `yaml-parses {{ }} outside of quotes: quote it if it is a placeholder of Argo Rollouts, or render a Helm template first, ${PIPE}`;
const HELM = `. It looks like a Helm template: render it first, ${PIPE}`;

const badByte = (byte: string) => `yaml-parses not valid YAML: the byte 0x${byte} is not UTF-8, which Kubernetes reads. Save the file as UTF-8`;

const TOO_DEEP = 'object-is-shallow an object may be nested 100 levels deep, got more, or one that holds itself: nothing in it is checked until it is flatter';
const ENDLESS = 'yaml-parses not valid YAML: its aliases never end, or expand to too much';

const BAD = rollout(120);
const OTHER = rollout(120, 'web');
const THIRD = rollout(120, 'cat');

/** A list in a list in a list by aliases. A number is the first key of a map, wherever it stands. */
const chain = (length: number) => `a0: &a0 []\n${Array.from({ length }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`).join('')}1: *a${length}\n`;

/** What is given, and what is found in it. */
const CASES: Record<string, [string | Buffer, ...string[]]> = {
  'nothing': [''],
  'nothing but a comment': ['# nothing'],
  'empty documents': [`---\n---\n\n---\n# only words\n---\n${BAD}---\n`, `15:22 ${TOO_MUCH}`],
  'no object of Kubernetes': ['- 1\n---\njust words\n---\nreplicas: 3\n---\n5'],
  'no object of Argo': ['apiVersion: v1\nkind: Service\nmetadata: { name: api }\n'],
  'an object without anything': ['kind: Service'],
  'several documents': [`${BAD}---\n${rollout(100, 'web')}--- # the third\n${THIRD}`, `9:22 ${TOO_MUCH}`, `31:22 ${TOO_MUCH}`],
  'an end marker between documents': [`${BAD}...\n${OTHER}... # end\n---\n${THIRD}`, `9:22 ${TOO_MUCH}`, `20:22 ${TOO_MUCH}`, `32:22 ${TOO_MUCH}`],
  'directives': [`%YAML 1.1\n---\n${BAD}...\n# words\n\n%YAML 1.2\n---\n${OTHER}`, `11:22 ${TOO_MUCH}`, `26:22 ${TOO_MUCH}`],
  'a dashed line in a text block': [`kind: ConfigMap\ndata:\n  text: |\n    ---\n    a: [\n---\n${BAD}`, `15:22 ${TOO_MUCH}`],
  'unparsable YAML': ['a: 1\nb: [1, 2\nc: 3\n',
    '3:1 yaml-parses not valid YAML: missed comma between flow collection entries'],
  'one unparsable document of several': [`${BAD}---\n  a: 1\n b: 2\n`, `9:22 ${TOO_MUCH}`,
    '13:2 yaml-parses not valid YAML: end of the stream or a document separator is expected'],
  'tabs in JSON': ['{\n\t"kind": "Service",\n\t"spec": [\n\t\t1\n\t]\n}\n'],
  'tabs': ['kind: Rollout\nspec:\n\treplicas: 1\n', '3:1 yaml-parses not valid YAML: tab characters must not be used in indentation'],
  'a quote without end': ['a: "b\nc: d\n', '3:1 yaml-parses not valid YAML: unexpected end of the stream within a double quoted scalar'],
  'carriage returns': [`---\n${BAD}---\n${OTHER}`.replace(/\n/g, '\r\n'), `10:22 ${TOO_MUCH}`, `21:22 ${TOO_MUCH}`],
  'a byte order mark': [`\ufeff${BAD}`, `9:22 ${TOO_MUCH}`],
  'UTF-16': [Buffer.from(`\ufeff${BAD}`, 'utf16le'), `9:22 ${TOO_MUCH}`],
  'UTF-16 in the other order': [Buffer.from(`\ufeff${BAD}`, 'utf16le').swap16(), `9:22 ${TOO_MUCH}`],
  'bytes that are no text': [Buffer.from([0, 1, 2, 255, 254, 0, 128]), '1:1 yaml-parses not valid YAML: null byte is not allowed in input', `1:4 ${badByte('ff')}`],
  'a byte that is not UTF-8': [Buffer.from(`# caf\u00e9 1\n# \u00fc\n${BAD}`, 'latin1'), `1:6 ${badByte('e9')}`, `11:22 ${TOO_MUCH}`],
  'one after letters that are UTF-8': [Buffer.concat([Buffer.from(`${BAD}# \u{1f600}\ufffd`), Buffer.from([0xc3])]), `9:22 ${TOO_MUCH}`, `11:6 ${badByte('c3')}`],
  'UTF-8 that is cut off': [Buffer.from(`${BAD}# \u00fc`).subarray(0, -1), `9:22 ${TOO_MUCH}`, `11:3 ${badByte('c3')}`],
  'a line separator inside of text': [`# \u2028---\n${BAD}`, `10:22 ${TOO_MUCH}`],
  'duplicate keys': [`${BAD}  strategy: {}\n`,
    '11:3 yaml-duplicate-key key "strategy" is given twice in one map: leave one of them out',
    '11:3 one-strategy a rollout needs exactly one of "blueGreen" and "canary", got neither'],
  'keys that are given twice and thrice, and one that is merged': ['a: &a { x: 1 }\nb:\n  <<: *a\n  x: 1\n  x: 2\nb: {z: 1, "z" : 2, z: 3}\n',
    ...['5:3 x', '6:1 b', '6:11 z', '6:20 z'].map((found) => found.replace(/(\S+) (\S)/, '$1 yaml-duplicate-key key "$2" is given twice in one map: leave one of them out'))],
  'a duplicate key and worse': ['a: 1\na: 2\nb: [', '4:1 yaml-parses not valid YAML: unexpected end of the stream within a flow collection'],
  'quoted text that is indented too little, as in published CRDs': [`kind: ConfigMap\ndata:\n  text: 'one\n  two'\n---\n${BAD}`, `14:22 ${TOO_MUCH}`],
  'what is nested without end': ['['.repeat(100_000), `1:100 ${TOO_DEEP}`],
  'lists in lists without end': [`a: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n---\n${BAD}`, `1:103 ${TOO_DEEP}`, `11:22 ${TOO_MUCH}`],
  'maps in maps without end': [Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''), `100:100 ${TOO_DEEP}`],
  'dashes without end': ['- '.repeat(100_000), `1:201 ${TOO_DEEP}`],
  'keys without end': ['? '.repeat(100_000), `1:200 ${TOO_DEEP}`],
  'deep JSON': [`{"kind": "ConfigMap", "data": ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`, `1:517 ${TOO_DEEP}`],
  'objects as deep as can be read': [`kind: ConfigMap\ndata: ${'['.repeat(97)}${']'.repeat(97)}\n---\n${BAD}`, `12:22 ${TOO_MUCH}`],
  'a chain of aliases': [`${chain(3000)}---\n${BAD}`, `1:1 ${TOO_DEEP}`, `3012:22 ${TOO_MUCH}`],
  'a very long chain of aliases': [`${chain(20_000)}---\n${BAD}`, `1:1 ${ENDLESS}`, `20012:22 ${TOO_MUCH}`],
  'a chain of merges': [`a0: &a0 {}\n${Array.from({ length: 3000 }, (_, index) => `a${index + 1}: &a${index + 1} {<<: *a${index}}\n`).join('')}---\n${BAD}`, `3011:22 ${TOO_MUCH}`],
  'unknown tags': [`kind: ConfigMap\ndata: !Sub { a: !!binary aGk=, b: ! [c], d: !!set {e} }\n---\n${BAD}`, `12:22 ${TOO_MUCH}`],
  'duplicate keys in JSON': ['{"kind": "Service",\n "kind": "Service"}', '2:2 yaml-duplicate-key key "kind" is given twice in one map: leave one of them out'],
  'a Helm template': ['{{- if .Values.rollout.enabled }}\nkind: Rollout\nspec: {}\n{{- end }}\n',
    `1:3 yaml-parses not valid YAML: missed comma between flow collection entries${HELM}`],
  'a Helm template that is YAML by chance': ['kind: Rollout\nmetadata:\n  name: {{ .Values.name }}\n', `3:9 ${UNQUOTED}`],
  'a Helm template with an action inside of quotes': ['kind: Service\nmetadata:\n  name: "{{ .Values.name }}"\n'],
  'an alias without an anchor': ['kind: Rollout\nspec: *nothing\n',
    '2:15 yaml-parses not valid YAML: unidentified alias "nothing"'],
  'a merge of what is no map': ['kind: Rollout\n<<: 1\n', '2:6 yaml-parses not valid YAML: cannot merge mappings; the provided source object is unacceptable'],
  'an anchor inside of itself': [`${BAD}  loop: &loop [*loop]\n`, `1:1 ${ENDLESS}`],
  'aliases made to explode': [`a: &a [x, x]\n${[...'bcdefghijklmnopqrstuvwxyz'].map((name, index, all) =>
    `${name}: &${name} [${Array(9).fill(`*${all[index - 1] ?? 'a'}`).join(', ')}]`).join('\n')}`,
  `1:1 ${ENDLESS}`],
  'a field of another type': ['apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: api }\nspec:\n  strategy: { canary: { steps: { setWeight: 1 } } }\n',
    '5:25 schema-type must be a list, got an object'],
};

test.each(Object.entries(CASES))('%s', async (_, [input, ...findings]) => {
  expect(await findingsIn(input)).toEqual(findings);
});

describe('a place', () => {
  test.each([
    ['what is missing in a whole object: its first line', '# words\n---\n# more\nkind: Rollout\napiVersion: argoproj.io/v1alpha1\nmetadata: { name: a }\n', '4:1 schema-required'],
    ['what is missing in a map: the key of the map', rollout(100).replace('selector: {', '"selector" : {').replace('matchLabels', 'matchLabel'), '5:3 selector-given'],
    ['a scalar: itself', BAD, '9:22 canary-weight-in-range'],
    ['one with an anchor: what comes after it', BAD.replace('120', '&much 120'), '9:28 canary-weight-in-range'],
    ['one with a tag: what comes after it', BAD.replace('120', '!!int 120'), '9:28 canary-weight-in-range'],
    ['a map: its key', BAD.replace(/canary:\n.*\n.*\n/, '? canary\n    : steps: { a: b }\n'), '8:7 schema-type'],
    ['a null: its key', BAD.replace(/canary:\n.*\n.*\n/, 'canary: ~\n'), '6:3 one-strategy'],
    ['text of several lines: where it starts', rollout(100).replace('spec:', 'spec:\n  replicas: |\n    one\n    two'), '5:13 schema-type'],
    ['in carriage returns', BAD.replace(/\n/g, '\r\n'), '9:22 canary-weight-in-range'],
    ['after letters of two units', `# \u{1f600}\n${BAD.replace('setWeight', '"\\u0073etWeight"')}`, '10:29 canary-weight-in-range'],
    ['a key that Kubernetes reads as another', BAD.replace('setWeight: 120', '{ yes: 1, setWeight: 120 }'), '9:32 canary-weight-in-range'],
  ])('of %s', async (_, input, place) => {
    expect((await findingsIn(input)).map((found) => found.split(' ').slice(0, 2).join(' '))).toContain(place);
  });
});

describe('anchors', () => {
  test('a place that an alias leads to is where the anchor is', async () => {
    const shared = `steps: &steps\n  - setWeight: 120\n---\n${rollout(100)}`;
    expect(await findingsIn(shared)).toEqual([]);
    expect(await findingsIn(`${BAD.replace('steps:', 'steps: &steps')}other: *steps\n`)).toEqual([
      `9:22 ${TOO_MUCH}`, '11:1 schema-unknown-field unknown field "other", allowed are: apiVersion, kind, metadata, spec, status',
    ]);
  });

  test('a place that a merge key leads to is where the anchor is', async () => {
    const input = `x-canary: &canary\n  steps:\n    - setWeight: 120\n${BAD.replace(/canary:\n.*\n.*\n/, 'canary:\n      <<: [{ maxSurge: 1 }, *canary]\n')}`;
    expect(await findingsIn(input)).toEqual([
      '1:1 schema-unknown-field unknown field "x-canary", allowed are: apiVersion, kind, metadata, spec, status', `3:18 ${TOO_MUCH}`,
    ]);
  });

  test('a place that a long chain of merge keys leads to is where the first anchor is', async () => {
    const merges = Array.from({ length: 3000 }, (_, index) => `- &m${index + 1} { <<: *m${index} }\n`).join('');
    const merging = BAD.replace(/canary:\n.*\n.*\n/, 'canary: { <<: *m3000 }\n');
    expect(await findingsIn(`x-chain:\n- &m0 { steps: [{ setWeight: 120 }] }\n${merges}${merging}`)).toEqual([
      '1:1 schema-unknown-field unknown field "x-chain", allowed are: apiVersion, kind, metadata, spec, status', `2:30 ${TOO_MUCH}`,
    ]);
  });

  test('a map that merges itself', async () => {
    const input = BAD.replace('canary:', 'canary: &canary').replace('      steps:', '      <<: [*canary, { a: 1 }]\n      steps:');
    expect(await findingsIn(input)).toEqual([expect.stringContaining('unknown field "a"'), `10:22 ${TOO_MUCH}`]);
  });

  test('an anchor may be used as often as one likes', async () => {
    const uses = Array.from({ length: 500 }, (_, index) => `  l${index}: *a\n`).join('');
    expect(await findingsIn(`kind: ConfigMap\na: &a { b: c }\ndata:\n${uses}`)).toEqual([]);
  });
});

describe('what Kubernetes makes of YAML', () => {
  test.each([['"120"', '"120"'], ['0170', '120'], ['1_2_0', '120'], ['2:0', '"2:0"']])('the weight %s', async (written) => {
    expect(await findingsIn(BAD.replace('120', written))).toHaveLength(1);
  });

  test('yes and no are booleans', async () => {
    const input = BAD.replace(/steps:\n.*\n/, 'dynamicStableScale: no\n');
    expect(await findingsIn(input)).toEqual([]);
    expect(await findingsIn(input.replace('no', 'yes'))).toHaveLength(1);
  });

  test('a date is text', async () => {
    expect(await findingsIn('kind: ConfigMap\nmetadata:\n  annotations:\n    cdk8s-argo-rollouts/suppress-pause-lasts: 2020-01-01\n')).toEqual([]);
  });
});

describe('lists', () => {
  const item = (text: string) => `- ${text.trim().replace(/\n/g, '\n  ')}\n`;
  const list = (...items: string[]) => `apiVersion: v1\nitems:\n${items.map(item).join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;

  test('items have the pointer inside the item, and the line of the file', async () => {
    const { out } = await runCli(['lint', '--format', 'json', '-'], list(rollout(100, 'web'), BAD));
    expect(JSON.parse(out)).toMatchObject([{ path: '/spec/strategy/canary/steps/0/setWeight', name: 'api', line: 21, column: 24 }]);
  });

  test('items of a list of one kind need not say their kind', async () => {
    const input = JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'RolloutList', items: [{ metadata: { name: 'api' }, spec: {} }] });
    const { out } = await runCli(['lint', '-'], input);
    expect(out).toContain('Rollout api: a rollout needs a selector');
  });

  test('lists in lists', async () => {
    expect(await findingsIn(list(list(BAD)))).toEqual([`13:26 ${TOO_MUCH}`]);
  });

  test('empty lists, and what is none', async () => {
    expect(await findingsIn('kind: List\nitems: []\n---\nkind: List\n---\nkind: List\nitems: [null, 1, text]\n')).toEqual([]);
  });
});

describe('what is large', () => {
  const item = (index: number, weight = 100) => rollout(weight, `api-${index}`).trim();
  const indented = (text: string, by: string) => text.replace(/\n/g, `\n${by}`);
  const filler = (name: string) => `- kind: ConfigMap\n  metadata: { name: ${name} }\n  data:\n    text: |\n      ${'- kind: List '.repeat(100_000)}\n\n      # end\n`;
  const large = `${['a', 'b', 'c'].map(filler).join('')}- ${indented(item(1, 120), '  ')}\n# a comment\n${filler('d')}- ${indented(item(2, 120), '  ')}\n`;

  test.each(['', '  '])('a List is taken apart, and its items still know their lines, indented by %j', async (indent) => {
    const items = large.replace(/^(?=.)/gm, indent);
    const found = await findingsIn(`apiVersion: v1\nitems:\n${items}kind: List\nmetadata: {}\n---\n${BAD}`);
    expect(found).toEqual([`32:${24 + indent.length} ${TOO_MUCH}`, `50:${24 + indent.length} ${TOO_MUCH}`, `63:22 ${TOO_MUCH}`]);
  });

  test('a List in JSON tells no lines', async () => {
    const items = Array.from({ length: 3 }, () => ({ kind: 'ConfigMap', data: { text: 'x'.repeat(2 * 2 ** 20) } }));
    const bad = {
      apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api' }, spec: { selector: { matchLabels: { a: 'b' } }, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, strategy: {} },
    };
    const { out } = await runCli(['lint', '-'], JSON.stringify({ kind: 'List', items: [...items, bad] }));
    expect(out).toBe('<stdin> /spec/strategy error Rollout api: a rollout needs exactly one of "blueGreen" and "canary", got neither (one-strategy)\n'
      + '1 error, 0 warnings: 4 objects in 1 file\n');
  });

  test('JSON that is nested too deeply', async () => {
    const deep = [`${'{"kind": "List", "items": ['.repeat(200_000)}${']}'.repeat(200_000)}`, `{"kind": "Rollout", "metadata": {"name": ${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}}`];
    const found = await Promise.all(deep.map((text) => findingsIn(text)));
    expect(found).toEqual([[`1:1 ${TOO_DEEP}`], [`1:1 ${TOO_DEEP}`]]);
  });

  test('a List of very many objects', async () => {
    expect(await findingsIn(JSON.stringify({ kind: 'List', items: Array(300_000).fill({ kind: 'ConfigMap' }) }))).toEqual([]);
  });

  test.each(['kind: ConfigMap\nitems:\n- a\ndata:\n', 'kind: ConfigMap\ndata:\n'])('anything else is read as it is', async (start) => {
    expect(await findingsIn(`${start}  text: ${'x'.repeat(5 * 2 ** 20)}\n---\n${BAD}`)).toEqual([expect.stringContaining(TOO_MUCH)]);
  });

  test.each(['', '{'])('what cannot be read is refused with a clear word: %s', async (start) => {
    expect(await findingsIn(`${start}"text": "${'x'.repeat(49 * 2 ** 20)}\n---\n${BAD}`)).toEqual([
      '1:1 yaml-parses one document of 49 MB that is neither JSON nor a List with "items:" at the start of a line cannot be read, at most 48 MB can: '
        + 'give each object a document of its own',
      `11:22 ${TOO_MUCH}`,
    ]);
  });
});

describe('files', () => {
  test('a folder gives its YAML and JSON files, in order, without hidden ones and packages', async () => {
    const folder = folderWith({
      'b.yml': BAD,
      'a/z.yaml': BAD,
      'a/B.JSON': JSON.stringify({ kind: 'Rollout', metadata: { name: 'json' } }),
      'c.txt': BAD,
      'node_modules/x.yaml': BAD,
      '.git/x.yaml': BAD,
    });
    const { out } = await runCli(['lint', '--format', 'json', folder]);
    const files = JSON.parse(out).map(({ file }: { file: string }) => file.slice(folder.length + 1));
    expect([...new Set(files)]).toEqual(['a/B.JSON', 'a/z.yaml', 'b.yml']);
  });

  test('folders in folders, as deep as a path can be long', async () => {
    const folder = folderWith({ 'a/z.yaml': BAD, 'b.yaml': OTHER });
    const [deep, deeper] = [1000, 1900].map((levels) => join(folder, ...Array(levels).fill('a')));
    mkdirSync(deeper, { recursive: true });
    [deep, deeper].forEach((inner) => writeFileSync(join(inner, 'm.yaml'), BAD));
    const { out } = await runCli(['lint', '--format', 'json', folder]);
    const files = JSON.parse(out).map(({ file }: { file: string }) => file);
    expect([...new Set(files)]).toEqual([join(deeper, 'm.yaml'), join(deep, 'm.yaml'), join(folder, 'a', 'z.yaml'), join(folder, 'b.yaml')]);
  });

  test('objects of all files are seen together, and a file given twice is read once', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: canary }\nspec: { selector: { app: other } }\n';
    const folder = folderWith({ 'rollout.yaml': rollout(100).replace('canary:', 'canary:\n      canaryService: canary'), 'service.yaml': service });
    const { out } = await runCli(['lint', `${folder}/rollout.yaml`, folder, `${folder}/./rollout.yaml`]);
    expect(out).toContain('rollout.yaml:8:22 error Rollout shop/api: Service "canary" selects app: "other"');
    expect(out).toContain('1 error, 0 warnings: 2 objects in 2 files');
  });

  test('JSON of other tools in a folder is left alone, and read if it is named', async () => {
    const folder = folderWith({ 'tsconfig.json': '{ "files": [ }' });
    expect((await runCli(['lint', '--allow-empty', folder])).out).toBe('no findings: 0 objects in 0 files\n');
    expect((await runCli(['lint', `${folder}/tsconfig.json`])).code).toBe(1);
  });
});
