import { Chart } from 'cdk8s';
import { ArgoRolloutsInstall, ArgoRolloutsVersion, CanaryRollout, NginxTrafficRouting } from 'cdk8s-argo-rollouts';
import { expectThat } from '../expect';
import { Scenario } from '../scenario';
import { canaryProps, HASH } from './web';

export const upgradeScenarios: readonly Scenario[] = [
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
