import { BundleEntry } from '../manifest/bundle';
import { Finding } from '../rules/rule/finding';

/** How messages call an object. */
const NAMED = /\b([A-Z]\w+) ("[^"]+")/g;

/**
 * Finds the object, beside its own, that a finding speaks of: the first that its message calls by kind and name.
 */
export function otherObjects(entries: readonly BundleEntry[]): (finding: Finding) => BundleEntry | undefined {
  const byName = new Map<string, BundleEntry[]>();
  for (const entry of entries) {
    const { kind, metadata } = entry.manifest;
    const name = `${kind} "${metadata?.name}"`;
    byName.set(name, [...byName.get(name) ?? [], entry]);
  }
  return ({ message, entry: own }) => {
    const called = [...message.matchAll(NAMED)].flatMap(([name]) => byName.get(name) ?? []).filter((entry) => entry !== own);
    return called.find((entry) => namespaceOf(entry) === namespaceOf(own)) ?? called.at(0);
  };
}

function namespaceOf({ manifest }: BundleEntry): string {
  return manifest.metadata?.namespace ?? '';
}
