import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { CanaryStep, RolloutPlan } from 'cdk8s-argo-rollouts';
import { Manifest } from '../../../src/manifest/bundle';
import { expectThat } from '../expect';
import { Place, Scenario } from '../scenario';
import { canary, HASH, image } from './web';

const MANUALLY_PAUSED = { spec: { paused: true } };
const LET_GO = (paused?: boolean) => paused !== true;

export const canaryScenarios: readonly Scenario[] = [
  {
    name: 'canary-steps',
    proves: {
      'docs/getting-started.md': [
        'The first version starts with all its pods: there is nothing to compare it with, so steps and analysis are skipped.',
        '**Without traffic routing a weight is a share of pods**',
      ],
      'docs/operations.md': ['ends a pause; elsewhere it skips the rest of the step, an analysis included', 'ends with 0 when `Healthy`'],
    },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1'));
      const first = await web.is('Healthy', { status: { currentStepIndex: 4, readyReplicas: 4 } });

      await shop.deploy(canary('2'));
      const update = await web.isPausedAt(1);
      await seesPods(shop, update.status.stableRS, 3);
      await seesPods(shop, update.status.currentPodHash, 1);

      await web.follow('Go on');
      await web.isPausedAt(3);
      await seesPods(shop, update.status.currentPodHash, 2);

      await web.follow('Go on');
      await web.follow('Wait in a script');
      const second = await web.is('Healthy', { status: { stableRS: update.status.currentPodHash } });
      expectThat('the stable version changed', second.status.stableRS !== first.status.stableRS);
    },
  },
  {
    name: 'canary-as-planned',
    proves: { 'docs/plan.md': ['without traffic routing the weight is a number of pods'] },
    async run(shop) {
      const web = shop.rollout('web');
      const steps = [5, 30, 60, 80].flatMap((weight) => [CanaryStep.weight(weight), CanaryStep.pause()]);
      await shop.deploy(canary('1', { steps }));
      await web.is('Healthy');
      await shop.deploy(canary('2', { steps }));
      const { stages } = RolloutPlan.of(manifestsIn(shop.deployed), { rollout: 'web' });
      for (const step of [1, 3, 5, 7]) {
        const { status: { stableRS, currentPodHash } } = await web.isPausedAt(step);
        const { stablePods = NaN, updatedPods = NaN } = stages[step];
        await seesPods(shop, stableRS, stablePods);
        await seesPods(shop, currentPodHash, updatedPods);
        shop.note(`step ${step}: ${updatedPods} new and ${stablePods} old pods, as planned`);
        await web.follow('Go on');
      }
      await web.is('Healthy');
    },
  },
  {
    name: 'canary-abort',
    proves: {
      'docs/operations.md': [
        'all traffic goes to the stable version; the manifest still says the new one',
        'takes no steps: the version is the stable one, and the rollout is `Healthy` again',
        'with 1 when `Degraded` or when the time is over',
      ],
      'docs/getting-started.md': ['After an abort the rollout stays `Degraded` until the manifest asks for the old version again'],
    },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1'));
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.deploy(canary('2'));
      await web.isPausedAt(1);

      await web.follow('Give up');
      await web.is('Degraded', { status: { message: /^RolloutAborted/, stableRS }, spec: { template: { spec: { containers: [{ image: image('2') }] } } } });
      await seesPods(shop, stableRS, 4);
      await shop.fails(`kubectl argo rollouts status web -n ${shop.namespace} --timeout 10s`);

      await shop.deploy(canary('1'));
      await web.is('Healthy', { status: { stableRS, currentPodHash: stableRS } });
    },
  },
  {
    name: 'canary-retry',
    proves: { 'docs/operations.md': ['starts an aborted update anew', 'skips all that is left, and ships even what was aborted'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1'));
      await web.is('Healthy');
      await shop.deploy(canary('2'));
      await web.isPausedAt(1);
      await web.follow('Go on');
      await web.isPausedAt(3);
      await web.follow('Give up');
      await web.is('Degraded');

      await web.follow('Try again');
      await web.isPausedAt(1);

      await web.follow('Give up');
      await web.is('Degraded');
      await web.follow('Go to the end');
      const { status } = await web.is('Healthy');
      await seesPods(shop, status.currentPodHash, 4);
      expectThat('what was aborted is the stable version', status.stableRS === status.currentPodHash);
    },
  },
  {
    name: 'canary-undo',
    proves: {
      'docs/operations.md': [
        'deploys an earlier version; the next deployment takes that back',
        'is an update like any other, with all steps; with `rollbackWindow`, none if the version is recent enough',
      ],
      'docs/getting-started.md': ['`kubectl argo rollouts undo` and `set image` change the cluster alone, and the next apply undoes them.'],
    },
    async run(shop) {
      const web = shop.rollout('web');
      const timed = (version: string) => canary(version, { steps: [CanaryStep.weight(50), CanaryStep.pause(SHORT)] });
      await shop.deploy(timed('1'));
      const first = await web.is('Healthy');
      await shop.deploy(timed('2'));
      const second = await web.is('Healthy', { status: { stableRS: notThe(first.status.stableRS) } });

      await web.follow('Go back to an earlier version', { revision: '1' }, ([undo]) => [undo]);
      await web.is('Paused', { status: { currentStepIndex: 1 } });
      await web.is('Healthy', { status: { stableRS: first.status.stableRS } });

      await shop.deploy(timed('2'));
      await web.is('Healthy', { status: { stableRS: second.status.stableRS } });

      await web.follow('Deploy another version', { image: image('3') });
      const third = await web.is('Healthy', { status: { stableRS: notThe(second.status.stableRS) } });
      await shop.deploy(timed('2'));
      await web.is('Healthy', { status: { stableRS: notThe(third.status.stableRS) } });
    },
  },
  {
    name: 'canary-rollback-window',
    proves: { 'docs/operations.md': ['with `rollbackWindow`, none if the version is recent enough'] },
    async run(shop) {
      const web = shop.rollout('web');
      const recent = (version: string) => canary(version, { rollbackWindow: { revisions: 2 } });
      await shop.deploy(recent('1'));
      const first = await web.is('Healthy');
      await shop.deploy(recent('2'));
      await web.isPausedAt(1);
      await web.follow('Go to the end');
      await web.is('Healthy', { status: { stableRS: notThe(first.status.stableRS) } });

      // its steps would wait for somebody
      await shop.deploy(recent('1'));
      await web.is('Healthy', { status: { stableRS: first.status.stableRS } });
    },
  },
  {
    name: 'canary-hold',
    proves: {
      'docs/operations.md': ['stays where it is; [and goes on](#hold-and-let-go)', 'Held at a pause, it lets go and most often does not end the pause: that begins anew, and a second `promote` ends it.'],
    },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1'));
      await web.is('Healthy');
      await shop.deploy(canary('2'));
      await web.isPausedAt(1);

      await web.follow('Hold', {}, ([hold]) => [hold]);
      await web.is('Paused', MANUALLY_PAUSED);
      await web.follow('Hold', {}, ([, letGo]) => [letGo]);
      await web.is('Paused', { spec: { paused: LET_GO }, status: { currentStepIndex: 1 } });

      await web.follow('Hold', {}, ([hold]) => [hold]);
      await web.is('Paused', MANUALLY_PAUSED);
      await web.follow('Go on');
      // which of the two depends on how fast the controller is
      const { status: { currentStepIndex } } = await web.is('Paused', { spec: { paused: LET_GO }, status: { pauseConditions: [{ reason: 'CanaryPauseStep' }] } });
      shop.note(currentStepIndex === 3 ? 'the pause was over at once' : 'the pause began anew');
      expectThat(`it is at one of its pauses: ${currentStepIndex}`, [1, 3].includes(currentStepIndex));
      if (currentStepIndex === 1) {
        await web.follow('Go on');
        await web.isPausedAt(3);
      }
    },
  },
  {
    name: 'canary-restart',
    proves: { 'docs/operations.md': ['new pods of the same version'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1'));
      const { status } = await web.is('Healthy');
      const before = (await shop.list('Pod')).map(({ metadata }) => metadata.name);

      await web.follow('Restart the pods');
      await web.is('Healthy', { status: { restartedAt: Boolean, stableRS: status.stableRS } });
      await seesPods(shop, status.stableRS, 4);
      const after = (await shop.list('Pod', { [HASH]: status.stableRS })).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      expectThat('all pods are new', after.every(({ metadata }) => !before.includes(metadata.name)));
    },
  },
  {
    name: 'canary-abort-of-what-is-complete',
    proves: { 'docs/operations.md': ['To abort a rollout whose update is complete does nothing: the controller takes the abort back.'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(canary('1', { steps: [] }));
      const first = await web.is('Healthy');
      await shop.deploy(canary('2', { steps: [] }));
      await web.is('Healthy', { status: { stableRS: notThe(first.status.stableRS) } });

      const phases = await shop.record('Rollout', 'web', ({ status }) => status.phase);
      await shop.sh(`kubectl argo rollouts abort web -n ${shop.namespace}`);
      await web.is('Healthy', { status: { abort: (abort: unknown) => !abort } });
      expectThat(`it was never anything but Healthy: ${phases.join(', ')}`, phases.every((phase) => phase === 'Healthy'));
    },
  },
  {
    name: 'canary-deadline',
    proves: { 'docs/operations.md': ['an analysis failed, the deadline passed, or somebody aborted it'] },
    async run(shop) {
      const web = shop.rollout('web');
      const impatient = (version: string) => canary(version, { progressDeadline: Duration.seconds(5), progressDeadlineAbort: true });
      await shop.deploy(impatient('1'));
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.deploy(impatient('2-broken'));
      await web.is('Degraded', { status: { message: /^RolloutAborted/, stableRS, readyReplicas: 4 } });
    },
  },
];

const SHORT = Duration.seconds(2);

function notThe(other: string) {
  return (value: string) => value !== undefined && value !== other;
}

function manifestsIn(folder: string): Manifest[] {
  return readdirSync(folder).flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as Manifest[]);
}

async function seesPods(shop: Place, hash: string, count: number) {
  await shop.finds('ReplicaSet', { metadata: { labels: { [HASH]: hash } }, spec: { replicas: count }, status: { readyReplicas: count } });
}
