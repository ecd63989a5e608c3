import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { alsoCheck } from '../../synth/check';
import { ArgoRolloutsInstall } from '../argo-rollouts-install';
import { apiObjectsIn } from './manifests-in';

const WAVE = 'argocd.argoproj.io/sync-wave';
const HOOK = 'argocd.argoproj.io/hook';

/** What comes before the rest. Nothing is in it whose health can depend on what comes after. */
export interface SyncWave {
  readonly wave: number;
  readonly kinds?: readonly string[];
  /** Whether it has everything of an installation that no other wave has. */
  readonly controller?: boolean;
}

export const SYNC_WAVES: readonly SyncWave[] = [
  { wave: -4, kinds: ['Namespace'] },
  {
    wave: -3,
    kinds: ['CustomResourceDefinition', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'ConfigMap', 'Secret'],
  },
  { wave: -2, controller: true },
  { wave: -1, kinds: ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'Service', 'VirtualService', 'DestinationRule'] },
];

/**
 * Annotates the objects that are in a scope now with their waves, if they have none, and reports those that come later.
 */
export function addSyncWaves(scope: Construct): void {
  const waves = new Map<IConstruct, number>();
  const objects = new Set(apiObjectsIn(scope));
  for (const object of objects) {
    const wave = waveOf(object, waves);
    if (wave !== 0 && !isOrdered(object)) {
      object.metadata.addAnnotation(WAVE, String(wave));
    }
  }
  alsoCheck(scope, () => apiObjectsIn(scope).filter((object) => !objects.has(object)).map(({ node }) => (
    `"${node.path}" has no sync wave, because it was made after ArgoCdSync.addWaves was called: call that last`
  )));
}

/** The wave of its kind, or a later one if it depends on something of that. */
function waveOf(object: ApiObject, known: Map<IConstruct, number>): number {
  const before = known.get(object);
  if (before !== undefined) {
    return before;
  }
  const own = isOrdered(object) ? Number(object.metadata.toJson().annotations[WAVE] ?? 0) : waveOfKind(object);
  known.set(object, own);
  const needed = object.node.scopes.flatMap(({ node }) => node.dependencies).flatMap(apiObjectsIn);
  const wave = isOrdered(object) ? own : Math.max(own, ...needed.map((other) => waveOf(other, known)));
  known.set(object, wave);
  return wave;
}

function isOrdered({ metadata }: ApiObject): boolean {
  const { annotations = {} } = metadata.toJson();
  return WAVE in annotations || HOOK in annotations;
}

function waveOfKind(object: ApiObject): number {
  const ofKind = SYNC_WAVES.find(({ kinds }) => kinds?.includes(object.kind));
  const installed = object.node.scopes.some((scope) => scope instanceof ArgoRolloutsInstall);
  const early = ofKind ?? SYNC_WAVES.find(({ controller }) => controller && installed);
  return early && !waitsForAddress(object) ? early.wave : 0;
}

/** A load balancer and an Ingress are healthy when they have an address, which may take long, or for ever. */
function waitsForAddress(object: ApiObject): boolean {
  return object.kind === 'Ingress' || object.kind === 'Service' && object.toJson().spec?.type === 'LoadBalancer';
}
