import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../../../imports/version';
import { ArgoRolloutsInstall, ArgoRolloutsInstallProps, ArgoRolloutsVersion, InstallScope, RolloutNotifications } from '../../../src';
import { Check, Outcome } from './check';
import { askRelease, WORK } from './oracle';
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

interface Installation {
  readonly props?: ArgoRolloutsInstallProps;
  readonly notifications?: boolean;
  /** A part of its objects, where a manifest of the release has only that. */
  readonly part?: string;
}

/** What installs the same as each of a release's manifests. */
const INSTALLATIONS: Readonly<Record<string, Installation>> = {
  'install.yaml': {},
  'namespace-install.yaml': { props: { installScope: InstallScope.NAMESPACED } },
  'dashboard-install.yaml': { props: { dashboard: {} }, part: 'argo-rollouts-dashboard' },
  'notifications-install.yaml': { notifications: true, part: 'argo-rollouts-notification-configmap' },
};

const RELEASES: Readonly<Record<ArgoRolloutsVersion, string>> = {
  [ArgoRolloutsVersion.V1_10]: ARGO_ROLLOUTS_VERSION,
  [ArgoRolloutsVersion.V1_9]: OLDER_VERSIONS[0],
  [ArgoRolloutsVersion.V1_8]: OLDER_VERSIONS[1],
  [ArgoRolloutsVersion.V1_7]: OLDER_VERSIONS[2],
};

const LONGEST_VALUE = 200;

export const installIsTheReleases: Check = {
  name: 'install',
  needs: [GO],
  run: () => Object.values(ArgoRolloutsVersion).flatMap((version) => Object.keys(INSTALLATIONS).map((manifest) => compare(version, manifest))),
};

function compare(version: ArgoRolloutsVersion, manifest: string): Outcome {
  const ours = join(WORK, `${version}-${manifest}`);
  mkdirSync(WORK, { recursive: true });
  writeFileSync(ours, Yaml.stringify(...objectsOf(version, INSTALLATIONS[manifest])));
  const { objects, differences, absent } = askRelease<Comparison>(RELEASES[version], 'install', ours, manifest, 'install-differences.json');
  return {
    name: `version ${version} is the ${manifest} of ${RELEASES[version]} (${objects} objects, ${differences.length} differences)`,
    problems: [
      ...differences.filter(({ reason }) => !reason).map((difference) => `unexpected: ${describe(difference)}`),
      ...absent.map(({ object, path }) => `expected but absent: ${object} ${path}`),
    ],
    notes: differences.filter(({ reason }) => reason).map((difference) => `${describe(difference)} (${difference.reason})`),
  };
}

function objectsOf(version: ArgoRolloutsVersion, { props, notifications, part }: Installation): any[] {
  const chart = new Chart(new App(), 'install');
  const install = new ArgoRolloutsInstall(chart, 'Install', { ...props, version });
  if (notifications) {
    new RolloutNotifications(chart, 'Notifications', { install });
  }
  return Testing.synth(chart).filter(({ metadata }) => part === undefined || metadata.name === part);
}

function describe({ object, path, ours, theirs }: Difference): string {
  return `${object} ${path}: ours ${short(ours)}, theirs ${short(theirs)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}
