import { readFileSync } from 'node:fs';
import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstall, ArgoRolloutsInstallProps, ArgoRolloutsVersion, CanaryRollout, CanaryStep, InstallPermission,
  InstallScope, IstioTrafficRouting, MetricProvider, NginxTrafficRouting, WorkloadReference, WorkloadScaleDown,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectThat, until } from '../expect';
import { Place, Scenario } from '../scenario';
import { ask } from '../serving';
import { canary, canaryProps, HASH, image } from './web';

/** One more controller, in a namespace of its own, that handles what carries the scenario's name as its instance id. */
async function install(shop: Place, props: ArgoRolloutsInstallProps = {}): Promise<ArgoRolloutsInstall> {
  const namespace = `${shop.namespace}-controller`;
  let made: ArgoRolloutsInstall | undefined;
  await shop.deployForNow((chart) => {
    made = new ArgoRolloutsInstall(new Chart(chart, 'controller'), 'Install', {
      namespace, instanceId: shop.namespace, installCrds: false, aggregateRoles: false, ...props,
    });
  }, 'kubectl apply --server-side -f');
  await shop.sh(`kubectl rollout status deployment/argo-rollouts-${shop.namespace} -n ${made!.namespace} --timeout 60s`);
  return made!;
}

/** What a controller asked for and has no permission for, by the API server's own record. */
function forbidden(shop: Place, namespace: string): string[] {
  const entries = readFileSync(shop.cluster.auditLog, 'utf8').trimEnd().split('\n').map((line): Manifest => JSON.parse(line));
  const denied = entries.filter(({ user, annotations }) => user.username.startsWith(`system:serviceaccount:${namespace}:`)
    && annotations?.['authorization.k8s.io/decision'] === 'forbid');
  return [...new Set(denied.map(({ verb, objectRef, requestURI }) => `${verb} ${objectRef?.resource ?? requestURI}`))];
}

function expectAllowed(shop: Place, namespace: string, except: readonly string[] = []) {
  const denied = forbidden(shop, namespace).filter((request) => !except.includes(request));
  expectThat(`the controller may do all that it does, but was denied: ${denied.join(', ')}`, denied.length === 0);
}

/** Uses what a controller needs for every rollout: steps, ingress-nginx, a Job, abort, restart. */
async function exercise(shop: Place) {
  const app = (version: string) => (chart: Chart) => {
    const job = new AnalysisTemplate(chart, 'Job', {
      metadata: { name: 'job' },
      metrics: [new AnalysisMetric({ name: 'job', provider: MetricProvider.job({ containers: [{ image: image('1') }] }) })],
    });
    const steps = [CanaryStep.weight(50), CanaryStep.analysis({ templates: [job] }), CanaryStep.pause()];
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
    new NginxTrafficRouting(chart, 'Traffic', { rollout, host: `${shop.namespace}.example` });
  };
  const web = shop.rollout('web');
  await shop.deploy(app('1'));
  await web.is('Healthy');
  await shop.deploy(app('2'));
  await web.isPausedAt(2);
  await web.follow('Give up');
  await web.is('Degraded');
  await shop.deploy(app('1'));
  await web.is('Healthy');
  const before = (await shop.list('Pod')).map(({ metadata }) => metadata.name);
  await web.follow('Restart the pods');
  await until('the pods are others', async () => (await shop.list('Pod', { 'app.kubernetes.io/name': 'web' })).every(({ metadata }) => !before.includes(metadata.name)));
}

export const installationScenarios: readonly Scenario[] = [
  {
    name: 'install-instance-id',
    proves: { 'docs/install.md': ['An instance id is a label on every rollout, experiment, analysis run and template that the controller is to see.'] },
    async run(shop) {
      const { instanceLabels, namespace } = await install(shop);
      shop.labels = instanceLabels;
      await exercise(shop);
      expectAllowed(shop, namespace);
    },
  },
  {
    name: 'install-namespaced',
    async run(shop) {
      const { instanceLabels } = await install(shop, { scope: InstallScope.NAMESPACED, namespace: shop.namespace });
      shop.labels = instanceLabels;
      await exercise(shop);
      expectAllowed(shop, shop.namespace);
    },
  },
  {
    name: 'install-no-permissions',
    proves: { 'docs/install.md': ['an empty list leaves what the controller reads whenever it starts or needs for every rollout'] },
    async run(shop) {
      const { instanceLabels, namespace } = await install(shop, { permissions: [] });
      shop.labels = instanceLabels;
      await exercise(shop);
      // so it looks whether there is Istio, and takes this for a no
      expectAllowed(shop, namespace, ['list virtualservices']);
    },
  },
  {
    name: 'install-platform-permissions',
    async run(shop) {
      const { instanceLabels, namespace } = await install(shop, { permissions: [InstallPermission.WORKLOAD_REFERENCE, InstallPermission.ISTIO] });
      shop.labels = instanceLabels;
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
    async run(shop) {
      const { instanceLabels, namespace } = await install(shop, { replicas: 2 });
      shop.labels = instanceLabels;
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
        await until('another takes its place', async () => await leaderOf(shop, namespace) !== holder, 60_000);
        shop.note(`another took the leader's place ${((Date.now() - begun) / 1000).toFixed(1)} s ${how}`);
      }
      await shop.deploy(canary('2'));
      await web.isPausedAt(1);
    },
  },
  {
    name: 'install-crash-in-mid-rollout',
    proves: { 'docs/operations.md': ['Updates that are running stand still for that moment; pods and traffic do not notice. Timed pauses do not start anew.'] },
    async run(shop) {
      const { instanceLabels, namespace } = await install(shop);
      shop.labels = instanceLabels;
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
  {
    name: 'install-upgrade-with-a-rollout-in-flight',
    // it is the installation of the cluster
    alone: true,
    proves: { 'docs/install.md': ['Updates stand still meanwhile, and go on.'] },
    async run(shop) {
      const controller = (version: ArgoRolloutsVersion) => (chart: Chart) => {
        new ArgoRolloutsInstall(new Chart(chart, 'argo-rollouts'), 'Install', { version });
      };
      const wait = 'kubectl -n argo-rollouts rollout status deployment/argo-rollouts';
      const apply = 'kubectl apply --server-side -f';
      await shop.deploy(controller(ArgoRolloutsVersion.V1_9), apply);
      await shop.sh(wait);

      const web = shop.rollout('web');
      const app = (version: string) => (chart: Chart) => {
        new NginxTrafficRouting(chart, 'Traffic', { rollout: new CanaryRollout(chart, 'Web', canaryProps(version)), host: `${shop.namespace}.example` });
      };
      await shop.deploy(app('1'));
      await web.is('Healthy');
      await shop.deploy(app('2'));
      const { status: { currentPodHash } } = await web.isPausedAt(1);
      const pods = (await shop.list('Pod')).map(({ metadata }) => metadata.uid).sort().join();

      await shop.deploy(controller(ArgoRolloutsVersion.V1_10), apply);
      await shop.sh(wait);
      await web.isPausedAt(1);
      expectThat('pods did not notice', pods === (await shop.list('Pod')).map(({ metadata }) => metadata.uid).sort().join());
      await shop.sh(`kubectl argo rollouts promote web -n ${shop.namespace}`);
      await web.isPausedAt(3);
      await shop.sh(`kubectl argo rollouts promote web -n ${shop.namespace}`);
      await web.is('Healthy', { status: { stableRS: currentPodHash } });
      await shop.sees('Service', 'web-stable', { spec: { selector: { [HASH]: currentPodHash } } });
    },
  },
];

/** The name of a pod, and something that tells it apart from an earlier one of that name. */
async function leaderOf(shop: Place, namespace: string): Promise<string> {
  const [lease] = await shop.cluster.api.list('Lease', namespace);
  return lease.spec.holderIdentity;
}
