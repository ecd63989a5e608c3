import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from './shell';

/** A program that is built from a Go module in `programs/`. */
interface Program {
  readonly name: string;
  readonly module: string;
  readonly package: string;
}

const ROLLOUTS = 'github.com/argoproj/argo-rollouts';
const OPERATOR = 'github.com/prometheus-operator/prometheus-operator';

const PROGRAMS: readonly Program[] = [
  { name: 'etcd', module: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
  { name: 'rollouts-controller', module: 'kubernetes', package: `${ROLLOUTS}/cmd/rollouts-controller` },
  { name: 'kubectl-argo-rollouts', module: 'kubernetes', package: `${ROLLOUTS}/cmd/kubectl-argo-rollouts` },
  { name: 'kube-scheduler', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-scheduler' },
  { name: 'kubectl', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kubectl' },
  { name: 'kube-apiserver', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  { name: 'kube-controller-manager', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
  { name: 'prometheus-operator', module: 'operator', package: `${OPERATOR}/cmd/operator` },
  { name: 'rollouts-controller-1.9', module: 'rollouts-1.9', package: `${ROLLOUTS}/cmd/rollouts-controller` },
];

/** A manifest of others, which is part of their module. */
interface ManifestOf {
  readonly module: string;
  readonly of: string;
  readonly path: string;
  readonly into: string;
}

const MANIFESTS: readonly ManifestOf[] = [
  { module: 'istio', of: 'istio.io/api', path: 'kubernetes/customresourcedefinitions.gen.yaml', into: 'crds' },
  ...['podmonitors', 'probes', 'prometheuses', 'prometheusrules', 'servicemonitors'].map((kind) => ({
    module: 'operator', of: OPERATOR, path: `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`, into: 'crds',
  })),
  ...['cluster-role', 'cluster-role-binding', 'deployment', 'service-account'].map((name) => ({
    module: 'operator', of: OPERATOR, path: `example/rbac/prometheus-operator/prometheus-operator-${name}.yaml`, into: 'operator',
  })),
];

/** CRDs of routers. They are kept apart from the programs, so that for another one nothing is built anew. */
const ROUTES: readonly ManifestOf[] = [
  { module: 'routers', of: ROLLOUTS, path: 'test/e2e/crds/apisix.yaml', into: '.' },
  { module: 'routers', of: ROLLOUTS, path: 'test/e2e/crds/split.yaml', into: '.' },
  { module: 'routers', of: 'github.com/emissary-ingress/emissary/v3', path: 'manifests/emissary/emissary-crds.yaml.in', into: '.' },
  ...['traefikservices', 'ingressroutes'].map((kind) => ({
    module: 'routers', of: 'github.com/traefik/traefik/v3', path: `docs/content/reference/dynamic-configuration/traefik.io_${kind}.yaml`, into: '.',
  })),
];

const MODULES = join(__dirname, 'programs');

/** Without it the API server says of itself that it is v0.0.0, and kubectl warns of the difference. */
const KUBERNETES = '1.34.5';
const VERSION = 'k8s.io/component-base/version';
const [MAJOR, MINOR] = KUBERNETES.split('.');
const LINKED = [
  '-s', '-w', `-X ${VERSION}.gitVersion=v${KUBERNETES}`, `-X ${VERSION}.gitMajor=${MAJOR}`, `-X ${VERSION}.gitMinor=${MINOR}`,
].join(' ');

/** Where all programs and manifests are once they are built: outside of the checkout, so that another clone has nothing to build. */
export function programFolder(): string {
  return join(cache(), hashOf([...PROGRAMS, ...MANIFESTS].map(({ module }) => module), PROGRAMS, MANIFESTS, LINKED));
}

/** Where the CRDs of routers are. */
export function routeFolder(): string {
  return join(cache(), `routes-${hashOf(ROUTES.map(({ module }) => module), ROUTES)}`);
}

function cache(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-argo-rollouts', 'cluster');
}

function areBuilt(): boolean {
  return existsSync(programFolder());
}

/** Whether there is nothing left for Go to do. */
export function isComplete(): boolean {
  return areBuilt() && existsSync(routeFolder());
}

/** Builds what is not there. The folder is there as a whole or not at all. */
export async function buildPrograms(say: (line: string) => void): Promise<string> {
  const folder = programFolder();
  if (areBuilt()) {
    return folder;
  }
  const begun = Date.now();
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const { name, module, package: path } of PROGRAMS) {
      const started = Date.now();
      await go(module, 'build', '-trimpath', '-buildvcs=false', '-ldflags', LINKED, '-o', join(unfinished, name), path);
      say(`built ${name} in ${seconds(started)} s`);
    }
    await collect(MANIFESTS, join(unfinished, 'manifests'));
    move(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  say(`built everything in ${seconds(begun)} s: ${folder}`);
  return folder;
}

/** Takes the CRDs of routers from their modules, if they are not there. */
export async function collectRoutes(): Promise<void> {
  const folder = routeFolder();
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await collect(ROUTES, unfinished);
    move(unfinished, folder);
  }
}

async function collect(manifests: readonly ManifestOf[], folder: string): Promise<void> {
  for (const { module, of, path, into } of manifests) {
    const { Dir: source } = JSON.parse(await go(module, 'mod', 'download', '-json', of));
    mkdirSync(join(folder, into), { recursive: true });
    writeFileSync(join(folder, into, basename(path)), readFileSync(join(source, path)));
  }
}

/** Somebody else may have been faster; then theirs is as good. */
function move(unfinished: string, folder: string) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

function go(module: string, ...args: string[]): Promise<string> {
  return succeeds('go', args, join(MODULES, module));
}

async function succeeds(command: string, args: readonly string[], cwd?: string): Promise<string> {
  const { code, stdout, output } = await run(command, args, { cwd });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`);
  }
  return stdout;
}

function hashOf(modules: readonly string[], ...what: readonly unknown[]): string {
  const sums = [...new Set(modules)].map((module) => readFileSync(join(MODULES, module, 'go.sum'), 'utf8') + readFileSync(join(MODULES, module, 'go.mod'), 'utf8'));
  return createHash('sha256').update(JSON.stringify([...what, sums])).digest('hex').slice(0, 16);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
