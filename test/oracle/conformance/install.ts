import { existsSync } from 'node:fs';
import { Check } from './check';
import { goldenOf, nameOf } from './goldens';
import { ask } from './oracle';
import { GO } from './tool';

interface Difference {
  readonly object: string;
  readonly path: string;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly reason?: string;
}

interface Comparison {
  readonly objects: number;
  readonly differences: readonly Difference[];
  readonly absent: readonly Difference[];
}

/** The example that installs what one of the release's manifests installs. */
const EXAMPLE_OF: Readonly<Record<string, string>> = {
  'install.yaml': 'install',
  'namespace-install.yaml': 'namespace-install',
  'dashboard-install.yaml': 'dashboard-install',
};

const LONGEST_VALUE = 200;

export const installIsTheReleases: Check = {
  name: 'install',
  needs: [GO],
  run: () => Object.entries(EXAMPLE_OF)
    .filter(([, example]) => existsSync(goldenOf(example)))
    .map(([manifest, example]) => {
      const { objects, differences, absent } = ask<Comparison>('install', goldenOf(example), manifest, 'install-differences.json');
      return {
        name: `${nameOf(goldenOf(example))} is the release's ${manifest} (${objects} objects, ${differences.length} differences)`,
        problems: [
          ...differences.filter(({ reason }) => !reason).map((difference) => `unexpected: ${describe(difference)}`),
          ...absent.map(({ object, path }) => `expected but absent: ${object} ${path}`),
        ],
        notes: differences.filter(({ reason }) => reason).map((difference) => `${describe(difference)} (${difference.reason})`),
      };
    }),
};

function describe({ object, path, ours, theirs }: Difference): string {
  return `${object} ${path}: ours ${short(ours)}, theirs ${short(theirs)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}
