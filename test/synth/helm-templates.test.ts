import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, AppProps, Chart, Testing, YamlOutputType } from 'cdk8s';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, HelmTemplates, Lint, LintValidation, MetricProvider } from '../../src';

const ROOT = join(__dirname, '../..');
const URL = 'http://api/{{args.region}}';
const ESCAPED = 'http://api/{{`{{`}}args.region}}';
const ERROR = '/spec/metrics/0/provider/web/url: Helm cannot read {{args.region}}, and this app writes templates of a Helm chart: '
  + 'call HelmTemplates.escape(app) before it is synthesized (helm-escaped)';

let folder: string;
beforeEach(() => folder = mkdtempSync(join(tmpdir(), 'helm-')));
afterEach(() => rmSync(folder, { recursive: true }));

/** The folder into which cdk8s-cli lets an app write with `--format helm`. */
function chartFolder(): string {
  const templates = join(folder, 'templates');
  mkdirSync(templates);
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: shop\nversion: 0.1.0\n');
  return templates;
}

function newApp(outdir: string, props: AppProps = {}): App {
  const app = new App({ outdir, ...props });
  const chart = new Chart(app, 'shop');
  const region = AnalysisArgument.required('region');
  new AnalysisTemplate(chart, 'Health', {
    metadata: { name: 'health' },
    metrics: [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: URL }), arguments: [region] })],
  });
  new ApiObject(chart, 'Image', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'image' }, data: { image: '{{ .Values.image }}' } });
  return app;
}

function written(outdir: string): string {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(join(outdir, file), 'utf8')).join('---\n');
}

test.each(Object.values(YamlOutputType).filter((type) => typeof type === 'string'))('an app that is escaped is written for Helm: %s', (type) => {
  const outdir = chartFolder();
  const app = newApp(outdir, { yamlOutputType: YamlOutputType[type as keyof typeof YamlOutputType] });
  HelmTemplates.escape(app);
  app.synth();
  expect(written(outdir)).toContain(ESCAPED);
  expect(written(outdir)).not.toContain(URL);
  expect(written(outdir)).toContain('"{{ .Values.image }}"');
  const once = written(outdir);
  app.synth();
  expect(written(outdir)).toBe(once);
});

test('nothing but the output is escaped', () => {
  const app = newApp(chartFolder());
  HelmTemplates.escape(app);
  expect(app.synthYaml()).toContain(ESCAPED);
  expect(Testing.synth(app.charts[0])[0].spec.metrics[0].provider.web.url).toBe(URL);
});

test('templates of a chart that are not escaped are an error, and nothing is written', () => {
  const outdir = chartFolder();
  expect(() => newApp(outdir).synth()).toThrow(`[shop/Health] ${ERROR}`);
  expect(readdirSync(outdir)).toEqual([]);
});

test('the error is a rule that can be switched off', () => {
  const app = newApp(chartFolder());
  Lint.configure(app, { rules: { 'helm-escaped': 'off' } });
  expect(() => app.synth()).not.toThrow();
});

test.each([
  { where: 'another folder of a chart', path: 'files' },
  { where: 'a folder "templates" that is in no chart', path: 'deep/templates' },
])('in $where nothing has to be escaped', ({ path }) => {
  chartFolder();
  newApp(join(folder, path)).synth();
  expect(written(join(folder, path))).toContain(URL);
});

test.each([
  { name: 'region', found: [] },
  {
    name: 'zone',
    found: [
      '(warning) argument "region" is used by no metric: write {{args.region}} where it belongs, or leave it out',
      'placeholder {{args.zone}} has no argument, declared are: region. Add it to the arguments of the metric',
    ],
  },
])('the validation of cdk8s-cli reads what is escaped as Helm writes it: $name', async ({ name, found }) => {
  const violations: string[] = [];
  await new LintValidation().validate({
    manifests: ['shop.k8s.yaml'],
    parseManifest: () => [{
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'health' },
      spec: { args: [{ name: 'region' }], metrics: [{ name: 'up', provider: { web: { url: `http://api/{{\`{{\`}}args.${name}}}` } } }] },
    }],
    report: { addViolation: ({ fix }: { fix: string }) => violations.push(fix), submit: () => {} },
  });
  expect(violations).toEqual(found);
});

/** As a user does it: the compiled package, and the real cdk8s-cli. */
function cdk8sSynth(...statements: string[]) {
  const main = join(folder, 'main.js');
  writeFileSync(main, `
    const { App, Chart } = require('${ROOT}/node_modules/cdk8s');
    const { AnalysisArgument, AnalysisMetric, AnalysisTemplate, HelmTemplates, MetricProvider } = require('${ROOT}');
    const app = new App();
    const region = AnalysisArgument.required('region');
    new AnalysisTemplate(new Chart(app, 'shop'), 'Health', {
      metadata: { name: 'health' },
      metrics: [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: '${URL}' }), arguments: [region] })],
    });
    ${statements.join('\n')}
    app.synth();
  `);
  const cli = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  const flags = ['--format', 'helm', '--chart-version', '0.1.0', '--check-upgrade', 'false', '--output', 'dist', '--app', `node ${main}`];
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'synth', ...flags], { cwd: folder, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

test('cdk8s-cli makes a chart of an app that is escaped, and none of another', () => {
  expect(cdk8sSynth()).toContain(ERROR);
  expect(cdk8sSynth('HelmTemplates.escape(app);')).toContain('dist/templates/shop.k8s.yaml');
  expect(existsSync(join(folder, 'dist/Chart.yaml'))).toBe(true);
  expect(readFileSync(join(folder, 'dist/templates/shop.k8s.yaml'), 'utf8')).toContain(ESCAPED);
}, 60_000);
