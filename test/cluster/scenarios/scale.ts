import { Chart, Duration } from 'cdk8s';
import { CanaryRollout, CanaryStep } from 'cdk8s-argo-rollouts';
import { until } from '../expect';
import { readManifests } from '../manifests';
import { Place, Scenario } from '../scenario';
import { Watched } from '../watched';
import { alertsAtOnce, install, isMeasured } from './controllers';
import { canaryProps, image } from './web';

const COUNT = 200;
const TIME = 600_000;

/** How many are there with all pods of a version. */
function done(rollouts: Watched, namespace: string, version: string): number {
  return rollouts.selected(namespace, {}).filter(({ metadata, spec, status }) => spec.template.spec.containers[0].image === image(version)
    && status?.observedGeneration === String(metadata.generation) && status.phase === 'Healthy').length;
}

async function takes(shop: Place, job: string, what: string, version: string, change: () => Promise<unknown>) {
  const rollouts = await Watched.of(shop.cluster.api, 'Rollout');
  const begun = Date.now();
  await change();
  const changed = Date.now();
  let last = 0;
  await until(what, () => (last = done(rollouts, shop.namespace, version)) === COUNT, TIME, () => `${last} of ${COUNT}`);
  const seconds = (from: number, to = Date.now()) => ((to - from) / 1000).toFixed(0);
  const meanwhile = `${seconds(begun)}s`;
  const [longest] = await shop.cluster.prometheus.query(`max(max_over_time(workqueue_depth{job="${job}",name="Rollouts"}[${meanwhile}]))`);
  const buckets = `sum by (le) (rate(workqueue_queue_duration_seconds_bucket{job="${job}",name="Rollouts"}[${meanwhile}]))`;
  const [requests] = await shop.cluster.prometheus.query(`sum(increase(controller_clientset_k8s_request_total{job="${job}",verb!="Watch"}[${meanwhile}]))`);
  const [waited] = await shop.cluster.prometheus.query(`histogram_quantile(0.99, ${buckets})`);
  shop.note(`${what}: asked for in ${seconds(begun, changed)} s, all Healthy ${seconds(changed)} s later; `
    + `${requests?.value.toFixed(0)} requests, at most ${longest?.value} in the queue, 99 of 100 waited less than ${waited?.value.toFixed(1)} s`);
}

export const scaleScenarios: readonly Scenario[] = [
  {
    name: 'two-hundred-rollouts-at-once',
    proves: { 'docs/install.md': ["The controller's own `qps` and `burst` carry 200 small rollouts that are updated at once"] },
    async run(shop) {
      // with another controller nobody else waits
      const controller = await install(shop, {}, alertsAtOnce(shop));
      await isMeasured(shop, controller);
      const job = controller.metricsService;
      const all = (chart: Chart) => {
        for (let index = 0; index < COUNT; index++) {
          new CanaryRollout(chart, `Web${index}`, {
            ...canaryProps('1'),
            metadata: { name: `web-${index}` },
            replicas: 1,
            steps: [CanaryStep.weight(50), CanaryStep.pause(Duration.seconds(1))],
          });
        }
      };
      // kubectl asks for one after the other, and takes longer for that than the controller
      const rollouts = readManifests(shop.synth(all));
      await takes(shop, job, `the first deploy of ${COUNT} rollouts`, '1', () => Promise.all(rollouts.map((rollout) => shop.cluster.api.create('Rollout', shop.namespace, rollout))));
      const [{ spec: { template: { spec: { containers: [container] } } } }] = await shop.list('Rollout');
      const change = { spec: { template: { spec: { containers: [{ ...container, image: image('2') }] } } } };
      await takes(shop, job, `an update of ${COUNT} rollouts`, '2', () => Promise.all(
        Array.from({ length: COUNT }, (_, index) => shop.cluster.api.patch('Rollout', shop.namespace, `web-${index}`, change)),
      ));
    },
  },
];
