import { Bundle, Manifest } from '../manifest/bundle';

/** The minor releases of Argo Rollouts that manifests can be checked for, oldest first. */
export const TARGET_VERSIONS = ['v1.7', 'v1.8', 'v1.9', 'v1.10'] as const;

export type TargetVersion = typeof TARGET_VERSIONS[number];

const [OLDEST] = TARGET_VERSIONS;
const NEWEST = TARGET_VERSIONS[TARGET_VERSIONS.length - 1];

export function isBefore(one: TargetVersion, other: TargetVersion): boolean {
  return TARGET_VERSIONS.indexOf(one) < TARGET_VERSIONS.indexOf(other);
}

/**
 * A version as a user wrote it. Throws at what is none.
 */
export function readTargetVersion(written: unknown): TargetVersion {
  const version = TARGET_VERSIONS.find((known) => known === written);
  if (!version) {
    throw new Error(`"targetVersion" is one of ${TARGET_VERSIONS.join(', ')}, got ${JSON.stringify(written)}`);
  }
  return version;
}

/**
 * The version of the controller that is deployed with the manifests; the newest, if none is. Of several controllers it is
 * the newest one's, because any of them may be the one that handles a rollout.
 */
export function installedVersion({ entries }: Bundle): TargetVersion {
  const installed = entries.flatMap(({ manifest }) => manifest.kind === 'Deployment' ? controllersOf(manifest) : []);
  return installed.sort((one, other) => isBefore(one, other) ? 1 : -1)[0] ?? NEWEST;
}

function controllersOf({ spec }: Manifest): TargetVersion[] {
  const containers: unknown = spec?.template?.spec?.containers;
  return (Array.isArray(containers) ? containers : []).flatMap((container) => {
    const [, minor] = /(?:^|\/)argo-rollouts:v1\.(\d+)\./.exec(container?.image) ?? [];
    return minor === undefined ? [] : [nearest(Number(minor))];
  });
}

/** A release that is not known brings or lacks no less than the nearest one that is. */
function nearest(minor: number): TargetVersion {
  return TARGET_VERSIONS.find((known) => known === `v1.${minor}`) ?? (minor < Number(OLDEST.split('.')[1]) ? OLDEST : NEWEST);
}
