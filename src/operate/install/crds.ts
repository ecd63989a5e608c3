import { readFileSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../../../imports/version';
import { apiObject } from '../../synth/api-object';

const FOLDER = join(__dirname, '../../../imports/crds');

const PLURALS = {
  AnalysisRunCrd: 'analysisruns',
  AnalysisTemplateCrd: 'analysistemplates',
  ClusterAnalysisTemplateCrd: 'clusteranalysistemplates',
  ExperimentCrd: 'experiments',
  RolloutCrd: 'rollouts',
};

type Json = Record<string, any>;

/**
 * How deployment tools handle the CRDs.
 */
export interface InstallCrds {
  /**
   * Keep the CRDs when the installation is removed: Argo CD does not prune them, and Helm does not delete them. Deleting a CRD deletes all objects of
   * its kind. So with `false`, removing the installation also deletes every Rollout of the cluster.
   *
   * @default true
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources
   */
  readonly keep?: boolean;

  /**
   * Let Argo CD apply the CRDs with server-side apply, like `kubectl apply --server-side`. These CRDs are small enough without it. Use it once if the
   * larger CRDs of the official release were applied with server-side apply before.
   *
   * @default false
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply
   */
  readonly serverSideApply?: boolean;
}

/**
 * The kinds of Argo Rollouts as that release has them. Who installs nothing does not read them.
 */
export function addCrds(scope: Construct, release: string, options: InstallCrds) {
  const annotations = annotationsOf(options);
  const crds = crdsOf(release);
  for (const [id, plural] of Object.entries(PLURALS)) {
    const { apiVersion, kind, metadata, ...body } = crds[plural];
    apiObject(scope, id, { apiVersion, kind, metadata: { ...metadata, ...annotations && { annotations } }, ...body });
  }
}

function annotationsOf({ keep = true, serverSideApply = false }: InstallCrds): Record<string, string> | undefined {
  const sync = [...keep ? ['Prune=false'] : [], ...serverSideApply ? ['ServerSideApply=true'] : []];
  return sync.length === 0 ? undefined : {
    'argocd.argoproj.io/sync-options': sync.join(','),
    ...keep ? { 'helm.sh/resource-policy': 'keep' } : {},
  };
}

/** By plural. Those of an older release are kept as what leads back to them from the next newer one. */
function crdsOf(release: string): Json {
  const newest = Object.fromEntries(Object.values(PLURALS).map((plural) => [plural, read(plural)]));
  const way = release === ARGO_ROLLOUTS_VERSION ? [] : OLDER_VERSIONS.slice(0, OLDER_VERSIONS.findIndex((name) => name === release) + 1);
  return way.reduce((crds, name) => goBack(crds, read(`back-to-${name}`)) as Json, newest);
}

function read(name: string): Json {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

/** An object changes the keys that it names, in a list the positions. Null removes; all else replaces. */
function goBack(newer: unknown, way: unknown): unknown {
  if (!isObject(newer) || !isObject(way) || Array.isArray(way)) {
    return way;
  }
  if (Array.isArray(newer)) {
    return newer.map((item, index) => index in way ? goBack(item, way[index]) : item);
  }
  const keys = [...Object.keys(newer), ...Object.keys(way).filter((key) => !(key in newer))];
  return Object.fromEntries(keys
    .filter((key) => way[key] !== null)
    .map((key) => [key, key in way ? goBack(newer[key], way[key]) : newer[key]]));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
