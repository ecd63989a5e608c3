import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Duration } from 'cdk8s';
import { CanaryStep } from 'cdk8s-argo-rollouts';
import { expectThat } from '../expect';
import { Build, Place, Scenario } from '../scenario';
import { canary } from './web';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'operations.md');
const SECOND = Duration.seconds(1);

/** A rollout that nobody has to promote, as a pipeline has it. */
const timed = (version: string) => api(version, [CanaryStep.weight(25), CanaryStep.pause(SECOND), CanaryStep.weight(50), CanaryStep.pause(SECOND)]);
/** One that waits. */
const waiting = (version: string) => api(version, [CanaryStep.weight(25), CanaryStep.pause()]);

function api(version: string, steps: CanaryStep[]): Build {
  return canary(version, { metadata: { name: 'api' }, steps });
}

/** The script under a title of the page, for the namespace of the scenario. */
function script(title: string, namespace: string): string {
  const [, text] = new RegExp(`^## ${title}$.*?^\`\`\`sh\n(#!.*?)^\`\`\``, 'ms').exec(readFileSync(PAGE, 'utf8'))!;
  return text.replace(/-n shop\b/g, `-n ${namespace}`);
}

/** A repository with manifests, and the scripts of the page beside them. What synthesizes is away: a commit brings what it would make. */
class Repository {
  private readonly folder: string;

  public constructor(private readonly shop: Place) {
    this.folder = join(shop.folder, 'repository');
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    this.write('bin/npx', '#!/bin/sh\n');
    this.write('deploy.sh', script('Deploy', shop.namespace));
    this.write('roll-back.sh', script('Roll back', shop.namespace));
  }

  public async init() {
    await this.run('git init -q && git config user.name someone && git config user.email someone@shop.example && git add . && git commit -qm scripts');
  }

  public async commit(build: Build) {
    const made = this.shop.synth(build);
    await this.run(`rm -rf dist && cp -r ${made} dist && git add . && git commit -qm change`);
  }

  public run(command: string): Promise<string> {
    return this.shop.sh(this.here(command));
  }

  public fails(command: string): Promise<string> {
    return this.shop.fails(this.here(command));
  }

  private here(command: string): string {
    return `cd ${this.folder} && PATH=${join(this.folder, 'bin')}${delimiter}$PATH && ${command}`;
  }

  private write(name: string, text: string) {
    writeFileSync(join(this.folder, name), text);
    chmodSync(join(this.folder, name), 0o755);
  }
}

async function repository(shop: Place): Promise<Repository> {
  const made = new Repository(shop);
  await made.init();
  return made;
}

export const scriptScenarios: readonly Scenario[] = [
  {
    name: 'script-deploy-and-roll-back',
    proves: {
      'docs/operations.md': [
        'An update that is running is aborted first, because that is fastest: the stable version serves at once.',
        'takes no steps: the version is the stable one, and the rollout is `Healthy` again',
      ],
    },
    async run(shop) {
      const git = await repository(shop);
      const rollout = shop.rollout('api');
      await git.commit(timed('1'));
      await git.run('./deploy.sh');
      const first = await rollout.is('Healthy');
      await git.commit(timed('2'));
      await git.run('./deploy.sh');
      const second = await rollout.is('Healthy', { status: { stableRS: (hash: string) => hash !== first.status.stableRS } });

      // complete: another update
      await git.run('./roll-back.sh');
      await rollout.is('Healthy', { status: { stableRS: first.status.stableRS } });

      // running: nobody else would end its pause
      await git.commit(waiting('1'));
      await git.run('./deploy.sh');
      await git.commit(waiting('2'));
      await git.run('kubectl apply -f dist/');
      await rollout.isPausedAt(1);
      await git.run('./roll-back.sh');
      await rollout.is('Healthy', { status: { stableRS: first.status.stableRS, currentPodHash: first.status.stableRS } });
      expectThat('it is another version', first.status.stableRS !== second.status.stableRS);
    },
  },
  {
    name: 'script-deploy-beyond-a-quota',
    proves: {
      'docs/operations.md': [
        '`status` does not see that the cluster refuses the ReplicaSet of the new version, by a quota or a policy: the rollout stays `Healthy` with the version before. '
        + '`kubectl wait` sees it, and the message of the condition has the reason.',
      ],
    },
    async run(shop) {
      const git = await repository(shop);
      await git.commit(timed('1'));
      await git.run('./deploy.sh');
      await shop.apply({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' }, spec: { hard: { 'count/replicasets.apps': '1' } } });
      await git.commit(timed('2'));
      const said = await git.fails('./deploy.sh');
      expectThat(`it says why: ${said}`, /exceeded quota/.test(said));
      await shop.rollout('api').is('Healthy');
    },
  },
];
