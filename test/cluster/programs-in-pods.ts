import { join } from 'node:path';
import { Api, Manifest } from './api';
import { API_PORT } from './control-plane';
import { until } from './expect';
import { Processes, Running } from './processes';
import { isServing } from './serving';

/** An image that is a program of ours. All pods share one network, so the second of an image gets other ports by its flags. */
interface ProgramInPod {
  readonly image: RegExp;
  readonly program: string;
  /** What it listens on by itself, by the flag that says so. */
  readonly ports: Record<string, number>;
  /** It runs when this answers. */
  readonly ready: { readonly flag: string; readonly path: string };
}

const CONTROLLER = { ports: { '--metricsPort': 8090, '--healthzPort': 8080 }, ready: { flag: '--healthzPort', path: '/healthz' } };

const IN_PODS: readonly ProgramInPod[] = [
  { image: /\/argo-rollouts:v1\.10\./, program: 'rollouts-controller', ...CONTROLLER },
  { image: /\/argo-rollouts:v1\.9\./, program: 'rollouts-controller-1.9', ...CONTROLLER },
  {
    image: /\/kubectl-argo-rollouts:/,
    program: 'kubectl-argo-rollouts',
    ports: { '--port': 3100 },
    ready: { flag: '--port', path: '/rollouts/' },
  },
  {
    image: /\/prometheus-operator:/,
    program: 'prometheus-operator',
    ports: { '--web.listen-address': 8070 },
    ready: { flag: '--web.listen-address', path: '/healthz' },
  },
];

/** As in a pod: its name as that of the host, and a token of its ServiceAccount where a client looks for it. Nobody else sees them. */
const AS_IN_POD = `
echo "$POD" > /proc/sys/kernel/hostname
mount -t tmpfs tmpfs "$(readlink -f /var/run)" && mkdir -p /var/run/secrets/kubernetes.io/serviceaccount && cd /var/run/secrets/kubernetes.io/serviceaccount || exit
printf %s "$TOKEN" > token; printf %s "$NAMESPACE" > namespace; cp "$CA" ca.crt; unset POD TOKEN NAMESPACE CA
cd / && exec "$0" "$@"
`;

interface Instance {
  readonly ports: Map<number, number>;
  process: Running;
  restarts: number;
}

/** Pods in which a real program runs, with the arguments, the environment and the ServiceAccount of the pod. */
export class ProgramsInPods {
  private readonly instances = new Map<string, Instance>();

  public constructor(
    private readonly api: Api, private readonly programs: string, private readonly caFile: string, private readonly processes: Processes,
  ) {}

  /** Until it serves; a pod without a program of ours does at once. What ends by itself is started again, as a kubelet does. */
  public async start(pod: Manifest, onRestart: (restarts: number) => void): Promise<void> {
    const [{ image }] = pod.spec.containers;
    const known = IN_PODS.find((candidate) => candidate.image.test(image));
    if (known === undefined) {
      return;
    }
    const ports = this.freePorts(known);
    const instance: Instance = { ports, process: undefined!, restarts: 0 };
    this.instances.set(pod.metadata.uid, instance);
    const again = async () => {
      instance.process = await this.launch(pod, known, ports, () => {
        onRestart(++instance.restarts);
        setTimeout(() => void again(), 1000);
      });
    };
    await again();
    const { flag, path } = known.ready;
    await until(`${pod.metadata.name} serves ${path}`, () => !this.instances.has(pod.metadata.uid) || isServing(ports.get(known.ports[flag])!, path), 60_000);
  }

  /** The port of the container, or the one that its program got instead. */
  public portOf(pod: Manifest, port: number): number {
    return this.instances.get(pod.metadata.uid)?.ports.get(port) ?? port;
  }

  public logOf(pod: Manifest): string | undefined {
    return this.instances.get(pod.metadata.uid)?.process.log;
  }

  public async end(uid: string, signal?: NodeJS.Signals) {
    const instance = this.instances.get(uid);
    this.instances.delete(uid);
    await instance?.process.end(signal);
  }

  /** Ends the program and not the pod. */
  public crash(pod: Manifest) {
    this.instances.get(pod.metadata.uid)!.process.signal('SIGKILL');
  }

  private async launch(pod: Manifest, { program, ports }: ProgramInPod, given: Map<number, number>, onEnd: () => void): Promise<Running> {
    const { namespace, name } = pod.metadata;
    const [{ args = [], env = [] }] = pod.spec.containers;
    const account = pod.spec.serviceAccountName ?? 'default';
    const { status } = await this.api.ask('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, { spec: { expirationSeconds: 86_400 } });
    const listening = Object.entries(ports).map(([flag, port]) => `${flag}=${flag.endsWith('address') ? ':' : ''}${given.get(port)}`);
    return this.processes.start(`${namespace}-${name}`, 'unshare', {
      args: ['--mount', '--uts', 'sh', '-c', AS_IN_POD, join(this.programs, program), ...args, ...listening],
      env: {
        ...Object.fromEntries(env.map(({ name: key, value }: Manifest) => [key, value])),
        PATH: process.env.PATH,
        HOME: '/tmp',
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(API_PORT),
        POD: name,
        TOKEN: status.token,
        NAMESPACE: namespace,
        CA: this.caFile,
      },
      onEnd,
    });
  }

  private freePorts({ ports }: ProgramInPod): Map<number, number> {
    const taken = new Set([...this.instances.values()].flatMap((instance) => [...instance.ports.values()]));
    return new Map(Object.values(ports).map((port) => [port, candidates(port).find((one) => !taken.has(one))!]));
  }
}

/** Its own port, and then those that nobody asks for. */
function candidates(port: number): number[] {
  return [port, ...Array.from({ length: 100 }, (_, index) => 20_000 + 1000 * (port % 10) + port + index)];
}
