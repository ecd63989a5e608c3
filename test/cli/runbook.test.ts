import { readFileSync } from 'fs';
import { join } from 'path';
import { folderWith, rollout, runCli } from './fake-terminal';

const HINT = '\nsee cdk8s-argo-rollouts runbook --help\n';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec: { selector: { app: api } }\n';

/** The rollouts that a page is about. */
function titlesIn(page: string): string[] {
  return [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
}

test('of what is nested too deeply there is none', async () => {
  const { code, err } = await runCli(['runbook', '-'], `a: ${'['.repeat(100_000)}\n---\n${rollout(10)}`);
  expect({ code, err }).toEqual({
    code: 2, err: `<stdin>:1:103 an object may be nested 100 levels deep, got more, or one that holds itself: nothing in it is checked until it is flatter${HINT}`,
  });
});

describe('a page', () => {
  test('of all rollouts, with what is deployed with them', async () => {
    const folder = folderWith({ 'a.yaml': `${rollout(10)}---\n${rollout(20, 'web')}`, 'b/service.yaml': SERVICE });
    const { code, out, err } = await runCli(['runbook', folder]);
    expect({ code, err, titles: titlesIn(out) }).toEqual({ code: 0, err: '', titles: ['shop/api', 'shop/web'] });
    expect(out).toContain('- [shop/api](#shopapi)\n- [shop/web](#shopweb)\n');
    expect(out).toContain('| Service `api` | selects its pods, of all versions |');
  });

  test('of the standard input, and of a List in it', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${rollout(10).trimEnd().replace(/\n/g, '\n  ')}\n`;
    expect((await runCli(['runbook', '-'], list)).out).toBe((await runCli(['runbook', '-'], rollout(10))).out);
  });

  test('is the same every time', async () => {
    const [first, second] = await Promise.all([runCli(['runbook', '-'], rollout(10)), runCli(['runbook', '-'], rollout(10))]);
    expect(first).toEqual(second);
  });

  test('into a file', async () => {
    const file = join(folderWith({}), 'RUNBOOK.md');
    expect(await runCli(['runbook', '--output', file, '-'], rollout(10))).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe((await runCli(['runbook', '-'], rollout(10))).out);
  });

  test('where a field is null, it is as if it were not there', async () => {
    const withNull = rollout(10).replace('canary:\n', 'blueGreen: null\n    canary:\n');
    expect((await runCli(['runbook', '-'], withNull)).out).toBe((await runCli(['runbook', '-'], rollout(10))).out);
  });
});

describe('--rollout', () => {
  const input = [rollout(10), rollout(10, 'web'), rollout(10).replace('shop', 'other'), rollout(10, 'cron').replace(', namespace: shop', '')].join('---\n');

  test.each([
    [['api'], ['shop/api', 'other/api']],
    [['shop/api'], ['shop/api']],
    [['web', 'other/api'], ['shop/web', 'other/api']],
    [['anywhere/cron'], ['cron']],
  ])('%s', async (names, titles) => {
    const { code, out } = await runCli(['runbook', ...names.flatMap((name) => ['--rollout', name]), '-'], input);
    expect([code, titlesIn(out)]).toEqual([0, titles]);
  });

  test('that is not there', async () => {
    expect(await runCli(['runbook', '--rollout', 'api', '--rollout', 'shop/job', '-'], rollout(10))).toEqual({
      code: 1, out: '', err: 'there is no Rollout "shop/job" among the manifests, got: shop/api\n',
    });
  });
});

test('without a rollout', async () => {
  expect(await runCli(['runbook', '-'], SERVICE)).toEqual({ code: 1, out: '', err: 'there is no Rollout among the manifests, got: none\n' });
});

describe('what cannot be read is not passed over', () => {
  test.each<[string, string[], string, string]>([
    ['no files', ['runbook'], '', 'nothing to read: give files, folders, or - for the standard input'],
    ['an unknown option', ['runbook', '--all', '-'], '', 'unknown option \'--all\'. To specify a positional argument starting with a \'-\', place it at the end of the '
      + 'command after \'--\', as in \'-- "--all"'],
    ['a missing file', ['runbook', 'missing.yaml'], '', 'cannot read missing.yaml: there is no such file or folder'],
    ['broken YAML', ['runbook', '-'], `${rollout(10)}---\na: [`, '<stdin>:13:1 not valid YAML: unexpected end of the stream within a flow collection'],
    ['a key that is given twice', ['runbook', '-'], `${rollout(10)}kind: Rollout\n`, '<stdin>:11:1 key "kind" is given twice in one map: leave one of them out'],
    ['a wrong type', ['runbook', '-'], rollout(10).replace(/steps:\n.*\n/, 'steps: all\n'),
      'Rollout "api" has values of a wrong type, or lacks some: cdk8s-argo-rollouts lint says where'],
    ['a lack', ['runbook', '-'], rollout(10).replace('canary:', 'blueGreen: {}\n    canary:'),
      'Rollout "api" has values of a wrong type, or lacks some: cdk8s-argo-rollouts lint says where'],
    ['a folder to write to', ['runbook', '--output', '/', '-'], rollout(10), 'cannot write /: it is a folder'],
  ])('%s', async (_, argv, input, message) => {
    expect(await runCli(argv, input)).toEqual({ code: 2, out: '', err: message + HINT });
  });

  test('but objects of others are', async () => {
    expect((await runCli(['runbook', '-'], `kind: Kustomization\nresources: [a]\n---\n${rollout(10)}`)).code).toBe(0);
  });
});
