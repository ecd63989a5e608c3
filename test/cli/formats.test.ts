import { join } from 'path';
import * as sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import { formatGithub } from '../../src/cli/formats/github';
import { formatJson } from '../../src/cli/formats/json';
import { formatSarif } from '../../src/cli/formats/sarif';
import { formatText } from '../../src/cli/formats/text';
import { Report, ReportedFinding } from '../../src/cli/report';
import { Severity } from '../../src/rules/rule/finding';
import { rollout, runCli } from './fake-terminal';

const OBJECT = { path: '/spec', kind: 'Rollout', name: 'api', namespace: 'shop' };
const FINDING: ReportedFinding = { rule: 'pause-lasts', severity: Severity.WARNING, message: 'too short', ...OBJECT, file: 'a.yaml', line: 3, column: 5 };
const NOWHERE: ReportedFinding = { ...FINDING, severity: Severity.ERROR, namespace: undefined, line: undefined, column: undefined };
const NO_OBJECT: ReportedFinding = { rule: 'yaml-parses', severity: Severity.ERROR, message: 'not valid YAML', path: '', file: '<stdin>', line: 1, column: 2 };

const PAGES = 'https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/rules';
const OTHER = { kind: 'Service', name: 'api', file: 'b.yaml', line: 2, column: 1 };
const OF_TWO: ReportedFinding = { ...FINDING, other: OTHER };

const reportOf = (...findings: ReportedFinding[]): Report => ({ findings, files: 2, objects: 3 });

describe('text', () => {
  test('a line for each finding, and one that sums up', () => {
    expect(formatText(reportOf(FINDING, NOWHERE, NO_OBJECT), false)).toBe([
      'a.yaml:3:5 warning Rollout shop/api: too short (pause-lasts)',
      'a.yaml /spec error Rollout api: too short (pause-lasts)',
      '<stdin>:1:2 error not valid YAML (yaml-parses)',
      '2 errors, 1 warning: 3 objects in 2 files',
      '',
    ].join('\n'));
  });

  test('where the other object is', () => {
    expect(formatText(reportOf(OF_TWO), false)).toMatch('a.yaml:3:5 warning Rollout shop/api: too short; see b.yaml:2:1 (pause-lasts)\n');
  });

  test('colours', () => {
    const [line, summary] = formatText(reportOf(FINDING), true).split('\n');
    expect(line).toBe('a.yaml:3:5 \x1b[33mwarning\x1b[39m Rollout shop/api: too short \x1b[90m(pause-lasts)\x1b[39m');
    expect(summary).toMatch(/^\x1b\[33m/);
    expect(formatText(reportOf(NOWHERE), true)).toContain('\x1b[31m1 error');
    expect(formatText(reportOf(), true)).toMatch(/^\x1b\[32mno findings/);
  });
});

describe('json', () => {
  test('all findings have all keys', async () => {
    const { out } = await runCli(['lint', '--format', 'json', '-'], `${rollout(120)}---\na: [\n`);
    const message = 'weight must lie between 0 and 100, got 120';
    const object = { ...OBJECT, path: '/spec/strategy/canary/steps/0/setWeight' };
    const none = { path: '', kind: null, name: null, namespace: null };
    expect(JSON.parse(out)).toEqual([
      { rule: 'canary-weight-in-range', severity: 'error', message, ...object, file: '<stdin>', line: 9, column: 22, other: null, url: `${PAGES}/steps.md#canary-weight-in-range` },
      { rule: 'yaml-parses', severity: 'error', message: expect.any(String), ...none, file: '<stdin>', line: 13, column: 1, other: null, url: `${PAGES}/rule.md#yaml-parses` },
    ]);
  });

  test('the other object', () => {
    expect(JSON.parse(formatJson(reportOf(OF_TWO)))).toMatchObject([{ other: { ...OTHER, namespace: null }, url: `${PAGES}/steps.md#pause-lasts` }]);
  });

  test('a rule of the user has no page', () => {
    expect(JSON.parse(formatJson(reportOf({ ...FINDING, rule: 'acme.has-team' })))).toMatchObject([{ url: null }]);
  });

  test('no findings', async () => {
    expect((await runCli(['lint', '--format', 'json', '--allow-empty', '-'])).out).toBe('[]\n');
  });
});

describe('github', () => {
  test('a command for each finding, and nothing else', () => {
    expect(formatGithub(reportOf(FINDING, NOWHERE))).toBe('::warning file=a.yaml,line=3,col=5,title=pause-lasts::Rollout shop/api: too short\n'
      + '::error file=a.yaml,title=pause-lasts::Rollout api: too short\n');
    expect(formatGithub(reportOf())).toBe('');
  });

  test('what means something in a command is escaped', () => {
    const finding = { ...FINDING, file: 'a:b,c%.yaml', message: '100%: a, b\r\nc' };
    expect(formatGithub(reportOf(finding))).toBe('::warning file=a%3Ab%2Cc%25.yaml,line=3,col=5,title=pause-lasts::Rollout shop/api: 100%25: a, b%0D%0Ac\n');
  });
});

describe('sarif', () => {
  const sarif = (...findings: ReportedFinding[]) => JSON.parse(formatSarif(reportOf(...findings)));

  test('follows the schema', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);
    const errorsOf = (log: unknown) => validate(log) ? [] : validate.errors;
    expect(errorsOf({ version: '2.1.0' })).toHaveLength(1);
    expect(errorsOf(sarif())).toEqual([]);
    expect(errorsOf(sarif(FINDING, NOWHERE, NO_OBJECT, OF_TWO))).toEqual([]);
  });

  test('a result for each finding, and a rule for each that has some', () => {
    const [run] = sarif(FINDING, NO_OBJECT, FINDING).runs;
    expect(run.tool.driver).toMatchObject({ name: 'cdk8s-argo-rollouts', version: expect.stringMatching(/^\d/), rules: [{ id: 'pause-lasts' }, { id: 'yaml-parses' }] });
    expect(run.tool.driver.rules[0].fullDescription.text).toMatch(/^the controller counts whole seconds/);
    expect(run.tool.driver.rules[0].helpUri).toBe(`${PAGES}/steps.md#pause-lasts`);
    expect(run.results).toHaveLength(3);
    expect(run.results[0]).toEqual({
      ruleId: 'pause-lasts',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'Rollout shop/api: too short' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 3, startColumn: 5 } },
        logicalLocations: [{ name: 'Rollout shop/api', fullyQualifiedName: 'Rollout shop/api/spec', kind: 'object' }],
      }],
    });
  });

  test('the other object is a related location', () => {
    expect(sarif(OF_TWO).runs[0].results[0].relatedLocations).toEqual([{
      physicalLocation: { artifactLocation: { uri: 'b.yaml' }, region: { startLine: 2, startColumn: 1 } },
      logicalLocations: [{ name: 'Service api', fullyQualifiedName: 'Service api', kind: 'object' }],
    }]);
  });

  test.each([
    [join('deploy', 'my shop', '50%.yaml'), 'deploy/my%20shop/50%25.yaml'],
    ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
    ['../a.yaml', '../a.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('the file %s as %s', (file, uri) => {
    expect(sarif({ ...FINDING, file }).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});
