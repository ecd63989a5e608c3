import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { Api, Manifest } from './api';
import { until } from './expect';

/** Of each API group those that somebody uses here. All that there are would keep the API server busy for long. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'networking.istio.io': ['VirtualService', 'DestinationRule'],
  'split.smi-spec.io': ['TrafficSplit'],
  'traefik.io': ['TraefikService', 'IngressRoute'],
  'apisix.apache.org': ['ApisixRoute'],
  'getambassador.io': ['Mapping'],
};

const ALL_OF = 'monitoring.coreos.com';

/** The objects in a file, or in all files of a folder. */
export function readManifests(path: string): Manifest[] {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  return files.flatMap((file) => loadAll(readFileSync(file, 'utf8')) as Manifest[]).filter(Boolean);
}

/** Of the CRDs those that are needed, without what is for people alone. */
export async function createCrds(api: Api, manifests: readonly Manifest[]) {
  const needed = manifests.filter(({ kind, spec }) => kind === 'CustomResourceDefinition' && (spec.group === ALL_OF || NEEDED[spec.group]?.includes(spec.names.kind)));
  await Promise.all(needed.map((crd) => api.create('CustomResourceDefinition', '', withoutDescriptions(served(crd)))));
  await until('the API server knows the CRDs', async () => {
    const known = await Promise.all(needed.map(({ metadata }) => api.get('CustomResourceDefinition', '', metadata.name)));
    return known.every((crd) => crd?.status?.conditions?.some(({ type, status }: Manifest) => type === 'Established' && status === 'True'));
  }, 60_000);
}

/**
 * Every version is served, as when it was in use. Nobody here converts between versions: who writes an object reads it in the same one.
 */
function served(crd: Manifest): Manifest {
  const { conversion: _, ...spec } = crd.spec;
  return { ...crd, spec: { ...spec, versions: spec.versions.map((version: Manifest) => ({ ...version, served: true })) } };
}

function withoutDescriptions(crd: Manifest): Manifest {
  return JSON.parse(JSON.stringify(crd, (key, value) => key === 'description' && typeof value === 'string' ? undefined : value));
}
