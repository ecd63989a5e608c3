import { Chart, Duration } from 'cdk8s';
import { CanaryRollout, CanaryStep } from 'cdk8s-argo-rollouts';
import { until } from '../expect';
import { Build, Place, Scenario } from '../scenario';
import { canaryProps } from './web';

const COUNT = 200;
const TIME = 300_000;

/** How many are there with all pods of the version that was deployed last. */
async function done(shop: Place, generation: number): Promise<number> {
  const rollouts = await shop.list('Rollout');
  return rollouts.filter(({ metadata, status }) => metadata.generation >= generation && status?.observedGeneration === String(metadata.generation) && status.phase === 'Healthy').length;
}

async function takes(shop: Place, what: string, generation: number, build: Build) {
  const begun = Date.now();
  await shop.deploy(build);
  const applied = Date.now();
  let last = 0;
  await until(what, async () => (last = await done(shop, generation)) === COUNT, TIME, () => `${last} of ${COUNT}`);
  const [longest] = await shop.cluster.prometheus.query('max(max_over_time(workqueue_depth{name="Rollouts"}[2m]))');
  const [waited] = await shop.cluster.prometheus.query('histogram_quantile(0.99, sum by (le) (rate(workqueue_queue_duration_seconds_bucket{name="Rollouts"}[2m])))');
  const text = (found: { value: number } | undefined) => found?.value.toFixed(1) ?? 'unknown';
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(0);
  shop.note(`${what}: applied in ${seconds(begun, applied)} s, all Healthy ${seconds(applied, Date.now())} s later; `
    + `at most ${text(longest)} in the queue, 99 of 100 waited less than ${text(waited)} s`);
}

export const scaleScenarios: readonly Scenario[] = [
  {
    name: 'two-hundred-rollouts-at-once',
    proves: { 'docs/install.md': ["The controller's own `qps` and `burst` carry 200 small rollouts that are updated at once"] },
    alone: true,
    async run(shop) {
      const all = (version: string) => (chart: Chart) => {
        for (let index = 0; index < COUNT; index++) {
          new CanaryRollout(chart, `Web${index}`, {
            ...canaryProps(version),
            metadata: { name: `web-${index}` },
            replicas: 2,
            steps: [CanaryStep.weight(50), CanaryStep.pause(Duration.seconds(1))],
          });
        }
      };
      await takes(shop, `the first deploy of ${COUNT} rollouts`, 1, all('1'));
      await takes(shop, `an update of ${COUNT} rollouts`, 2, all('2'));
    },
  },
];
