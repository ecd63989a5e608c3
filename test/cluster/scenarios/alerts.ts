import { Chart, Duration } from 'cdk8s';
import { CanaryRollout, RolloutAlerts } from 'cdk8s-argo-rollouts';
import { expectThat, until } from '../expect';
import { Place, Scenario } from '../scenario';
import { canaryProps } from './web';

const AFTER = Duration.seconds(3);

/** The alerts of the namespace that fire. */
async function firing(shop: Place): Promise<string[]> {
  const alerts = await shop.cluster.prometheus.query(`ALERTS{alertstate="firing",namespace="${shop.namespace}"}`);
  return [...new Set(alerts.map(({ metric }) => metric.alertname))].sort();
}

async function fires(shop: Place, alert: string) {
  let seen: string[] = [];
  await until(`${alert} fires`, async () => {
    seen = await firing(shop);
    return seen.includes(alert);
  }, 60_000, () => `firing: ${seen.join(', ') || 'none'}`);
}

function watched(version: string) {
  return (chart: Chart) => {
    const rollouts = [new CanaryRollout(chart, 'Web', canaryProps(version))];
    const soon = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { after: AFTER }]));
    new RolloutAlerts(chart, 'Alerts', {
      rollouts,
      selectorLabels: { release: 'kube-prometheus-stack' },
      overrides: soon('RolloutAborted', 'RolloutInvalidSpec', 'RolloutPausedTooLong', 'RolloutInFlightTooLong', 'RolloutReplicaSetCreateError'),
    });
  };
}

export const alertScenarios: readonly Scenario[] = [
  {
    name: 'alerts-of-an-update',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(watched('1'));
      await web.is('Healthy');
      await until('the rollout is measured', async () => (await shop.cluster.prometheus.query(`rollout_info{namespace="${shop.namespace}"}`)).length > 0);
      expectThat('nothing fires of a healthy rollout', (await firing(shop)).length === 0);

      await shop.deploy(watched('2'));
      await web.isPausedAt(1);
      await fires(shop, 'RolloutPausedTooLong');
      await fires(shop, 'RolloutInFlightTooLong');
      expectThat('nothing else fires', !(await firing(shop)).includes('RolloutAborted'));

      await web.follow('Give up');
      await fires(shop, 'RolloutAborted');

      await shop.deploy(watched('1'));
      await web.is('Healthy');
      await until('all is silent again', async () => (await firing(shop)).length === 0, 60_000);
    },
  },
  {
    name: 'alert-of-an-invalid-spec',
    async run(shop) {
      await shop.deploy(watched('1'));
      await shop.sh(`kubectl patch rollout web -n ${shop.namespace} --type merge -p '{"spec":{"strategy":{"canary":{"stableService":"nowhere","canaryService":"nowhere-else"}}}}'`);
      await shop.rollout('web').is('Degraded', { status: { message: /^InvalidSpec/ } });
      await fires(shop, 'RolloutInvalidSpec');
    },
  },
];
