import { Chart, Duration } from 'cdk8s';
import { CanaryRollout, NginxTrafficRouting, RolloutAlerts } from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectThat, until } from '../expect';
import { Place, Scenario } from '../scenario';
import { alertsAtOnce, exercise, haveFired, install, isMeasured } from './controllers';
import { blueGreen, canaryProps } from './web';

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
  {
    name: 'alert-of-a-refused-replica-set',
    proves: { 'docs/operations.md': ['the rollout stays `Healthy` with the version before'] },
    async run(shop) {
      await shop.deploy(watched('1'));
      await shop.rollout('web').is('Healthy');
      await shop.apply(quota());
      await shop.deploy(watched('2'));
      await fires(shop, 'RolloutReplicaSetCreateError');
      await shop.rollout('web').is('Healthy');
    },
  },
  {
    name: 'alert-of-a-missing-permission',
    async run(shop) {
      const controller = await install(shop, {}, alertsAtOnce(shop, 'ArgoRolloutsApiForbidden'));
      await isMeasured(shop, controller);
      await shop.deploy(blueGreen('1'));
      await shop.rollout('web').is('Healthy');
      await isMeasured(shop, controller);
      expectThat(`nothing fires before: ${await haveFired(shop)}`, (await haveFired(shop)).length === 0);

      // it may read Services, and no longer write their selectors
      const role = `argo-rollouts-${shop.namespace}`;
      const { rules } = (await shop.cluster.api.get('ClusterRole', '', role))!;
      const readOnly = rules.map((rule: Manifest) => rule.resources.includes('services') ? { ...rule, verbs: ['get', 'list', 'watch'] } : rule);
      await shop.cluster.api.patch('ClusterRole', '', role, { rules: readOnly });
      await shop.deploy(blueGreen('2'));
      await until('the alert names what is missing', async () => (await haveFired(shop)).includes('ArgoRolloutsApiForbidden Patch services'), 60_000,
        () => 'it says something else, or nothing');
    },
  },
  {
    name: 'alerts-of-the-controller',
    async run(shop) {
      // how many are unwell, and whether there is a leader, is about a cluster with many rollouts
      const controller = await install(shop, {}, alertsAtOnce(shop, 'ArgoRolloutsRestarting', 'ArgoRolloutsApiForbidden', 'ArgoRolloutsApiErrors', 'ArgoRolloutsReconcileSlow',
        'ArgoRolloutsQueueBacklog', 'ArgoRolloutsWorkerStuck', 'ArgoRolloutsRetryStorm', 'ArgoRolloutsNotificationsFailing', 'ArgoRolloutsAnalysisRunPileup'));
      await isMeasured(shop, controller);
      await exercise(shop);

      // a quota, and a namespace that is being deleted while a rollout of it is updated
      const other = `${shop.namespace}-other`;
      await shop.sh(`kubectl create namespace ${other}`);
      await shop.apply(quota());
      const app = (version: string, namespace: string) => (chart: Chart) => {
        const there = new Chart(chart, 'there', { namespace, labels: shop.labels });
        const rollout = new CanaryRollout(there, 'Web', canaryProps(version));
        new NginxTrafficRouting(there, 'Traffic', { rollout, host: `${namespace}.example` });
      };
      await shop.deploy(app('3', shop.namespace));
      await shop.finds('Rollout', { status: { conditions: (all: { reason: string }[]) => all.some(({ reason }) => reason === 'ReplicaSetCreateError') } });
      await shop.deploy(app('1', other));
      await shop.sh(`kubectl wait rollout/web -n ${other} --for=jsonpath='{.status.phase}'=Healthy --timeout=60s`);
      await shop.sh(`kubectl delete namespace ${other} --timeout=60s`);

      await isMeasured(shop, controller);
      expectThat(`no alert fires: ${await haveFired(shop)}`, (await haveFired(shop)).length === 0);
    },
  },
];

/** It refuses another ReplicaSet. */
function quota() {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' }, spec: { hard: { 'count/replicasets.apps': '1' } } };
}
