import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { ApiError, Manifest } from '../api';
import { CONTROLLER_NAMESPACE, installController } from '../installation';
import { Place, Scenario } from '../scenario';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const goldens = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'manifest.yaml')));

/** Kinds of others in our examples, of which there is no CRD to be had: any object will do. */
const ANY = [['argoproj.io', 'v1alpha1', 'Application', 'applications'], ['external-secrets.io', 'v1', 'ExternalSecret', 'externalsecrets']];

function fileOf(example: string): string {
  return join(EXAMPLES, example, 'manifest.yaml');
}

function objectsOf(example: string): Manifest[] {
  return loadAll(readFileSync(fileOf(example), 'utf8')).filter(Boolean) as Manifest[];
}

function anyOf([group, version, kind, plural]: string[]): Manifest {
  const schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { kind, plural }, versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }] },
  };
}

/** Also where only one scenario runs. */
async function knowOtherKinds(shop: Place) {
  await shop.apply(...ANY.map(anyOf));
  await shop.sh('kubectl wait --for=condition=Established crd --all --timeout=60s');
}

async function makeNamespaces(shop: Place, example: string) {
  const names = objectsOf(example).map(({ metadata }) => metadata.namespace).filter((name) => name !== undefined);
  for (const name of new Set(names)) {
    await shop.cluster.api.create('Namespace', '', { metadata: { name } }).catch((error) => {
      if (!(error instanceof ApiError) || error.code !== 409) {
        throw error;
      }
    });
  }
}

function isDeployed(example: string): Scenario {
  const rollouts = objectsOf(example).filter(({ kind }) => kind === 'Rollout');
  return {
    name: `golden-${example}`,
    // examples share namespaces, and names in them
    alone: true,
    async run(shop) {
      await knowOtherKinds(shop);
      await makeNamespaces(shop, example);
      try {
        await shop.sh(`kubectl apply -f ${fileOf(example)}`);
        for (const { metadata: { name, namespace = 'default' } } of rollouts) {
          await shop.sh(`kubectl argo rollouts status ${name} -n ${namespace} --timeout 120s`);
        }
      } finally {
        await shop.sh(`kubectl delete --ignore-not-found -f ${fileOf(example)} --timeout 120s`);
        if (objectsOf(example).some(({ metadata }) => metadata.namespace === CONTROLLER_NAMESPACE)) {
          await installController(shop.cluster);
        }
      }
    },
  };
}

export const goldenScenarios: readonly Scenario[] = [
  {
    name: 'goldens-are-valid',
    async run(shop) {
      await knowOtherKinds(shop);
      for (const example of goldens) {
        await makeNamespaces(shop, example);
        for (const way of ['', '--server-side --force-conflicts']) {
          await shop.sh(`kubectl apply --dry-run=server --validate=strict ${way} -f ${fileOf(example)}`);
        }
      }
      shop.note(`${goldens.length} goldens: ${goldens.join(', ')}`);
    },
  },
  ...goldens.filter((example) => objectsOf(example).some(({ kind }) => kind === 'Rollout') && !objectsOf(example).some(({ kind }) => kind === 'CustomResourceDefinition')).map(isDeployed),
];
