import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { Api, Manifest } from './api';
import { until } from './expect';

/** Of Istio's, which are in one file. All that there are would keep the API server busy for long. */
const NEEDED = /^(virtualservices|destinationrules)\.networking\.istio\.io$|\.monitoring\.coreos\.com$/;

/** The objects in a file, or in all files of a folder. */
export function readManifests(path: string): Manifest[] {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  return files.flatMap((file) => loadAll(readFileSync(file, 'utf8')) as Manifest[]).filter(Boolean);
}

/** Of the CRDs those that are needed, without what is for people alone. */
export async function createCrds(api: Api, manifests: readonly Manifest[]) {
  const needed = manifests.filter(({ metadata }) => NEEDED.test(metadata.name));
  await Promise.all(needed.map((crd) => api.create('CustomResourceDefinition', '', withoutDescriptions(crd))));
  await until('the API server knows the CRDs', async () => {
    const known = await Promise.all(needed.map(({ metadata }) => api.get('CustomResourceDefinition', '', metadata.name)));
    return known.every((crd) => crd?.status?.conditions?.some(({ type, status }: Manifest) => type === 'Established' && status === 'True'));
  }, 60_000);
}

function withoutDescriptions(crd: Manifest): Manifest {
  return JSON.parse(JSON.stringify(crd, (key, value) => key === 'description' && typeof value === 'string' ? undefined : value));
}
