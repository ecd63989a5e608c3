import { mkdirSync, readdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { folderWith, lintFolder, rollout, runCli } from './fake-terminal';

/** Whoever runs the tests may read everything, so that nothing is unreadable to them. */
jest.mock('fs', () => {
  const fs = jest.requireActual('fs');
  const refuse = (path: unknown) => {
    if (String(path).includes('secret')) {
      throw Object.assign(new Error(), { code: 'EACCES' });
    }
  };
  return {
    ...fs,
    readdirSync: (path: string, options: object) => { refuse(path); return fs.readdirSync(path, options); },
    readFileSync: (path: string, options: object) => { refuse(path); return fs.readFileSync(path, options); },
  };
});

const BAD = { findings: ['z.yaml:9 canary-weight-in-range'] };

test('an unreadable folder or file in a folder is named itself, and the rest is checked', async () => {
  const folder = folderWith({ 'a/secret/x.yaml': rollout(120), 'secret.yaml': rollout(120), 'z.yaml': rollout(120) });
  expect(await lintFolder(folder)).toEqual({ code: 2, ...BAD, told: ['cannot read a/secret: no permission', 'cannot read secret.yaml: no permission'] });
});

test('one that is named is a mistake in the use', async () => {
  const folder = folderWith({ 'secret.yaml': rollout(120) });
  expect(await runCli(['lint', `${folder}/secret.yaml`])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('secret.yaml: no permission\nsee ') });
});

describe('links', () => {
  function folderWithLinks(links: Record<string, string>): string {
    const folder = folderWith({ 'z.yaml': rollout(120), 'text.md': '' });
    for (const [name, target] of Object.entries(links)) {
      symlinkSync(target, join(folder, name));
    }
    return folder;
  }

  test.each([
    ['a.yaml', 'gone.yaml', 'cannot read a.yaml: it is a link to gone.yaml, which is not there'],
    ['prod', '../gone', 'cannot read prod: it is a link to ../gone, which is not there'],
    ['a.yaml', 'a.yaml', 'cannot read a.yaml: its links lead in a circle'],
  ])('%s to %s is named itself, and the rest is checked', async (name, target, told) => {
    expect(await lintFolder(folderWithLinks({ [name]: target }))).toEqual({ code: 2, ...BAD, told: [told] });
  });

  test('one that is named is a mistake in the use', async () => {
    const folder = folderWithLinks({ 'a.yaml': 'gone.yaml' });
    expect((await runCli(['lint', `${folder}/a.yaml`])).err).toMatch(/a\.yaml: it is a link to gone\.yaml, which is not there\nsee /);
  });

  test('one to a folder is not followed, and that is said', async () => {
    expect(await lintFolder(folderWithLinks({ self: '.' }))).toEqual({
      code: 1, ...BAD, told: ['note: self is a link to a folder, which is not followed: name it if it is meant'],
    });
  });

  test('one to a folder is followed if it is named', async () => {
    const folder = folderWithLinks({});
    symlinkSync(folder, join(folderWith({}), 'here'));
    expect((await runCli(['lint', `${folder}/../${folder.split('/').at(-1)}`])).code).toBe(1);
  });

  test('one to a file is read', async () => {
    const folder = folderWithLinks({ 'a.yaml': 'z.yaml' });
    expect((await lintFolder(folder)).findings).toContain('a.yaml:9 canary-weight-in-range');
  });

  test('those of other programs are left alone', async () => {
    expect(await lintFolder(folderWithLinks({ '.#z.yaml': 'user@host', 'notes.md': 'gone.md' }))).toEqual({ code: 1, ...BAD, told: [] });
  });
});

test('a folder that is called like a file is a folder', async () => {
  const folder = folderWith({ 'z.yaml': rollout(120) });
  mkdirSync(join(folder, 'all.yaml'));
  expect(await lintFolder(folder)).toEqual({ code: 1, ...BAD, told: [] });
  expect(readdirSync(folder)).toContain('all.yaml');
});

describe('nothing to check', () => {
  const TOLD = ['nothing was checked: no object of Kubernetes was found. Give other files, or --allow-empty if there may be none'];

  test.each<[string, Record<string, string>]>([
    ['no files', { 'readme.md': '' }],
    ['no objects', { 'values.yaml': 'replicas: 3\n', 'empty.yaml': '', 'package.json': '{}' }],
    ['no more than a kustomization', { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n' }],
  ])('%s', async (_, files) => {
    expect(await lintFolder(folderWith(files))).toEqual({ code: 2, findings: [], told: TOLD });
    expect(await lintFolder(folderWith(files), '--allow-empty')).toEqual({ code: 0, findings: [], told: [] });
  });

  test('a pipe that brings nothing', async () => {
    expect(await runCli(['lint', '-'])).toMatchObject({ code: 2, err: `${TOLD[0]}\n` });
    expect(await runCli(['lint', '--allow-empty', '-'])).toMatchObject({ code: 0, err: '' });
  });

  test('errors are more than that', async () => {
    expect(await lintFolder(folderWith({ 'a.yaml': 'a: [' }))).toEqual({ code: 1, findings: ['a.yaml:2 yaml-parses'], told: [] });
  });
});
