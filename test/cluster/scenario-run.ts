import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './cluster';
import { CONTROLLER_NAMESPACE } from './installation';
import { Place, Scenario } from './scenario';

export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly problem?: string;
}

/** Most of the time a scenario waits. */
const AT_ONCE = 4;
const KINDS = 'rollouts,replicasets,analysisruns,experiments,services,ingresses,virtualservices,destinationrules,pods,deployments,jobs';

/** Runs scenarios, and keeps of each that failed what a person wants to see. */
export class ScenarioRun {
  /** @param leaves whether a scenario that has failed takes its objects with it, so that those after it are not slowed down */
  public constructor(
    private readonly cluster: Cluster, private readonly folder: string, private readonly leaves: boolean,
    private readonly tell: (outcome: Outcome) => void,
  ) {}

  public async run(scenarios: readonly Scenario[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const waiting = scenarios.filter(({ alone }) => !alone);
    const work = async (queue: Scenario[]) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const outcome = await this.try(next);
        this.tell(outcome);
        outcomes.push(outcome);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting)));
    await work(scenarios.filter(({ alone }) => alone));
    return this.again(scenarios, outcomes);
  }

  /** A scenario that failed beside others has one more try by itself: what holds then was only slow. Both tries are told. */
  private async again(scenarios: readonly Scenario[], outcomes: readonly Outcome[]): Promise<Outcome[]> {
    const all = new Map(outcomes.map((outcome) => [outcome.name, outcome]));
    for (const { name, problem } of outcomes.filter((outcome) => outcome.problem !== undefined)) {
      const second = await this.try(scenarios.find((scenario) => scenario.name === name)!, `${name}-again`);
      const outcome = { ...second, notes: [`at the second try; at the first: ${problem!.split('\n')[0]}`, ...second.notes] };
      this.tell(outcome);
      all.set(name, outcome);
    }
    return [...all.values()];
  }

  private async try({ name, run }: Scenario, namespace = name): Promise<Outcome> {
    const begun = Date.now();
    const folder = join(this.folder, 'scenarios', namespace);
    mkdirSync(folder, { recursive: true });
    const place = new Place(this.cluster, namespace, folder);
    try {
      await this.cluster.api.create('Namespace', '', { metadata: { name: namespace } });
      await run(place);
      await place.leave();
      return { name, seconds: seconds(begun), notes: place.notes };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      await this.keep(place, error instanceof Error ? error.stack ?? problem : problem);
      if (this.leaves) {
        await place.leave().catch(() => undefined);
      }
      return { name, seconds: seconds(begun), notes: place.notes, problem: `${problem}\nlook into ${folder}` };
    }
  }

  private async keep({ namespace, folder }: Place, problem: string) {
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    const ask = async (command: string) => (await this.cluster.kubectl.run(`kubectl -n ${namespace} ${command}`)).output;
    write('problem.txt', `${problem}\n`);
    write('events.txt', await ask('get events --sort-by=.metadata.creationTimestamp'));
    write('objects.yaml', await ask(`get ${KINDS} -o yaml`));
    write('controller.log', this.logOfController().filter((line) => line.includes(namespace)).join('\n'));
  }

  private logOfController(): string[] {
    return this.cluster.podsOf(CONTROLLER_NAMESPACE).map((pod) => this.cluster.programs.logOf(pod)).flatMap((file) => file ? readFileSync(file, 'utf8').split('\n') : []);
  }
}

function seconds(since: number): number {
  return (Date.now() - since) / 1000;
}
