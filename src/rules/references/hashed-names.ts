import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, placesOf, pointer, valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { podsOf } from '../../reading/pods';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** Where pods name a ConfigMap or a Secret. */
const IN_CONTAINERS = [
  { field: 'envFrom[].configMapRef.name', kind: 'ConfigMap' }, { field: 'envFrom[].secretRef.name', kind: 'Secret' },
  { field: 'env[].valueFrom.configMapKeyRef.name', kind: 'ConfigMap' }, { field: 'env[].valueFrom.secretKeyRef.name', kind: 'Secret' },
];
const IN_PODS = [
  { field: 'volumes[].configMap.name', kind: 'ConfigMap' }, { field: 'volumes[].secret.secretName', kind: 'Secret' },
  { field: 'volumes[].projected.sources[].configMap.name', kind: 'ConfigMap' }, { field: 'volumes[].projected.sources[].secret.name', kind: 'Secret' },
  { field: 'imagePullSecrets[].name', kind: 'Secret' },
  ...['containers', 'initContainers'].flatMap((list) => IN_CONTAINERS.map(({ field, kind }) => ({ field: `${list}[].${field}`, kind }))),
];

/** What tools put behind a name so that a change of the content makes another object: Kustomize's letters, and parts of a digest. */
const HASH = /^(?:[2456789bcdfghkmt]{10}|(?=.*\d)[0-9a-f]{7,64})$/;

/** The names with a hash behind them, without it, by kind. */
const hashedIn = remembered(({ entries }: Bundle): Map<string, Manifest> => new Map(entries.flatMap(({ manifest }): [string, Manifest][] => {
  const [, name, hash] = /^(.+)-([^-]+)$/.exec(String(manifest.metadata?.name)) ?? [];
  return !['ConfigMap', 'Secret'].includes(manifest.kind) || !HASH.test(hash ?? '') ? [] : [[`${manifest.kind} ${name}`, manifest]];
})));

const nameHasHash: Rule = {
  id: 'name-has-hash',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment'],
  why: 'pods wait for an object that is not there, and the new version never becomes available',
  check: (manifest, bundle) => podsOf(manifest).flatMap(({ pod, path: outer }) => namedIn(pod).flatMap(({ kind, name, path }) => {
    const namespace = manifest.metadata?.namespace;
    const hashed = hashedIn(bundle).get(`${kind} ${name}`);
    const isMeant = hashed && (hashed.metadata.namespace ?? namespace) === (namespace ?? hashed.metadata.namespace);
    return !isMeant || bundle.find(kind, name, namespace) || isOptional(pod, path) ? [] : [{
      pointer: pointer(...outer, ...path),
      message: `there is no ${kind} "${name}", but a "${hashed.metadata.name}" with a hash in its name: `
        + 'name that one, tell the tool that rollouts name it as well (in Kustomize with a nameReference), or make it without a hash',
    }];
  })),
};

function namedIn(pod: Record<string, any>): { kind: string; name: string; path: Path }[] {
  return IN_PODS.flatMap(({ field, kind }) => placesOf(pod, field).map(({ path, value }) => ({ kind, name: String(value), path })));
}

function isOptional(pod: Record<string, any>, path: Path): boolean {
  return valueAt(pod, [...path.slice(0, -1), 'optional']) === true;
}

export const HASHED_NAME_RULES: readonly Rule[] = [nameHasHash];
