import { folderWith, rollout, runCli } from './fake-terminal';

const withService = rollout(100).replace('canary:', 'canary:\n      canaryService: api');
const service = (namespace: string, selector = 'web') => `apiVersion: v1\nkind: Service\nmetadata: { name: api${namespace} }\nspec: { selector: { app: ${selector} } }\n`;

/** Where what is found in some files says that the other object is. */
async function others(files: Record<string, string>): Promise<(string | null)[]> {
  const folder = folderWith(files);
  const { out } = await runCli(['lint', '--format', 'json', folder]);
  return JSON.parse(out).map(({ other }: any) => other && `${other.file.slice(folder.length + 1)}:${other.line} ${other.kind} ${other.name}`);
}

test.each<[string, Record<string, string>, (string | null)[]]>([
  ['in another file', { 'a.yaml': withService, 'b/service.yaml': `# words\n---\n${service(', namespace: shop')}` }, ['b/service.yaml:3 Service api']],
  ['in the same file', { 'a.yaml': `${withService}---\n${service(', namespace: shop')}` }, ['a.yaml:13 Service api']],
  ['without a namespace', { 'a.yaml': withService, 'b.yaml': service('') }, ['b.yaml:1 Service api']],
  ['in its namespace', { 'a.yaml': withService, 'b.yaml': service(', namespace: other'), 'c.yaml': service(', namespace: shop') }, ['c.yaml:1 Service api']],
  ['that is the same once more', { 'a.yaml': rollout(100), 'b.yaml': rollout(100) }, ['a.yaml:1 Rollout api']],
  ['that is not there', { 'a.yaml': rollout(120) }, [null]],
])('the other object of a finding is told, one %s', async (_, files, expected) => {
  expect(await others(files)).toEqual(expected);
});

test('in a sentence', async () => {
  const folder = folderWith({ 'a.yaml': withService, 'b/service.yaml': service(', namespace: shop') });
  expect((await runCli(['lint', folder])).out.replaceAll(`${folder}/`, '')).toContain(
    'a.yaml:8:22 error Rollout shop/api: Service "api" selects app: "web", but the pods of the rollout have "api"; see b/service.yaml:1:1 (service-selects-pods)\n');
});
