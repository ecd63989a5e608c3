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

/** Manifests of others, which are part of their modules. */
const MANIFESTS = [
  { module: 'istio', of: 'istio.io/api', path: 'kubernetes/customresourcedefinitions.gen.yaml', into: 'crds' },
  ...['podmonitors', 'probes', 'prometheuses', 'prometheusrules', 'servicemonitors'].map((kind) => ({
    module: 'operator', of: OPERATOR, path: `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`, into: 'crds',
  })),
  ...['cluster-role', 'cluster-role-binding', 'deployment', 'service-account'].map((name) => ({
    module: 'operator', of: OPERATOR, path: `example/rbac/prometheus-operator/prometheus-operator-${name}.yaml`, into: 'operator',
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
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-argo-rollouts', 'cluster', pinned());
}

export function areBuilt(): boolean {
  return existsSync(programFolder());
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
    for (const { module, of, path, into } of MANIFESTS) {
      const { Dir: source } = JSON.parse(await go(module, 'mod', 'download', '-json', of));
      const to = join(unfinished, 'manifests', into);
      mkdirSync(to, { recursive: true });
      writeFileSync(join(to, basename(path)), readFileSync(join(source, path)));
    }
    move(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  say(`built everything in ${seconds(begun)} s: ${folder}`);
  return folder;
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

function pinned(): string {
  const modules = [...new Set([...PROGRAMS, ...MANIFESTS].map(({ module }) => module))];
  const sums = modules.map((module) => readFileSync(join(MODULES, module, 'go.sum'), 'utf8') + readFileSync(join(MODULES, module, 'go.mod'), 'utf8'));
  return createHash('sha256').update(JSON.stringify([PROGRAMS, MANIFESTS, LINKED, sums])).digest('hex').slice(0, 16);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
