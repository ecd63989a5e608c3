import { asHelmWrites, escapeForHelm, foreignTexts, foreignToHelm, unescapeForHelm } from '../../src/manifest/helm';

const FOREIGN = [
  '{{args.service}}',
  '{{ args.latest-hash }}',
  '{{ $labels.name }}',
  '{{ $value | humanizePercentage }}',
  '{{ printf "%.2f" $value }}',
  '{{ .rollout.metadata.name }}',
  '{{- range .rollout.status.conditions -}}',
  '{{ toJson (.rollout.metadata.name) }}',
  '{{ (index .analysisRuns 0).status.phase }}',
  '{{ (call .time.Now).Format "15:04" }}',
  '{{.secrets.token}}',
];

const HELMS = ['{{ .Values.image }}', '{{- .Release.Name | quote }}', '{{ $.Values.rollout.name }}', '{{ include "shop.labels" . }}', '{{ .Chart.AppVersion }}'];

test.each(FOREIGN)('%s is nothing that Helm can read, and is escaped', (text) => {
  expect(foreignToHelm(`before ${text} after`)).toBe(text);
  expect(escapeForHelm(text)).toBe(text.replace('{{', '{{`{{`}}'));
});

test.each(HELMS)('%s is for Helm, and stays', (text) => {
  expect(foreignToHelm(text)).toBeUndefined();
  expect(escapeForHelm(`a: ${text}\nb: ${text}`)).toBe(`a: ${text}\nb: ${text}`);
});

test.each([
  { text: '{{end}}', escaped: '{{`{{`}}end}}' },
  { text: '{{{x}}}', escaped: '{{`{{`}}{x}}}' },
  { text: '{{{{', escaped: '{{`{{`}}{{`{{`}}' },
  { text: '{{args.x}} of {{ .Values.y }}', escaped: '{{`{{`}}args.x}} of {{ .Values.y }}' },
  { text: '{{ $labels.Release }}', escaped: '{{`{{`}} $labels.Release }}' },
  { text: '{ {a: 1} }}', escaped: '{ {a: 1} }}' },
])('$text is escaped to $escaped, once and for all', ({ text, escaped }) => {
  expect(escapeForHelm(text)).toBe(escaped);
  expect(escapeForHelm(escaped)).toBe(escaped);
  expect(unescapeForHelm(escaped)).toBe(text);
});

test('what is ordinary text is nothing to Helm', () => {
  expect(foreignToHelm('args.x and $value of {{ "args" }}')).toBeUndefined();
  expect(foreignToHelm('{{`{{`}}args.x}}')).toBeUndefined();
  expect(foreignToHelm('{{ default .Values.rollout $value }} {{args.x}}')).toBe('{{args.x}}');
});

test('the places of texts are found in a manifest', () => {
  const manifest = { spec: { 'metrics': [{ name: 'up', query: 'up{hash="{{args.hash}}"}', count: 1, note: null }], 'a/b': '{{ $value }}' } };
  expect(foreignTexts(manifest)).toEqual([
    { pointer: '/spec/metrics/0/query', text: '{{args.hash}}' },
    { pointer: '/spec/a~1b', text: '{{ $value }}' },
  ]);
});

test('a document is read as Helm writes it', () => {
  const document = { spec: { query: 'up{hash="{{`{{`}}args.hash}}"}' } };
  expect(asHelmWrites(document)).toEqual({ spec: { query: 'up{hash="{{args.hash}}"}' } });
  const plain = { spec: { query: '{{args.hash}}' } };
  expect(asHelmWrites(plain)).toBe(plain);
  expect(asHelmWrites(undefined)).toBeUndefined();
});
