import { rolloutTitle } from '../manifest/rollout-title';
import { Terminal } from './terminal';

/** What is known of a rollout, by how it is called. */
interface Named {
  readonly name: string;
  readonly namespace?: string;
}

/** Those that are wanted, or all where none is named. Tells where there are none, or not one of a name, and gives nothing then. */
export function wantedOf<T extends Named>(all: readonly T[], wanted: readonly string[], terminal: Terminal): T[] | undefined {
  const missing = wanted.filter((name) => !all.some((each) => isCalled(name, each)));
  if (all.length === 0 || missing.length > 0) {
    const names = all.map(rolloutTitle).join(', ') || 'none';
    terminal.writeError(`there is no Rollout${missing.map((name) => ` "${name}"`).join(', ')} among the manifests, got: ${names}\n`);
    return undefined;
  }
  return all.filter((each) => wanted.length === 0 || wanted.some((name) => isCalled(name, each)));
}

/** A rollout without a namespace could be in any. */
function isCalled(wanted: string, { name, namespace }: Named): boolean {
  const [last, ...before] = wanted.split('/').reverse();
  return last === name && before.every((part) => part === (namespace ?? part));
}
