import { Duration } from 'cdk8s';
import { expectThat } from '../expect';
import { Scenario } from '../scenario';
import { blueGreen, HASH } from './web';

export const blueGreenScenarios: readonly Scenario[] = [
  {
    name: 'blue-green-auto-promotion',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(blueGreen('1'));
      const first = await web.is('Healthy');
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: first.status.stableRS } } });

      await shop.deploy(blueGreen('2'));
      const second = await web.is('Healthy', { status: { stableRS: (hash: string) => hash !== first.status.stableRS } });
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: second.status.stableRS } } });
    },
  },
  {
    name: 'blue-green-manual-promotion',
    async run(shop) {
      const web = shop.rollout('web');
      const manual = (version: string) => blueGreen(version, { autoPromotionEnabled: false, scaleDownDelay: Duration.minutes(1) });
      await shop.deploy(manual('1'));
      const first = await web.is('Healthy');

      await shop.deploy(manual('2'));
      const { status: { currentPodHash } } = await web.is('Paused', { status: { message: 'BlueGreenPause' } });
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: first.status.stableRS } } });
      await shop.sees('Service', 'web-preview', { spec: { selector: { [HASH]: currentPodHash } } });

      await web.follow('Go on');
      await web.is('Healthy', { status: { stableRS: currentPodHash } });
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: currentPodHash } } });

      // the old pods are still there
      await shop.deploy(manual('1'));
      await web.follow('Go on');
      await web.is('Healthy', { status: { stableRS: first.status.stableRS } });
      expectThat('there are pods of both versions', (await shop.list('Pod')).length === 8);
    },
  },
];
