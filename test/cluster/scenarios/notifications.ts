import { Chart } from 'cdk8s';
import { CanaryRollout, NotificationEvent, NotificationService, NotificationTemplate, NotificationTrigger, RolloutNotifications } from 'cdk8s-argo-rollouts';
import { until } from '../expect';
import { Place, Scenario } from '../scenario';
import { canaryProps } from './web';

/** A Service without pods: what is sent there is kept. */
async function receiver(shop: Place) {
  await shop.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'receiver' }, spec: { ports: [{ port: 80 }] } });
}

function messages(shop: Place): any[] {
  return shop.cluster.backend.received.filter(({ service }) => service === `${shop.namespace}/receiver`).map(({ path, body }) => ({ path, ...JSON.parse(body) }));
}

async function arrives(shop: Place, what: string, fits: (message: any) => boolean) {
  return until(`a message arrives: ${what}`, () => messages(shop).find(fits), 30_000, () => JSON.stringify(messages(shop)));
}

export const notificationScenarios: readonly Scenario[] = [
  {
    name: 'notifications',
    // there is one configuration for the whole cluster
    alone: true,
    async run(shop) {
      await receiver(shop);
      const app = (version: string) => (chart: Chart) => {
        const service = NotificationService.webhook({
          name: 'receiver', url: `http://receiver.${shop.namespace}.svc`, headers: [{ name: 'Content-Type', value: 'application/json' }],
        });
        const template = (name: string) => NotificationTemplate.of(name, {
          webhooks: [{ service, path: `/${name}`, json: { name: '{{ .rollout.metadata.name }}', pods: '{{ .rollout.spec.replicas }}', text: '{{ .rollout.status.message }}' } }],
        });
        const aborted = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED, template('aborted'));
        const degraded = NotificationTrigger.when('rollout-degraded', { condition: "rollout.status.phase == 'Degraded'", templates: [template('degraded')] });
        const completed = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED, template('completed'));
        const web = new CanaryRollout(chart, 'Web', canaryProps(version));
        const notifications = new RolloutNotifications(chart, 'Notifications', {
          subscriptions: [{ triggers: [completed], destinations: [service.to()] }],
        });
        notifications.subscribe(web, aborted, service.to());
        notifications.subscribe(web, degraded, service.to());
      };
      const web = shop.rollout('web');
      await shop.deploy(app('1'));
      await web.is('Healthy');
      await arrives(shop, 'by the central subscription', ({ path, name, pods }) => path === '/completed' && name === 'web' && pods === 4);

      await shop.deploy(app('2'));
      await web.isPausedAt(1);
      await web.follow('Give up');
      await arrives(shop, 'of the event', ({ path }) => path === '/aborted');
      await arrives(shop, 'by the condition', ({ path, text }) => path === '/degraded' && /^RolloutAborted/.test(text));
    },
  },
];
