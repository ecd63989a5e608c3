import { homedir } from 'os';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** All that one run makes. Made anew by the next one. */
export const WORK = join(ROOT, '.bindings');

/** The packages as their registries would get them, one folder for each language. */
export const PACKAGES = join(WORK, 'packages');

/** Where the programs of the example run: copies, so that nothing of it is left in the example. */
export const RUNS = join(WORK, 'runs');

/** What is the same in each run: other projects' packages, and what Maven brings. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-argo-rollouts', 'bindings');

/** The same program in each language, and the YAML that it makes in TypeScript. */
export const EXAMPLE = join(ROOT, 'examples', 'languages');
