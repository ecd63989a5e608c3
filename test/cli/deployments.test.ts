import { folderWith, lintFolder, rollout, runCli } from './fake-terminal';

/** A rollout that names its canary's Service, and that Service. */
const withService = (name = 'api') => rollout(100, name).replace('canary:', `canary:\n      canaryService: ${name}-canary`);
const service = (app: string, name = 'api') => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}-canary, namespace: shop }\nspec: { selector: { app: ${app} } }\n`;
const WRONG = 'service-selects-pods';

function apart(...folders: string[]): string {
  return `note: ${folders.join(', ')}: they hold the same objects, so they are taken to be deployed apart`;
}

test('folders that hold different objects are deployed together', async () => {
  const folder = folderWith({ 'a/rollout.yaml': withService(), 'b/service.yaml': service('other') });
  expect(await lintFolder(folder)).toEqual({ code: 1, findings: [`a/rollout.yaml:8 ${WRONG}`], told: [] });
});

test('an object that is twice in one folder is there twice', async () => {
  const folder = folderWith({ 'a/one.yaml': rollout(100), 'a/two.yaml': rollout(100) });
  expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['a/two.yaml:3 rollout-once'], told: [] });
});

test('without a namespace only those of one file are sure to be the same', async () => {
  const nowhere = rollout(100).replace(/, namespace: \w+/, '');
  const folder = folderWith({ 'one.yaml': `${nowhere}---\n${nowhere}`, 'two.yaml': nowhere });
  expect((await lintFolder(folder)).findings).toEqual([expect.stringMatching(/^one.yaml:\d\d rollout-once$/)]);
});

test('so is one that is in a folder and in one around it', async () => {
  const folder = folderWith({ 'one.yaml': rollout(100), 'a/two.yaml': rollout(100) });
  expect((await lintFolder(folder)).findings).toEqual(['one.yaml:3 rollout-once']);
});

describe('sibling folders that hold an object twice are deployed apart', () => {
  test('each sees itself', async () => {
    const folder = folderWith({
      'dev/rollout.yaml': withService(), 'dev/service.yaml': service('api'), 'prod/rollout.yaml': withService(), 'prod/service.yaml': service('other'),
    });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: [`prod/rollout.yaml:8 ${WRONG}`], told: [apart('dev', 'prod')] });
  });

  test('and what is around it, which sees them', async () => {
    const folder = folderWith({
      'service.yaml': service('other'), 'web.yaml': withService('web'), 'dev/all.yaml': `${withService()}---\n${service('other', 'web')}`, 'prod/rollout.yaml': rollout(100),
    });
    expect(await lintFolder(folder)).toMatchObject({ code: 1, findings: [`dev/all.yaml:8 ${WRONG}`, `web.yaml:8 ${WRONG}`] });
  });

  test('and siblings that hold no such object', async () => {
    const folder = folderWith({ 'common/service.yaml': service('other'), 'dev/rollout.yaml': withService(), 'prod/rollout.yaml': withService() });
    expect((await lintFolder(folder)).findings).toEqual([`dev/rollout.yaml:8 ${WRONG}`, `prod/rollout.yaml:8 ${WRONG}`]);
  });

  test('but not what is in the other only', async () => {
    const folder = folderWith({ 'dev/rollout.yaml': withService(), 'prod/rollout.yaml': rollout(100), 'prod/service.yaml': service('other') });
    expect((await lintFolder(folder)).findings).toEqual([]);
  });

  test('wherever in them it is', async () => {
    const folder = folderWith({ 'dev/eu/1/rollout.yaml': withService(), 'prod/rollout.yaml': withService(), 'prod/eu/service.yaml': service('other') });
    expect(await lintFolder(folder)).toMatchObject({ findings: [`prod/rollout.yaml:8 ${WRONG}`], told: [apart('dev', 'prod')] });
  });

  test('in each other as well', async () => {
    const folder = folderWith({
      'dev/eu/a.yaml': rollout(100),
      'dev/us/a.yaml': rollout(100),
      'dev/us/service.yaml': service('other'),
      'dev/eu/b.yaml': withService('web'),
      'prod/a.yaml': `${rollout(100)}---\n${service('other', 'web')}`,
    });
    expect(await lintFolder(folder)).toMatchObject({ findings: [], told: [apart('dev', 'prod'), apart('dev/eu', 'dev/us')] });
  });

  test.each([
    ['without a namespace', (text: string) => text.replace(', namespace: shop', '')],
    ['of another kind', (text: string) => text.replace(/apiVersion.*\nkind.*\n/, 'kind: ConfigMap\n').replace(/spec:[^]*/, 'data: {}\n')],
  ])('also one %s', async (_, change) => {
    const folder = folderWith({ 'dev/a.yaml': change(rollout(100)), 'prod/a.yaml': change(rollout(100)) });
    expect(await lintFolder(folder)).toMatchObject({ findings: [], told: [apart('dev', 'prod')] });
  });

  test.each([
    ['namespace', rollout(100).replace('shop', 'other')],
    ['kind', rollout(100).replace('Rollout', 'Experiment')],
    ['API', rollout(100).replace('argoproj.io/', 'example.com/')],
    ['name', rollout(100, 'web')],
  ])('but not of another %s', async (_, other) => {
    expect((await lintFolder(folderWith({ 'dev/a.yaml': rollout(100), 'prod/a.yaml': other }))).told).toEqual([]);
  });

  test('what is around them sees one of the two', async () => {
    const service2 = service('api').replace('api-canary', 'api-stable');
    const folder = folderWith({ 'a.yaml': `${service('api')}---\n${service2}`, 'dev/a.yaml': withService(), 'prod/a.yaml': withService() });
    expect((await lintFolder(folder)).findings).toEqual([]);
  });

  test('a runbook of each has what is deployed with it', async () => {
    const folder = folderWith({ 'dev/a.yaml': rollout(100), 'prod/a.yaml': `${rollout(100)}---\n${service('api')}` });
    const { out } = await runCli(['runbook', folder]);
    expect(out.match(/^## .*$/gm)).toEqual(['## shop/api', '## shop/api']);
    expect(out.match(/Service `api-canary`/g)).toHaveLength(1);
  });
});
