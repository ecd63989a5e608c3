import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dump, load } from 'js-yaml';
import { Api, Manifest } from './api';
import { endpointTargets, podTargets, Target } from './discovery';
import { until } from './expect';
import { Processes, Running } from './processes';
import { ProgramsInPods } from './programs-in-pods';
import { ROUTERS_PORT } from './routers';
import { ask, isServing } from './serving';
import { Watched } from './watched';

export const PROMETHEUS_PORT = 9090;
const NAMESPACE = 'monitoring';
const CONFIGURATION = 'prometheus.yml';
const LOOK_EVERY = 500;

/** What kube-prometheus-stack looks for, in all namespaces. */
const SELECTED = { matchLabels: { release: 'kube-prometheus-stack' } };
const KINDS = ['podMonitor', 'serviceMonitor', 'rule'];

const PROMETHEUS = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'prometheus' },
  spec: {
    // that of Debian; the operator writes for this version
    version: 'v2.42.0',
    scrapeInterval: '1s',
    evaluationInterval: '1s',
    ...Object.fromEntries(KINDS.flatMap((kind) => [[`${kind}Selector`, SELECTED], [`${kind}NamespaceSelector`, {}]])),
  },
};

/** Under these names the analyses of our pages and examples ask for it. */
const SERVICES = [[NAMESPACE, 'prometheus'], [NAMESPACE, 'kube-prometheus-stack-prometheus'], ['istio-system', 'prometheus']];

/**
 * Prometheus with the configuration that its operator makes of the PodMonitors, ServiceMonitors and PrometheusRules of the cluster.
 * It is built without the discovery of Kubernetes, so the same labels of pods come in files: what becomes of them is relabeling.
 */
export class Prometheus {
  private running: Running | undefined;
  private readonly written = new Map<string, string>();
  private readonly folder: string;

  public constructor(
    private readonly api: Api, private readonly processes: Processes, folder: string,
    private readonly pods: Watched, private readonly services: Watched, private readonly programs: ProgramsInPods,
  ) {
    this.folder = folder;
    for (const name of ['rules', 'pods', 'endpoints', 'data']) {
      mkdirSync(join(folder, name), { recursive: true });
    }
  }

  public async start() {
    for (const name of new Set(SERVICES.map(([namespace]) => namespace))) {
      await this.api.create('Namespace', '', { metadata: { name } });
    }
    for (const [namespace, name] of SERVICES) {
      await this.api.create('Service', namespace, { metadata: { name }, spec: { ports: [{ port: PROMETHEUS_PORT }] } });
    }
    await this.api.create('Prometheus', NAMESPACE, PROMETHEUS);
    this.discover();
    await Watched.of(this.api, 'ConfigMap', (map, change) => change !== 'DELETED' && this.onRules(map));
    await Watched.of(this.api, 'Secret', (secret, change) => change !== 'DELETED' && this.onConfiguration(secret));
    await until('Prometheus is ready', () => isServing(PROMETHEUS_PORT, '/-/ready'), 60_000);
  }

  /** The values of a query, one for each series. */
  public async query(text: string): Promise<{ metric: Record<string, string>; value: number }[]> {
    const { status, data, error } = await ask(PROMETHEUS_PORT, `/api/v1/query?query=${encodeURIComponent(text)}`);
    if (status !== 'success') {
      throw new Error(`${error}: ${text}`);
    }
    return data.result.map(({ metric, value }: Manifest) => ({ metric, value: Number(value[1]) }));
  }

  /** Looks for what to scrape, from now on. */
  private discover() {
    const portOf = (pod: Manifest, port: number) => this.programs.portOf(pod, port);
    this.writeTargets('pods', podTargets(this.pods, portOf));
    this.writeTargets('endpoints', endpointTargets(this.services, this.pods, portOf));
    setTimeout(() => this.discover(), LOOK_EVERY);
  }

  /** A file for each namespace, because a monitor may ask for some alone. */
  private writeTargets(role: string, targets: readonly Target[]) {
    const byNamespace = new Map<string, Target[]>([...this.written.keys()].filter((name) => name.startsWith(role)).map((name) => [name, []]));
    for (const target of targets) {
      const name = join(role, `${target.labels.__meta_kubernetes_namespace}.json`);
      byNamespace.set(name, [...byNamespace.get(name) ?? [], target]);
    }
    for (const [name, some] of byNamespace) {
      this.write(name, JSON.stringify(some));
    }
  }

  private onRules({ metadata, data = {} }: Manifest) {
    if (metadata.namespace !== NAMESPACE || !metadata.name.includes('rulefiles')) {
      return;
    }
    for (const [name, text] of Object.entries<string>(data)) {
      this.write(join('rules', `${metadata.name}-${name}`), text);
    }
    this.reload();
  }

  private onConfiguration({ metadata, data }: Manifest) {
    const zipped = data?.['prometheus.yaml.gz'];
    if (metadata.namespace !== NAMESPACE || zipped === undefined) {
      return;
    }
    // what the operator's own reloader fills in
    const text = gunzipSync(Buffer.from(zipped, 'base64')).toString().replaceAll('$(SHARD)', '0').replaceAll('$(POD_NAME)', 'prometheus-0');
    const configuration = load(text) as Manifest;
    this.write(CONFIGURATION, dump(this.withFiles(configuration), { lineWidth: -1 }));
    this.reload();
  }

  private withFiles(configuration: Manifest): Manifest {
    return {
      ...configuration,
      alerting: undefined,
      rule_files: [join(this.folder, 'rules', '*.yaml')],
      scrape_configs: [
        ...(configuration.scrape_configs ?? []).map(({ kubernetes_sd_configs: discovery, ...scrape }: Manifest) => ({
          ...scrape,
          file_sd_configs: discovery.map(({ role, namespaces }: Manifest) => {
            const folder = join(this.folder, role === 'pod' ? 'pods' : 'endpoints');
            return { files: (namespaces?.names ?? ['*']).map((namespace: string) => join(folder, `${namespace}.json`)) };
          }),
        })),
        { job_name: 'routers', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${ROUTERS_PORT}`] }] },
      ],
    };
  }

  private reload() {
    if (this.running !== undefined) {
      this.running.signal('SIGHUP');
    } else if (this.written.has(CONFIGURATION)) {
      this.running = this.launch();
    }
  }

  private launch(): Running {
    return this.processes.start('prometheus', 'prometheus', {
      args: [
        `--config.file=${join(this.folder, CONFIGURATION)}`,
        `--storage.tsdb.path=${join(this.folder, 'data')}`,
        `--web.listen-address=0.0.0.0:${PROMETHEUS_PORT}`,
      ],
      env: { PATH: process.env.PATH },
    });
  }

  /** Prometheus may read it at any moment. */
  private write(name: string, text: string) {
    if (this.written.get(name) === text) {
      return;
    }
    this.written.set(name, text);
    const file = join(this.folder, name);
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
}
