import { folderWith, lintFolder, rollout, runCli } from './fake-terminal';

const PATCH = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: api }\nspec: { replicas: 3 }\n';
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../../base]\n';

/** A base that is fine, and an overlay of it. */
function overlayWith(files: Record<string, string>): string {
  return folderWith({ 'base/rollout.yaml': rollout(100), 'base/kustomization.yaml': 'resources: [rollout.yaml]\n', ...files });
}

function told(parts: string, kustomization = 'overlays/prod/kustomization.yaml'): string {
  return `note: ${parts}: ${kustomization} names them as patches or components, so they are not checked by themselves. `
    + `"kustomize build ${kustomization.replace(/\/[^/]+$/, '')} | cdk8s-argo-rollouts lint -" checks what comes of them`;
}

test.each<[string, string]>([
  ['patches', 'patches: [{ path: replicas.yaml }]'],
  ['patchesStrategicMerge', 'patchesStrategicMerge:\n- replicas.yaml\n- |\n  kind: Rollout\n  metadata: { name: api }\n'],
  ['patchesJson6902', 'patchesJson6902:\n- { target: { kind: Rollout, name: api }, path: ./replicas.yaml }'],
])('a file under %s is no object by itself', async (_, patches) => {
  const files = { 'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}${patches}\n`, 'overlays/prod/replicas.yaml': PATCH };
  expect(await lintFolder(overlayWith(files))).toEqual({ code: 0, findings: [], told: [told('overlays/prod/replicas.yaml')] });
});

test.each(['kustomization.yml', 'Kustomization'])('a kustomization is also called %s', async (name) => {
  const files = { [`overlays/prod/${name}`]: `${KUSTOMIZATION}patches: [{ path: a.yaml }]`, 'overlays/prod/a.yaml': PATCH };
  expect((await lintFolder(overlayWith(files))).told).toEqual([told('overlays/prod/a.yaml', `overlays/prod/${name}`)]);
});

test('nor is what is in a component, wherever that is', async () => {
  const folder = overlayWith({
    'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}components: [../../components/canary, https://example.com/components//more]\n`,
    'components/canary/kustomization.yaml': 'kind: Component\npatches: [{ path: steps/steps.yaml }]\n',
    'components/canary/steps/steps.yaml': PATCH,
    'components/canary/more.json': JSON.stringify({ kind: 'Rollout', spec: {} }),
  });
  expect(await lintFolder(folder)).toEqual({
    code: 0, findings: [], told: [told('components/canary/more.json, components/canary/steps/steps.yaml')],
  });
});

test('a patch that is given by itself is known by the kustomization around it', async () => {
  const folder = overlayWith({ 'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}patches: [{ path: patches/a.yaml }]`, 'overlays/prod/patches/a.yaml': PATCH });
  for (const path of ['overlays/prod/patches', 'overlays/prod/patches/a.yaml']) {
    const { code, err } = await runCli(['lint', `${folder}/${path}`]);
    expect(code).toBe(2);
    expect(err).toContain('patches/a.yaml: ');
    expect(err).toContain('nothing was checked');
  }
});

test('many of them are not all listed', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `p${String(index).padStart(2, '0')}.yaml`);
  const folder = overlayWith({
    'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}patches: [${names.map((path) => `{ path: ${path} }`).join(', ')}]`,
    ...Object.fromEntries(names.map((name) => [`overlays/prod/${name}`, PATCH])),
  });
  expect((await lintFolder(folder)).told).toEqual([expect.stringContaining('overlays/prod/p09.yaml and 2 more: ')]);
});

test('what a kustomization names as resources is checked', async () => {
  const folder = folderWith({ 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{ patch: "kind: Rollout" }]\n', 'a.yaml': rollout(120) });
  expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['a.yaml:9 canary-weight-in-range'], told: [] });
});

test.each(['patches: all', 'patches: [null, 1, [2]]', '- 1', 'patches: [', ''])('a kustomization that makes no sense names nothing: %j', async (text) => {
  const { findings, told: said } = await lintFolder(folderWith({ 'kustomization.yaml': text, 'a.yaml': rollout(120) }));
  expect(findings).toContain('a.yaml:9 canary-weight-in-range');
  expect(said).toEqual([]);
});

describe('an object with a directive is a patch, whoever uses it', () => {
  const SAID = 'note: a.yaml:11 Rollout "web" has a directive such as $patch, so it is a patch, and not checked by itself';

  test.each([
    'metadata: { name: web }\n$patch: delete\n',
    'metadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n      - { $patch: replace }\n      - { name: api, image: api }\n',
    'metadata: { name: web }\nspec: { strategy: { "$retainKeys": [canary] } }\n',
    'metadata: { name: web }\nspec:\n  $setElementOrder/containers: [{ name: api }]\n',
    'metadata: { name: web }\nspec: { "$deleteFromPrimitiveList/finalizers": [a] }\n',
  ])('%j', async (text) => {
    const folder = folderWith({ 'a.yaml': `${rollout(120)}---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\n${text}` });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['a.yaml:9 canary-weight-in-range'], told: [SAID] });
  });

  test('text that speaks of it is none', async () => {
    const folder = folderWith({ 'a.yaml': `kind: ConfigMap\nmetadata: { name: a }\ndata:\n  readme: |\n    $patch: delete\n---\n${rollout(120)}` });
    expect(await lintFolder(folder)).toEqual({ code: 1, findings: ['a.yaml:15 canary-weight-in-range'], told: [] });
  });
});
