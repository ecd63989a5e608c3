import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Kind, Manifest } from './api';
import { Cluster } from './cluster';
import { differences, Expected, until } from './expect';
import { run } from './shell';

/** A promise of the documentation, tried on the cluster. */
export interface Scenario {
  readonly name: string;
  /** What pages say, word for word: a test finds each sentence there. */
  readonly proves?: Record<string, readonly string[]>;
  /** It measures, or changes what all share, so nothing else happens meanwhile. */
  readonly alone?: boolean;
  run(place: Place): Promise<void>;
}

/** How our pages say that manifests are applied. */
const APPLY = 'kubectl apply -f';
const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'lib', 'cli', 'main.js');

export type Build = (chart: Chart) => void;

/** A namespace for a scenario, and a folder for what it synthesizes. */
export class Place {
  /** The folder with the manifests that were synthesized last. */
  public deployed = '';
  /** For all objects that are deployed from now on. */
  public labels: Record<string, string> = {};
  /** What is worth to be told, though nothing is expected of it. */
  public readonly notes: string[] = [];
  private readonly temporary: string[] = [];
  private deployments = 0;

  public constructor(public readonly cluster: Cluster, public readonly namespace: string, public readonly folder: string) {}

  /** Synthesizes, and applies as our pages say. */
  public deploy(build: Build, apply = APPLY): Promise<string> {
    return this.sh(`${apply} ${this.synth(build)}`);
  }

  /** What is not in the namespace, or not in it alone: it is deleted when the scenario is over. */
  public deployForNow(build: Build, apply = APPLY): Promise<string> {
    const folder = this.synth(build);
    this.temporary.push(folder);
    return this.sh(`${apply} ${folder}`);
  }

  public note(text: string) {
    this.notes.push(text);
  }

  /** What is left goes on, and makes others slower. */
  public async leave() {
    for (const folder of this.temporary) {
      await this.sh(`kubectl delete --ignore-not-found --wait=false -f ${folder}`);
    }
    await this.cluster.api.delete('Namespace', '', this.namespace);
  }

  /** Where the manifests are. Each time another folder, so that one can see later what was deployed. */
  public synth(build: Build): string {
    const outdir = join(this.folder, `dist-${++this.deployments}`);
    const app = new App({ outdir });
    build(new Chart(app, 'app', { namespace: this.namespace, labels: this.labels }));
    app.synth();
    this.deployed = outdir;
    return outdir;
  }

  /** Applies what has no construct. */
  public apply(...objects: Manifest[]): Promise<string> {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    return this.cluster.kubectl.succeeds(`kubectl apply -n ${this.namespace} -f -`, undefined, input);
  }

  /** What a script says, which has to succeed. */
  public sh(script: string): Promise<string> {
    return this.cluster.kubectl.succeeds(script, this.folder);
  }

  /** What a script says that has to fail. */
  public fails(script: string): Promise<string> {
    return this.cluster.kubectl.fails(script, this.folder);
  }

  public rollout(name: string): RolloutHere {
    return new RolloutHere(this, name);
  }

  public get(kind: Kind, name: string): Promise<Manifest | undefined> {
    return this.cluster.api.get(kind, this.namespace, name);
  }

  public list(kind: Kind, labels: Record<string, string> = {}): Promise<Manifest[]> {
    const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
    return this.cluster.api.list(kind, this.namespace, `labelSelector=${encodeURIComponent(selector)}`);
  }

  /** Waits until an object looks like this: fields that are not named may be anything. */
  public async sees(kind: Kind, name: string, expected: Expected, within?: number): Promise<Manifest> {
    let wrong: string[] = [];
    return until(`${kind} ${name} as expected`, async () => {
      const object = await this.get(kind, name);
      wrong = object === undefined ? ['there is none'] : differences(object, expected);
      return wrong.length === 0 ? object : undefined;
    }, within, () => wrong.join('\n'));
  }

  /** Waits until an object is there that looks like this. */
  public async finds(kind: Kind, expected: Expected, within?: number): Promise<Manifest> {
    let wrong: string[] = [];
    return until(`a ${kind} as expected`, async () => {
      const objects = await this.list(kind);
      wrong = objects.flatMap((object) => [object.metadata.name, ...differences(object, expected)]);
      return objects.find((object) => differences(object, expected).length === 0);
    }, within, () => wrong.join('\n'));
  }

  /** From now on every value of something of an object, in the order in which they came, each once in a row. */
  public async record<T>(kind: Kind, name: string, what: (object: Manifest) => T): Promise<T[]> {
    const seen: T[] = [];
    await this.cluster.api.watch(kind, this.namespace, (_, object) => {
      const value = object.metadata.name === name ? what(object) : undefined;
      if (value !== undefined && JSON.stringify(value) !== JSON.stringify(seen.at(-1))) {
        seen.push(value);
      }
    });
    return seen;
  }
}

export type Phase = 'Healthy' | 'Paused' | 'Progressing' | 'Degraded';

/** A rollout of the scenario. */
export class RolloutHere {
  public constructor(private readonly place: Place, private readonly name: string) {}

  /** Waits until the controller says so of what was deployed last. */
  public is(phase: Phase, expected: Expected = {}, within?: number): Promise<Manifest> {
    const upToDate = (rollout: Manifest) => rollout.status?.observedGeneration === String(rollout.metadata.generation)
      && rollout.status.phase === phase && differences(rollout, expected).length === 0;
    let last: Manifest | undefined;
    return until(`rollout ${this.name} is ${phase}`, async () => {
      last = await this.place.get('Rollout', this.name);
      return last && upToDate(last) ? last : undefined;
    }, within, () => [summaryOf(last), ...differences(last, expected)].join('\n'));
  }

  /** Waits for a pause at a step. */
  public isPausedAt(step: number, within?: number): Promise<Manifest> {
    return this.is('Paused', { status: { currentStepIndex: step } }, within);
  }

  /** Follows the runbook of what was deployed last: the commands under a title, with what is in `<>` filled in. */
  public async follow(title: string, filledIn: Record<string, string> = {}, choose = (commands: string[]) => commands): Promise<string> {
    const { code, stdout, output } = await run(process.execPath, [CLI, 'runbook', '--rollout', this.name, this.place.deployed]);
    const [, script] = new RegExp(`^\\*\\*${title}\\.\\*\\*.*?^\`\`\`sh\n(.*?)^\`\`\``, 'ms').exec(stdout) ?? [];
    if (code !== 0 || script === undefined) {
      throw new Error(`the runbook has nothing under "${title}"\n${output}`);
    }
    const commands = script.trimEnd().split('\n').map((command) => command.replace(/<(\w+)>/g, (_, key: string) => filledIn[key]));
    return this.place.sh(choose(commands).join('\n'));
  }
}

/** In a few lines: the whole of it is in `objects.yaml`. */
function summaryOf(rollout: Manifest | undefined): string {
  const { phase = 'without a phase', message, currentStepIndex, conditions = [] } = rollout?.status ?? {};
  const reasons = conditions.filter(({ type }: Manifest) => ['InvalidSpec', 'Progressing', 'ReplicaFailure'].includes(type)).map((one: Manifest) => one.message);
  return [`it is ${phase}${currentStepIndex === undefined ? '' : `, at step ${currentStepIndex}`}`, ...new Set([message, ...reasons].filter(Boolean))].join('\n');
}
