import { spawnSync } from 'child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { load } from 'js-yaml';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join(ROOT, 'lib', 'cli', 'main.js');

const GOOD = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n';
const BAD = 'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: a }\nspec:\n  metrics:\n    - name: a\n      provider: { prometheus: {} }\n';

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-of-others-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'good manifests'));
  // the package is not published yet: npx is told where its command is
  writeFileSync(join(folder, 'bin', 'npx'), `#!/bin/sh\n[ "$1" = --yes ] && shift\necho "$1" >> "${join(folder, 'asked')}"\nshift\nexec "${process.execPath}" "${COMMAND}" "$@"\n`);
  chmodSync(join(folder, 'bin', 'npx'), 0o755);
  writeFileSync(join(folder, 'good manifests', 'service.yaml'), GOOD);
  writeFileSync(join(folder, 'bad.yaml'), BAD);
  writeFileSync(join(folder, 'off.yaml'), 'strict: true\n');
  environment = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
});

afterAll(() => rmSync(folder, { recursive: true }));

function shell(command: string, env: Record<string, string> = {}) {
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', command], { cwd: folder, encoding: 'utf8', env: { ...environment, ...env } });
}

describe('the action for GitHub', () => {
  const { inputs, runs: { steps: [lint, upload] } } = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as any;
  const defaults = Object.fromEntries(Object.entries<any>(inputs).map(([name, input]) => [name, input.default]));

  function act(given: Record<string, string>) {
    const values: Record<string, string> = { ...defaults, ...given };
    const env = Object.entries<string>(lint.env).map(([name, text]) => [name, text.replace(/\$\{\{ inputs\.(\w+) \}\}/, (_, input) => values[input])]);
    return shell(lint.run, Object.fromEntries(env));
  }

  test('passes where all is well, also in a folder with a space in its name', () => {
    expect(act({ paths: 'good manifests\n' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('fails with an annotation where something is wrong', () => {
    const { status, stdout } = act({ paths: 'good manifests\nbad.yaml', version: '0.1.0' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=bad\.yaml,line=\d+/m);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('cdk8s-argo-rollouts@0.1.0\n');
  });

  test('writes SARIF as well, and goes on to the annotations', () => {
    const { status, stdout } = act({ paths: 'bad.yaml', sarif: 'findings.sarif' });
    expect(status).toBe(1);
    expect(stdout).toContain('::error ');
    const { runs: [run] } = JSON.parse(readFileSync(join(folder, 'findings.sarif'), 'utf8'));
    expect(run.results.length).toBeGreaterThan(0);
    expect(upload).toMatchObject({ if: "always() && inputs.sarif != ''", with: { sarif_file: '${{ inputs.sarif }}' } });
  });

  test('hands its settings on', () => {
    expect(act({ paths: 'good manifests', config: 'off.yaml', strict: 'true' })).toMatchObject({ status: 0, stderr: '' });
    expect(act({ paths: 'good manifests', config: 'nowhere.yaml' }).status).toBe(2);
  });
});

test('the hook for pre-commit checks what it is given', () => {
  const [{ entry, args, pass_filenames: passes }] = load(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as any;
  expect(passes).toBe(false);
  expect(shell(`${entry} ${args.join(' ')}`).status).toBe(1);
  expect(shell(`${entry} 'good manifests'`)).toMatchObject({ status: 0, stderr: '' });
});
