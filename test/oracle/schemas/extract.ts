/**
 * Takes the CRDs of other projects out of their Go modules, without what only people read, into a file for each module here:
 * `npx ts-node -P test/tsconfig.json -T test/oracle/schemas/extract.ts`, with the names of those that are wanted, or none for all. Needs Go, and the
 * network for what it has not downloaded yet.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

interface Source {
  /** The name of the file here, without its ending. */
  readonly name: string;
  readonly module: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly kinds: readonly string[];
}

const TRAEFIK = 'docs/content/reference/dynamic-configuration';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'];

const SOURCES: readonly Source[] = [
  {
    name: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    files: ROUTES.map((kind) => `config/crd/standard/gateway.networking.k8s.io_${kind.toLowerCase()}s.yaml`),
    kinds: ROUTES,
  },
  {
    // the last that serves v1alpha2, which the plugin of Argo Rollouts reads
    name: 'gateway-api-v1alpha2',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.4.1',
    files: ['tcproutes', 'tlsroutes'].map((plural) => `config/crd/experimental/gateway.networking.k8s.io_${plural}.yaml`),
    kinds: ['TCPRoute', 'TLSRoute'],
  },
  ...([['traefik-3', 'v3', 'v3.7.13', 'traefik.io'], ['traefik-2', 'v2', 'v2.11.0', 'traefik.containo.us']] as const).map(([name, major, version, group]) => ({
    name,
    module: `github.com/traefik/traefik/${major}`,
    version,
    files: ['traefikservices', 'ingressroutes'].map((plural) => `${TRAEFIK}/${group}_${plural}.yaml`),
    kinds: ['TraefikService', 'IngressRoute'],
  })),
  {
    name: 'emissary',
    module: 'github.com/emissary-ingress/emissary/v3',
    version: 'v3.9.1',
    files: ['manifests/emissary/emissary-crds.yaml.in'],
    kinds: ['Mapping'],
  },
  {
    name: 'apisix',
    module: 'github.com/apache/apisix-ingress-controller',
    version: 'v1.8.4',
    files: ['samples/deploy/crd/v1/ApisixRoute.yaml'],
    kinds: ['ApisixRoute'],
  },
  {
    name: 'istio',
    module: 'istio.io/api',
    version: 'v1.31.4',
    files: ['kubernetes/customresourcedefinitions.gen.yaml'],
    kinds: ['VirtualService', 'DestinationRule'],
  },
  {
    name: 'smi',
    module: 'github.com/argoproj/argo-rollouts',
    version: 'v1.10.1',
    files: ['test/e2e/crds/split.yaml'],
    kinds: ['TrafficSplit'],
  },
  {
    name: 'contour',
    module: 'github.com/projectcontour/contour',
    version: 'v1.33.5',
    files: ['examples/contour/01-crds.yaml'],
    kinds: ['HTTPProxy'],
  },
  {
    name: 'prometheus-operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.87.1',
    files: ['podmonitors', 'servicemonitors', 'prometheusrules'].map((plural) => `example/prometheus-operator-crd/monitoring.coreos.com_${plural}.yaml`),
    kinds: ['PodMonitor', 'ServiceMonitor', 'PrometheusRule'],
  },
  {
    name: 'keda',
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.21.0',
    files: ['config/crd/bases/keda.sh_scaledobjects.yaml'],
    kinds: ['ScaledObject'],
  },
  {
    name: 'vertical-pod-autoscaler',
    module: 'k8s.io/autoscaler/vertical-pod-autoscaler',
    version: 'v1.8.1',
    files: ['deploy/vpa-v1-crd-gen.yaml'],
    kinds: ['VerticalPodAutoscaler'],
  },
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    files: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'],
    kinds: ['ExternalSecret'],
  },
];

/** For people, and of no effect. A property can have such a name too, and then it is an object. */
const FOR_PEOPLE = ['description', 'example', 'title'];

function withoutProse(value: any): any {
  if (Array.isArray(value)) {
    return value.map(withoutProse);
  }
  return typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.entries(value)
    .filter(([key, each]) => !(FOR_PEOPLE.includes(key) && typeof each !== 'object')).map(([key, each]) => [key, withoutProse(each)]));
}

function folderOf({ module, version }: Source): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: tmpdir(), encoding: 'utf8' });
  return JSON.parse(answer).Dir;
}

/** What the API server needs of a CRD. */
function essential({ apiVersion, kind, metadata, spec }: any) {
  const versions = spec.versions.map(({ additionalPrinterColumns, ...version }: any) => version);
  const { group, names, scope } = spec;
  return { apiVersion, kind, metadata: { name: metadata.name }, spec: { group, names, scope, versions: withoutProse(versions) } };
}

const wanted = process.argv.slice(2);

for (const source of SOURCES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const folder = folderOf(source);
  const definitions = source.files.flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as any[])
    .filter((document) => document?.kind === 'CustomResourceDefinition' && source.kinds.includes(document.spec.names.kind)).map(essential);
  const missing = source.kinds.filter((kind) => !definitions.some(({ spec }) => spec.names.kind === kind));
  if (missing.length > 0) {
    throw new Error(`${source.module} ${source.version} has no ${missing.join(', ')}`);
  }
  const text = definitions.map((definition) => JSON.stringify(definition)).join('\n');
  writeFileSync(join(__dirname, `${source.name}.jsonl`), `${text}\n`);
  console.log(`${source.name} ${source.version}: ${definitions.map(({ spec }) => spec.names.kind).join(', ')}, ${Math.round(text.length / 1024)} KB`);
}
