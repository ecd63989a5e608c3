import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { LintValidation } from '../../src';

const ROOT = join(__dirname, '..', '..');

const OBJECT = (kind: string, name: string, spec: object, apiVersion = 'v1') =>
  `new ApiObject(chart, '${kind}${name}', ${JSON.stringify({ apiVersion, kind, metadata: { name }, spec })});`;
const ROLLOUT = (name: string, weight: number) => OBJECT('Rollout', name, {
  selector: { matchLabels: { app: 'api' } },
  template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1' }] } },
  strategy: { canary: { canaryService: `${name}-canary`, steps: [{ setWeight: weight }] } },
}, 'argoproj.io/v1alpha1');

/** Runs `cdk8s synth` for an app that uses nothing of this library but the validation. */
function synth(objects: readonly string[], properties: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'validation-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'main.js'), `const { App, Chart, ApiObject } = require('cdk8s');
    const app = new App(); const chart = new Chart(app, 'shop'); ${objects.join('\n')} app.synth();`);
  const validation = { package: ROOT, version: '0.0.0', class: 'LintValidation', properties };
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({ app: 'node main.js', language: 'typescript', validations: [validation] }));
  const { status, stdout } = spawnSync(
    process.execPath, [join('node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--check-upgrade', 'false', '--validation-reports-output-file', 'reports.json'],
    { cwd: folder, encoding: 'utf8' });
  const [report] = JSON.parse(readFileSync(join(folder, 'reports.json'), 'utf8')).reports;
  return { status, stdout, report };
}

describe('with cdk8s-cli', () => {
  test('a violation has rule, fix, resource and construct', () => {
    const { status, stdout, report } = synth([ROLLOUT('api', 120), ROLLOUT('web', 100)]);
    expect(status).toBe(2);
    expect(report.summary).toMatchObject({ status: 'failure', metadata: { Objects: '2', Errors: '1', Warnings: '0' } });
    expect(report.violations).toEqual([{
      ruleName: 'canary-weight-in-range',
      recommendation: 'the controller refuses a weight that its router cannot express',
      fix: 'weight must lie between 0 and 100, got 120',
      violatingConstructs: [{
        resourceName: 'api', constructPath: 'shop/Rolloutapi', manifestPath: join('dist', 'shop.k8s.yaml'), locations: ['/spec/strategy/canary/steps/0/setWeight'],
      }],
    }]);
    expect(stdout).toContain('Construct Path: shop/Rolloutapi');
  });

  test('no construct is better than the wrong one', () => {
    const { report } = synth([ROLLOUT('api', 120), OBJECT('Service', 'api', {})]);
    expect(report.violations[0].violatingConstructs[0]).toEqual(expect.not.objectContaining({ constructPath: expect.anything() }));
    expect(report.violations[0].violatingConstructs[0]).toMatchObject({ resourceName: 'Rollout/api' });
  });

  test('the version that will handle the objects is known', () => {
    const step = OBJECT('Rollout', 'api', {
      selector: { matchLabels: { app: 'api' } },
      template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1' }] } },
      strategy: { canary: { steps: [{ plugin: { name: 'example/step' } }, { setWeight: 100 }] } },
    }, 'argoproj.io/v1alpha1');
    const violations = [{ targetVersion: 'v1.7' }, { targetVersion: 'v1.8' }].map((properties) => synth([step], properties).report.violations);
    expect(violations.map((each) => each.map(({ ruleName }: { ruleName: string }) => ruleName))).toEqual([['target-knows-field'], []]);
  });

  test('objects are seen together, and settings hold', () => {
    const services = ['api-canary', 'web-canary'].map((name) => OBJECT('Service', name, { selector: { app: 'other' } }));
    const objects = [ROLLOUT('api', 120), ROLLOUT('web', 120), ...services];
    const { status, report } = synth(objects, { rules: { 'canary-weight-in-range': 'off', 'service-selects-pods': 'warning' } });
    expect(status).toBe(0);
    expect(report.summary).toMatchObject({ status: 'success', metadata: { Errors: '0', Warnings: '2' } });
    expect(report.violations.map(({ fix }: { fix: string }) => fix)).toEqual(['api', 'web']
      .map((name) => expect.stringMatching(`^\\(warning\\) Service "${name}-canary" selects app: "other"`)));
    expect(report.violations.map(({ violatingConstructs: [{ resourceName }] }: any) => resourceName)).toEqual(['api', 'web']);
  });
});

test('settings that are none are refused', () => {
  expect(() => new LintValidation({ rules: { 'pause-last': 'off' } })).toThrow('unknown rule "pause-last", did you mean "pause-lasts"?');
});
