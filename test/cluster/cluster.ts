import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Api, Manifest } from './api';
import { Backend } from './backend';
import { ControlPlane, startControlPlane } from './control-plane';
import { RESOLV_CONF, serveNames } from './dns';
import { Kubelet } from './kubelet';
import { createCrds, readManifests } from './manifests';
import { Processes } from './processes';
import { ProgramsInPods } from './programs-in-pods';
import { Prometheus } from './prometheus';
import { Routers } from './routers';
import { prepare } from './sandbox';
import { Result, run } from './shell';
import { Watched } from './watched';

/** Everything that scenarios have in common. */
export class Cluster {
  /** An empty cluster, except for Prometheus and its operator. All that it writes is in the folder. */
  public static async start(programs: string, routes: string, folder: string, say: (line: string) => void): Promise<Cluster> {
    mkdirSync(folder, { recursive: true });
    const resolvConf = join(folder, 'resolv.conf');
    writeFileSync(resolvConf, RESOLV_CONF);
    prepare(resolvConf);

    const processes = new Processes(join(folder, 'logs'));
    const controlPlane = await startControlPlane(programs, join(folder, 'control-plane'), processes);
    say('the API server is ready');
    const { api, caFile } = controlPlane;
    const inPods = new ProgramsInPods(api, programs, caFile, processes);
    const kubelet = await Kubelet.start(api, inPods);
    await kubelet.watchPods();

    const kubectl = new Kubectl(programs, controlPlane);
    await createCrds(api, [...readManifests(`${programs}/manifests/crds`), ...readManifests(routes)]);
    await kubectl.succeeds(`kubectl apply --server-side -f ${programs}/manifests/operator`);

    const [services, ingresses, virtualServices] = await Promise.all((['Service', 'Ingress', 'VirtualService'] as const).map((kind) => Watched.of(api, kind)));
    await serveNames(services);
    const backend = new Backend(kubelet.pods, services);
    await backend.serve();
    await new Routers(backend, services, ingresses, virtualServices).serve();
    const prometheus = new Prometheus(api, processes, join(folder, 'prometheus'), kubelet.pods, services, inPods);
    await prometheus.start();
    say('Prometheus is ready');
    return new Cluster(folder, api, kubectl, kubelet, inPods, backend, prometheus, controlPlane.auditLog);
  }

  private constructor(
    /** What a run leaves. */
    public readonly folder: string,
    public readonly api: Api,
    public readonly kubectl: Kubectl,
    public readonly kubelet: Kubelet,
    public readonly programs: ProgramsInPods,
    public readonly backend: Backend,
    public readonly prometheus: Prometheus,
    public readonly auditLog: string,
  ) {}

  public podsOf(namespace: string, labels: Record<string, string> = {}): Manifest[] {
    return this.kubelet.pods.selected(namespace, labels);
  }
}

/** A shell in which kubectl and its plugin are ours, and talk to this cluster. */
export class Kubectl {
  private readonly env: NodeJS.ProcessEnv;

  public constructor(programs: string, { kubeconfig }: ControlPlane) {
    this.env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}`, KUBECONFIG: kubeconfig };
  }

  public run(script: string, cwd?: string, input?: string): Promise<Result> {
    return run('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env: this.env, cwd, input, timeout: 600_000 });
  }

  /** What it says. */
  public async succeeds(script: string, cwd?: string, input?: string): Promise<string> {
    const { code, output, stdout } = await this.run(script, cwd, input);
    if (code !== 0) {
      throw new Error(`ends with ${code}: ${script}\n${output}`);
    }
    return stdout;
  }

  /** What it says when it does not succeed. */
  public async fails(script: string, cwd?: string, input?: string): Promise<string> {
    const { code, output } = await this.run(script, cwd, input);
    if (code === 0) {
      throw new Error(`succeeds and should not: ${script}\n${output}`);
    }
    return output;
  }
}
