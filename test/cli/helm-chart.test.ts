import { join } from 'path';
import { folderWith, lintFolder, rollout, runCli } from './fake-terminal';

const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\n';

function template(url: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: health }
spec:
  args: [{ name: region }]
  metrics:
    - name: up
      provider:
        web:
          url: "${url}"
`;
}

async function findings(files: Record<string, string>): Promise<string[]> {
  const folder = folderWith(files);
  const { out } = await runCli(['lint', '--format', 'json', folder]);
  return JSON.parse(out).map(({ file, line, column, rule, message }: any) => `${file.slice(join(folder, '/').length)}:${line}:${column} ${rule} ${message}`);
}

const MESSAGE = 'helm-escaped Helm cannot read {{args.region}}: write {{`{{`}} for each {{ that is not Helm\'s. HelmTemplates.escape(app) does it for an app';

test.each([
  ['in a template', 'templates/health.yaml', [`templates/health.yaml:10:28 ${MESSAGE}`]],
  ['in a folder of templates', 'templates/analysis/health.yaml', [`templates/analysis/health.yaml:10:28 ${MESSAGE}`]],
  ['in a CRD folder, which Helm does not render', 'crds/health.yaml', []],
])('a placeholder %s of a Helm chart', async (_, file, found) => {
  expect(await findings({ 'Chart.yaml': CHART, [file]: template('http://api/{{args.region}}') })).toEqual(found);
});

test('a placeholder outside of a chart is one of Argo Rollouts', async () => {
  expect(await findings({ 'templates/health.yaml': template('http://api/{{args.region}}') })).toEqual([]);
});

test.each([
  ['{{`{{`}}args.region}}', []],
  ['{{`{{`}}args.zone}}', [
    'templates/health.yaml:5:10 argument-used argument "region" is used by no metric: write {{args.region}} where it belongs, or leave it out',
    'templates/health.yaml:7:7 placeholder-declared placeholder {{args.zone}} has no argument, declared are: region. Add it to the arguments of the metric',
  ]],
])('%s is read as Helm writes it', async (placeholder, found) => {
  expect(await findings({ 'Chart.yaml': CHART, 'templates/health.yaml': template(`http://api/${placeholder}`) })).toEqual(found);
});

describe('a chart that is not rendered', () => {
  const RENDER = (chart: string) => `note: ${chart} is a Helm chart, so its templates are not checked: render it first, "helm template ${chart} | cdk8s-argo-rollouts lint -"`;
  const LABELS = '{{- range $key, $value := .Values.labels }}\n    {{ $key }}: {{ $value | quote }}\n    {{- end }}';

  test.each<[string, Record<string, string>]>([
    ['that loops', { 'rollout.yaml': `kind: Rollout\nmetadata:\n  labels:\n    ${LABELS}\n` }],
    ['that is all comments in one of its files', { 'rollout.yaml': `# kind: Rollout\n# ${LABELS.replace(/\n/g, '\n# ')}\n` }],
    ['with a variable named as Prometheus names one', { 'a.yaml': '{{- $labels := dict "a" "b" }}\nkind: ConfigMap\ndata: { a: "{{ $labels.a }}" }\n' }],
    ['that names a value in quotes', { 'health.yaml': template('http://{{ .Values.host }}/{{args.region}}') }],
    ['that includes', { 'health.yaml': template('{{ include "url" . }}'), 'other.yaml': template('{{args.region}}') }],
    ['with templates of its own', { 'a.yaml': '{{ define "url" }}a: {{ $value }}{{ end }}', 'b.yaml': 'a: {{ template "url" . }}' }],
    ['with a comment', { 'a.yaml': '{{- /*\n$value\n*/ -}}\nkind: ConfigMap\n' }],
    ['that is no YAML', { 'a.yaml': 'kind: ConfigMap\n{{- if true }}\ndata: {{ $value }}\n{{- end }}\n' }],
    ['with one file that is and one that is not', { 'a.yaml': template('http://api/{{args.region}}'), 'b.yaml': 'a: {{ .Release.Name }}\n' }],
    ['whose templates are in folders', { 'tests/deep/a.yaml': 'a: {{ .Release.Name }}\n', 'templates/a.yaml': template('{{args.region}}') }],
  ])('%s gets one line, and nothing else is said about its templates', async (_, templates) => {
    const folder = folderWith({
      'charts/shop/Chart.yaml': CHART,
      'rollout.yaml': rollout(120),
      ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`charts/shop/templates/${name}`, text])),
    });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['rollout.yaml:9 canary-weight-in-range'], told: [RENDER('charts/shop')] });
  });

  test('nor about those of the charts that it brings along', async () => {
    const folder = folderWith({
      'Chart.yaml': CHART,
      'templates/a.yaml': 'a: {{ .Values.a }}\n',
      'charts/redis/Chart.yaml': CHART,
      'charts/redis/templates/a.yaml': LABELS,
      'charts/redis/charts/deeper/Chart.yaml': CHART,
      'charts/redis/charts/deeper/templates/a.yaml': LABELS,
    });
    expect((await lintFolder(folder)).told).toEqual([RENDER('.'), expect.stringContaining('nothing was checked')]);
  });

  test('two charts in one folder get two lines', async () => {
    const folder = folderWith({
      'charts/a/Chart.yaml': CHART, 'charts/a/templates/a.yaml': 'a: {{ .Values.a }}\n', 'charts/b/Chart.yaml': CHART, 'charts/b/templates/a.yaml': LABELS,
    });
    expect((await lintFolder(folder)).told.slice(0, 2)).toEqual([RENDER('charts/a'), RENDER('charts/b')]);
  });

  test('what of it is no template is checked', async () => {
    const folder = folderWith({ 'Chart.yaml': CHART, 'values.yaml': 'a: [', 'crds/a.yaml': rollout(120), 'templates/a.yaml': LABELS });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['crds/a.yaml:9 canary-weight-in-range', 'values.yaml:2 yaml-parses'], told: [RENDER('.')] });
  });

  test('a kind among its values is no object', async () => {
    const values = 'kind: Rollout\nreplicaCount: 2\n';
    const folder = folderWith({
      'Chart.yaml': CHART, 'values.yaml': values, 'values-prod.yml': values, 'ci/dev-values.yaml': values, 'templates/a.yaml': LABELS, 'more/values.yaml': rollout(120),
    });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['more/values.yaml:9 canary-weight-in-range'], told: [RENDER('.')] });
  });

  test('a template that is given by itself is one of a chart as well', async () => {
    const folder = folderWith({ 'Chart.yaml': CHART, 'templates/a.yaml': LABELS });
    const { code, out, err } = await runCli(['lint', `${folder}/templates/a.yaml`]);
    expect({ code, out, err: err.replaceAll(folder, '.').split('\n')[0] }).toEqual({ code: 2, out: 'no findings: 0 objects in 0 files\n', err: RENDER('.') });
  });

  test('texts of notifications and alerts are not meant for Helm', async () => {
    const text = 'kind: ConfigMap\ndata:\n  a: |\n    {{ if eq .rollout.metadata.name "a" }}\n    {{ $value }}\n    {{ end }}\n';
    expect(await lintFolder(folderWith({ 'Chart.yaml': CHART, 'templates/a.yaml': text }))).toEqual({
      code: 1, findings: ['templates/a.yaml:4 helm-escaped', 'templates/a.yaml:5 helm-escaped'], told: [],
    });
  });
});
