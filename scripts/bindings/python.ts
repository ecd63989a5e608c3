import { readdirSync } from 'fs';
import { join } from 'path';
import { attempt, run } from '../command';
import { EXAMPLE, WORK } from './folders';
import { dependencies, Language } from './language';

const VENV = join(WORK, 'venv');
const PROGRAMS = join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin');
const PYTHON = join(PROGRAMS, 'python');

function pip(...args: string[]): [string, string[], string] {
  return [PYTHON, ['-m', 'pip', '--disable-pip-version-check', '--no-input', ...args], WORK];
}

export const python: Language = {
  name: 'Python',
  target: 'python',
  extension: 'py',
  source: join(EXAMPLE, 'python'),
  tools: { python3: 'Python 3.10 or later, with venv (Debian: python3-venv)' },

  // nothing is installed for the whole machine
  prepare() {
    run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', VENV], WORK);
  },

  isPublished: ({ targets, version }) =>
    attempt(...pip('download', '--quiet', '--no-deps', '--dest', join(WORK, 'asked'), `${targets.python.distName}==${version}`)).ok,

  check(packages) {
    const files = readdirSync(packages).filter((file) => file.startsWith('cdk8s_argo_rollouts-'));
    run(...pip('install', '--quiet', 'twine'));
    run(PYTHON, ['-m', 'twine', 'check', '--strict', ...files.map((file) => join(packages, file))], WORK);
    // the versions that the golden was made with
    const versions = dependencies().map(({ targets, version }) => `${targets.python.distName}==${version}`);
    run(...pip('install', '--quiet', '--find-links', packages, join(packages, files.find((file) => file.endsWith('.whl'))!), ...versions));
    run(join(PROGRAMS, 'cdk8s-argo-rollouts'), ['lint', join(EXAMPLE, 'manifest.yaml')], WORK);
    return 'twine check --strict; the command is there';
  },

  run: (folder) => attempt(PYTHON, ['main.py'], folder),
};
