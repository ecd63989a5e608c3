import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryStep, InstallPermission, InstallScope, IstioTrafficRouting, NginxTrafficRouting,
  WorkloadReference, WorkloadScaleDown,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectThat, until } from '../expect';
import { Scenario } from '../scenario';
import { ask } from '../serving';
import { alertsAtOnce, exercise, expectAllowed, haveFired, install, isMeasured, leaderOf } from './controllers';
import { canary, canaryProps, image } from './web';

export const installationScenarios: readonly Scenario[] = [
  {
    name: 'install-instance-id',
    proves: { 'docs/install.md': ['An instance id is a label on every rollout, experiment, analysis run and template that the controller is to see.'] },
    async run(shop) {
      const { namespace } = await install(shop);
      await exercise(shop);
      expectAllowed(shop, namespace);
    },
  },
  {
    name: 'install-ingress-classes',
    proves: { 'docs/install.md': ['The controller writes weights to the Ingresses that rollouts name, whatever their class.'] },
    async run(shop) {
      await install(shop, { settings: { nginxIngressClasses: ['other'] } });
      const app = (version: string) => (chart: Chart) => {
        new NginxTrafficRouting(chart, 'Traffic', {
          rollout: new CanaryRollout(chart, 'Web', canaryProps(version)), host: `${shop.namespace}.example`, className: 'nginx',
        });
      };
      await shop.deploy(app('1'));
      await shop.rollout('web').is('Healthy');
      await shop.deploy(app('2'));
      await shop.rollout('web').isPausedAt(1);
      await shop.sees('Ingress', 'web-web-canary', { metadata: { annotations: { 'nginx.ingress.kubernetes.io/canary-weight': '25' } }, spec: { ingressClassName: 'nginx' } });
    },
  },
  {
    name: 'install-namespaced',
    async run(shop) {
      await install(shop, { installScope: InstallScope.NAMESPACED, namespace: shop.namespace });
      await exercise(shop);
      expectAllowed(shop, shop.namespace);
    },
  },
  {
    name: 'install-no-permissions',
    proves: {
      'docs/install.md': [
        'an empty list leaves what the controller reads whenever it starts or needs for every rollout',
        '`ArgoRolloutsApiForbidden` is not about that.',
      ],
    },
    async run(shop) {
      const controller = await install(shop, { permissions: [] }, alertsAtOnce(shop, 'ArgoRolloutsApiForbidden'));
      await isMeasured(shop, controller);
      await exercise(shop);
      expectAllowed(shop, controller.namespace, ['list virtualservices']);
      await isMeasured(shop, controller);
      expectThat(`no alert fires: ${await haveFired(shop)}`, (await haveFired(shop)).length === 0);
    },
  },
  {
    name: 'install-platform-permissions',
    async run(shop) {
      const { namespace } = await install(shop, { permissions: [InstallPermission.WORKLOAD_REFERENCE, InstallPermission.ISTIO] });
      await exercise(shop);
      const app = (version: string) => (chart: Chart) => {
        const labels = { 'app.kubernetes.io/name': 'orders' };
        const deployment = new kplus.Deployment(chart, 'Deployment', {
          metadata: { name: 'orders' }, replicas: 2, select: false, podMetadata: { labels }, containers: [{ image: image(version), portNumber: 8000 }],
        });
        deployment.select(kplus.LabelSelector.of({ labels }));
        const workloadRef = WorkloadReference.of(deployment, { scaleDown: WorkloadScaleDown.ON_SUCCESS });
        const rollout = new CanaryRollout(chart, 'Orders', { metadata: { name: 'orders' }, replicas: 2, workloadRef, steps: [CanaryStep.weight(50)] });
        new IstioTrafficRouting(chart, 'OrdersTraffic', { rollout, hosts: ['orders.example'] });
      };
      await shop.deploy(app('1'));
      const { status: { stableRS } } = await shop.rollout('orders').is('Healthy');
      await shop.deploy(app('2'));
      await shop.rollout('orders').is('Healthy', { status: { stableRS: (hash: string) => hash !== stableRS } });
      await shop.sees('Deployment', 'orders', { spec: { replicas: 0 } });
      expectAllowed(shop, namespace);
    },
  },
  {
    name: 'install-read-only-dashboard',
    proves: { 'docs/install.md': ['`dashboard: {}` therefore gives one that only reads'] },
    async run(shop) {
      const { namespace } = await install(shop, { dashboard: {} });
      await shop.deploy(canary('1'));
      await shop.rollout('web').is('Healthy');
      await shop.deploy(canary('2'));
      await shop.rollout('web').isPausedAt(1);
      const dashboard = await until('the dashboard runs', () => shop.cluster.podsOf(namespace).find(({ metadata }) => metadata.name.includes('dashboard')));
      const port = () => shop.cluster.programs.portOf(dashboard, 3100);
      const { rollouts } = await until('it answers', () => ask(port(), `/rollouts/api/v1/rollouts/${shop.namespace}/info`).catch(() => undefined));
      expectThat('it shows the rollout', rollouts.some(({ objectMeta, status }: Manifest) => objectMeta.name === 'web' && status === 'Paused'));

      const answer = await fetch(`http://127.0.0.1:${port()}/rollouts/api/v1/rollouts/${shop.namespace}/web/promote`, {
        method: 'PUT', body: JSON.stringify({ name: 'web', namespace: shop.namespace }),
      });
      const said = await answer.text();
      expectThat(`it may not promote: ${answer.status} ${said}`, /forbidden/.test(said));
      await shop.rollout('web').isPausedAt(1);
    },
  },
  {
    name: 'install-failover',
    proves: { 'docs/install.md': ['A controller that ends, on a lost node or in an upgrade, does not give its lease back.', 'about 20 seconds in all'] },
    async run(shop) {
      const { namespace } = await install(shop, { replicas: 2 });
      await shop.deploy(canary('1'));
      const web = shop.rollout('web');
      await web.is('Healthy');
      for (const [how, end] of [
        ['after it was killed', (leader: Manifest) => shop.cluster.programs.end(leader.metadata.uid, 'SIGKILL')],
        ['after it was stopped', (leader: Manifest) => shop.cluster.kubectl.succeeds(`kubectl delete pod ${leader.metadata.name} -n ${namespace}`)],
      ] as const) {
        const holder = await leaderOf(shop, namespace);
        const leader = shop.cluster.podsOf(namespace).find(({ metadata }) => holder.startsWith(metadata.name))!;
        const begun = Date.now();
        await end(leader);
        await until('another takes its place', async () => await leaderOf(shop, namespace) !== holder);
        const seconds = (Date.now() - begun) / 1000;
        shop.note(`another took the leader's place ${seconds.toFixed(1)} s ${how}`);
        expectThat(`the lease was not given back: ${seconds} s`, seconds > 10);
      }
      await shop.deploy(canary('2'));
      await web.isPausedAt(1);
    },
  },
  {
    name: 'install-crash-in-mid-rollout',
    proves: { 'docs/operations.md': ['Updates that are running stand still for that moment; pods and traffic do not notice. Timed pauses do not start anew.'] },
    async run(shop) {
      const { namespace } = await install(shop);
      const web = shop.rollout('web');
      const steps = [CanaryStep.weight(50), CanaryStep.pause(Duration.seconds(30)), CanaryStep.pause()];
      const timed = (version: string) => canary(version, { steps });
      await shop.deploy(timed('1'));
      await web.is('Healthy');
      await shop.deploy(timed('2'));
      const { status } = await web.isPausedAt(1);
      const sizes = await shop.record('Rollout', 'web', ({ status: { readyReplicas } }) => readyReplicas);
      const [controller] = shop.cluster.podsOf(namespace);
      shop.cluster.programs.crash(controller);

      await web.isPausedAt(2, 60_000);
      const paused = (Date.now() - Date.parse(status.pauseConditions[0].startTime)) / 1000;
      shop.note(`a pause of 30 s took ${paused.toFixed(1)} s, with a crash in it`);
      expectThat('the pause did not start anew', paused < 45);
      expectThat(`pods did not notice: ${sizes.join(', ')}`, sizes.every((size) => size >= 4));
    },
  },
];
