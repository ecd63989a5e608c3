import { join } from 'path';
import { folderWith, runCli } from './fake-terminal';

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
  ['{{`{{`}}args.zone}}', ['templates/health.yaml:7:7 placeholder-declared placeholder {{args.zone}} has no argument, declared are: region. Add it to the arguments of the metric']],
])('%s is read as Helm writes it', async (placeholder, found) => {
  expect(await findings({ 'Chart.yaml': CHART, 'templates/health.yaml': template(`http://api/${placeholder}`) })).toEqual(found);
});

test('an expression for Helm is no finding', async () => {
  expect(await findings({ 'Chart.yaml': CHART, 'templates/health.yaml': template('http://{{ .Values.host }}/') })).toEqual([]);
});
