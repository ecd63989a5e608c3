import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { ApiError, Manifest } from '../api';
import { CONTROLLER_NAMESPACE, installController } from '../installation';
import { Place, Scenario } from '../scenario';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const goldens = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'manifest.yaml')));

function fileOf(example: string): string {
  return join(EXAMPLES, example, 'manifest.yaml');
}

function objectsOf(example: string): Manifest[] {
  return loadAll(readFileSync(fileOf(example), 'utf8')).filter(Boolean) as Manifest[];
}

/** Kinds of others in our examples that the cluster does not know: any object will do. */
async function knowOtherKinds(shop: Place) {
  const unknown = new Map<string, Manifest>();
  for (const { apiVersion, kind } of goldens.flatMap(objectsOf).filter((object) => object.apiVersion.includes('.'))) {
    const { resources } = await shop.cluster.api.ask('GET', `/apis/${apiVersion}`).catch(() => ({ resources: [] }));
    if (!resources.some((resource: Manifest) => resource.kind === kind)) {
      const crd = anyOf(apiVersion, kind);
      unknown.set(crd.metadata.name, crd);
    }
  }
  if (unknown.size > 0) {
    await shop.apply(...unknown.values());
    await shop.sh('kubectl wait --for=condition=Established crd --all --timeout=60s');
  }
}

function anyOf(apiVersion: string, kind: string): Manifest {
  const [group, version] = apiVersion.split('/');
  const singular = kind.toLowerCase();
  const plural = singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
  const schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // where the group is one of Kubernetes' own, the API server asks who has allowed it
    metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, for tests' } },
    spec: { group, scope: 'Namespaced', names: { kind, plural }, versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }] },
  };
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

function has(example: string, what: (object: Manifest) => boolean): boolean {
  return objectsOf(example).some(what);
}

/** An installation beside that of the cluster, and a router whose plugin the controller would have to download. */
function needsMore({ kind, spec }: Manifest): boolean {
  return kind === 'CustomResourceDefinition' || spec?.strategy?.canary?.trafficRouting?.plugins !== undefined;
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
        for (const { metadata: { name, namespace = 'default' }, spec } of rollouts) {
          // the plugin does not wait until it knows the Deployment
          await shop.sh(spec.workloadRef
            ? `kubectl wait rollout/${name} -n ${namespace} --for=jsonpath='{.status.phase}'=Healthy --timeout 120s`
            : `kubectl argo rollouts status ${name} -n ${namespace} --timeout 120s`);
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
      }
      // nothing is kept, so that they need not fit together
      const files = goldens.map((example) => `-f ${fileOf(example)}`).join(' ');
      for (const way of ['', '--server-side --force-conflicts']) {
        await shop.sh(`kubectl apply --dry-run=server --validate=strict ${way} ${files}`);
      }
      shop.note(`${goldens.length} goldens: ${goldens.join(', ')}`);
    },
  },
  ...goldens.filter((example) => has(example, ({ kind }) => kind === 'Rollout') && !has(example, needsMore)).map(isDeployed),
];
