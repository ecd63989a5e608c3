import { existsSync } from 'fs';
import { join } from 'path';
import { findingsIn, folderWith, rollout, runCli, TOO_MUCH } from './fake-terminal';

const HINT = '\nsee cdk8s-argo-rollouts lint --help\n';
const HINT_OF_ALL = '\nsee cdk8s-argo-rollouts --help\n';

describe('exit codes', () => {
  test('clean', async () => {
    expect(await runCli(['lint', '-'], rollout(100))).toEqual({ code: 0, out: 'no findings: 1 object in 1 file\n', err: '' });
  });

  test('errors', async () => {
    expect((await runCli(['lint', '-'], rollout(120))).code).toBe(1);
  });

  test('warnings only', async () => {
    expect((await runCli(['lint', '--rule', 'canary-weight-in-range=warning', '-'], rollout(120))).code).toBe(0);
  });

  test('warnings with --strict', async () => {
    expect((await runCli(['lint', '--strict', '--rule', 'canary-weight-in-range=warning', '-'], rollout(120))).code).toBe(1);
  });

  test.each<[string, string[], string]>([
    ['no files', ['lint'], 'nothing to check: give files, folders, or - for the standard input'],
    ['an unknown option', ['lint', '--fix', '-'], 'unknown option \'--fix\'. To specify a positional argument starting with a \'-\', place it at the end of the '
      + 'command after \'--\', as in \'-- "--fix"'],
    ['an unknown format', ['lint', '--format', 'xml', '-'], '--format is one of text, json, sarif, github, got "xml"'],
    ['an unknown target', ['lint', '--target-version', '1.8', '-'], '--target-version: "targetVersion" is one of v1.7, v1.8, v1.9, v1.10, got "1.8"'],
    ['an unknown rule', ['lint', '--rule', 'pause-last=off', '-'], '--rule: unknown rule "pause-last", did you mean "pause-lasts"?'],
    ['an unknown level', ['lint', '--rule', 'pause-lasts=info', '-'], '--rule: rule "pause-lasts" can be off, warning, error, got "info"'],
    ['a rule without level', ['lint', '--rule', 'pause-lasts', '-'], '--rule is ID=off|warning|error, got "pause-lasts"'],
    ['a word of rules', ['lint', '--rule', 'ingress=off', '-'], '--rule: unknown rule "ingress", did you mean "ingress-found" or "ingress-readable" or "ingress-class-fits" or "canary-ingress-once" or "ingress-class-watched", or one of 1 more like it?'],
    ['a missing file', ['lint', 'missing.yaml'], 'cannot read missing.yaml: there is no such file or folder'],
    ['a missing settings file', ['lint', '--config', 'missing.yaml', '-'], 'cannot read missing.yaml: there is no such file or folder'],
  ])('%s', async (_, argv, message) => {
    expect(await runCli(argv)).toEqual({ code: 2, out: '', err: message + HINT });
  });

  test.each<[string, string[], string]>([
    ['no verb', [], 'no command, there are: lint, plan, runbook, explain, help'],
    ['another verb', ['lnt'], 'unknown command "lnt", there are: lint, plan, runbook, explain, help'],
  ])('%s', async (_, argv, message) => {
    expect(await runCli(argv)).toEqual({ code: 2, out: '', err: message + HINT_OF_ALL });
  });
});

describe('help', () => {
  test.each(['lint', 'plan', 'runbook'])('%s says how it is used, with an example, its exit codes and its page', async (verb) => {
    const { code, out } = await runCli([verb, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^usage: cdk8s-argo-rollouts ${verb} \\[options\\] FILE\\|DIR\\|- \\.\\.\\.\n`));
    expect(out).toMatch(/^example\n {2}npx cdk8s synth && npx cdk8s-argo-rollouts /m);
    expect(out).toMatch(/^exit code\n {2}0 {2}.*\n {2}1 {2}.*\n {2}2 {2}/m);
    const [, page] = /\/blob\/main\/(\S+?)(?:#\S+)?\n$/.exec(out)!;
    expect(existsSync(join(__dirname, '..', '..', page))).toBe(true);
    expect(out.split('\n').filter((line) => line.length > 100 && !line.startsWith('https'))).toEqual([]);
  });

  test.each([['--help'], ['-h'], ['help']])('%s names the verbs, each in a line', async (...argv) => {
    const { code, out } = await runCli(argv);
    expect(code).toBe(0);
    expect([...out.matchAll(/^ {2}(\w+) {3,}\w/gm)].map(([, verb]) => verb)).toEqual(['lint', 'plan', 'runbook', 'explain', 'help']);
  });

  test.each([[['help', 'lint'], ['lint', '--help']], [['help', 'help'], ['help', '-h']], [['help'], ['--help']]])('%j is %j', async (one, other) => {
    const said = await runCli(one);
    expect(said).toEqual(await runCli(other));
    expect(said).toEqual({ code: 0, out: expect.stringMatching(/^usage: cdk8s-argo-rollouts /), err: '' });
  });

  test('help of an unknown verb', async () => {
    expect(await runCli(['help', 'lnt'])).toEqual({ code: 2, out: '', err: expect.stringContaining('unknown command "lnt", there are: lint, plan, runbook, explain, help\n') });
  });

  test('--version', async () => {
    expect((await runCli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('settings', () => {
  const settings = (text: string) => `${folderWith({ 'lint.yaml': text })}/lint.yaml`;

  test('a rule that is off', async () => {
    expect(await findingsIn(rollout(120), '--rule', 'canary-weight-in-range=off')).toEqual([]);
  });

  test('rules of reading can be set as well', async () => {
    expect(await findingsIn('a: [', '--rule', 'yaml-parses=off')).toEqual([]);
  });

  test.each([
    ['YAML', 'rules:\n  canary-weight-in-range: off\n'],
    ['JSON', '{ "rules": { "canary-weight-in-range": "off" } }'],
  ])('a file in %s', async (_, text) => {
    expect(await findingsIn(rollout(120), '--config', settings(text))).toEqual([]);
  });

  test('an empty file', async () => {
    expect(await findingsIn(rollout(120), '--config', settings(''))).toEqual([`9:22 ${TOO_MUCH}`]);
  });

  test('the command line wins over the file', async () => {
    const file = settings('rules: { canary-weight-in-range: off, pause-lasts: off }\nstrict: true');
    const { out } = await runCli(['lint', '--format', 'json', '--config', file, '--rule', 'canary-weight-in-range=warning', '-'], rollout(120));
    expect(JSON.parse(out)).toMatchObject([{ severity: 'error' }]);
  });

  test('a target, of which the command line wins over the file', async () => {
    const stepPlugin = rollout(20).replace(/setWeight: 20/, 'plugin: { name: example/step }');
    const file = settings('targetVersion: v1.7');
    expect(await findingsIn(stepPlugin, '--config', file)).toEqual([expect.stringContaining('"plugin" needs Argo Rollouts v1.8, got v1.7')]);
    expect(await findingsIn(stepPlugin, '--config', file, '--target-version', 'v1.8')).toEqual([]);
  });

  test.each([
    ['rule: {}', 'unknown key "rule" in the settings, allowed are: rules, strict, strictReferences, targetVersion, gatewayPluginVersion'],
    ['rules: [pause-lasts]', '"rules" must be a map, got ["pause-lasts"]'],
    ['just words', 'settings must be a map, got "just words"'],
    ['rules: { pause-lots: off }', 'unknown rule "pause-lots", did you mean "pause-lasts"?'],
    ['rules: { pause-lasts: yes }', 'rule "pause-lasts" can be off, warning, error, got true'],
    ['targetVersion: 1.10', '"targetVersion" is one of v1.7, v1.8, v1.9, v1.10, got 1.1'],
    ['strict: sometimes', '"strict" is true or false, got "sometimes"'],
  ])('wrong: %s', async (text, message) => {
    const file = settings(text);
    expect(await runCli(['lint', '--config', file, '-'])).toEqual({ code: 2, out: '', err: `${file}: ${message}${HINT}` });
  });

  test('a file that is no YAML', async () => {
    const file = settings('rules:\n  a: [');
    expect((await runCli(['lint', '--config', file, '-'])).err).toMatch(/lint\.yaml:3:1 not valid YAML: /);
  });
});
