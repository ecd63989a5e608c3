import { Chart } from 'cdk8s';
import {
  AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstallProps, CanaryRollout, CanaryStep, MetricProvider, NotificationEvent, NotificationService,
  NotificationTemplate, NotificationTrigger, RolloutNotifications,
} from 'cdk8s-argo-rollouts';
import { expectThat, until } from '../expect';
import { Place, Scenario } from '../scenario';
import { alertsAtOnce, haveFired, install, isMeasured } from './controllers';
import { canaryProps, image } from './web';

/** A controller, which has one configuration, and a Service without pods: what is sent there is kept. */
async function notified(shop: Place, props?: ArgoRolloutsInstallProps) {
  await shop.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'receiver' }, spec: { ports: [{ port: 80 }] } });
  const controller = await install(shop, props, alertsAtOnce(shop, 'ArgoRolloutsNotificationsFailing'));
  await isMeasured(shop, controller);
  return controller;
}

function messages(shop: Place): any[] {
  return shop.cluster.backend.received.filter(({ service }) => service === `${shop.namespace}/receiver`).map(({ path, body }) => ({ path, ...JSON.parse(body) }));
}

async function arrives(shop: Place, what: string, fits: (message: any) => boolean) {
  return until(`a message arrives: ${what}`, () => messages(shop).find(fits), 60_000, () => JSON.stringify(messages(shop)));
}

function receiver(shop: Place) {
  const service = NotificationService.webhook({
    name: 'receiver', url: `http://receiver.${shop.namespace}.svc`, headers: [{ name: 'Content-Type', value: 'application/json' }],
  });
  const template = (name: string) => NotificationTemplate.of(name, {
    webhooks: [{
      service,
      path: `/${name}`,
      json: {
        name: '{{ .rollout.metadata.name }}',
        pods: '{{ .rollout.spec.replicas }}',
        text: '{{ .rollout.status.message }}',
        day: '{{ (call .time.Now).Format "2006-01-02" }}',
      },
    }],
  });
  return { service, template };
}

export const notificationScenarios: readonly Scenario[] = [
  {
    name: 'notifications',
    proves: {
      'docs/notifications.md': ['`{{ (call .time.Now).Format "2006-01-02" }}` is today', 'A text that is only one placeholder becomes its value: a number, a list, an object.'],
    },
    async run(shop) {
      const { namespace } = await notified(shop);
      const app = (version: string) => (chart: Chart) => {
        const { service, template } = receiver(shop);
        const aborted = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED, template('aborted'));
        const degraded = NotificationTrigger.when('rollout-degraded', { condition: "rollout.status.phase == 'Degraded'", templates: [template('degraded')] });
        const completed = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED, template('completed'));
        const web = new CanaryRollout(chart, 'Web', canaryProps(version));
        const notifications = new RolloutNotifications(chart, 'Notifications', {
          namespace, subscriptions: [{ triggers: [completed], destinations: [service.to()] }],
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
      await arrives(shop, 'of the event', ({ path, day }) => path === '/aborted' && /^\d{4}-\d\d-\d\d$/.test(day));
      await arrives(shop, 'by the condition', ({ path, text }) => path === '/degraded' && /^RolloutAborted/.test(text));
    },
  },
  {
    name: 'notifications-of-an-analysis',
    proves: { 'docs/notifications.md': ['The end of an analysis is an event of the rollout, and a second event of its AnalysisRun.'] },
    async run(shop) {
      const { namespace } = await notified(shop);
      const app = (version: string) => (chart: Chart) => {
        const job = new AnalysisTemplate(chart, 'Job', {
          metadata: { name: 'job' },
          metrics: [new AnalysisMetric({ name: 'job', provider: MetricProvider.job({ containers: [{ image: image('1-failing') }] }) })],
        });
        const { service, template } = receiver(shop);
        new CanaryRollout(chart, 'Web', canaryProps(version, { steps: [CanaryStep.weight(50), CanaryStep.analysis({ templates: [job] })] }));
        const events = [NotificationEvent.ANALYSIS_RUN_FAILED, NotificationEvent.ROLLOUT_COMPLETED];
        const triggers = events.map((event) => NotificationTrigger.onEvent(event, template(event)));
        new RolloutNotifications(chart, 'Notifications', { namespace, subscriptions: [{ triggers, destinations: [service.to()] }] });
      };
      const web = shop.rollout('web');
      await shop.deploy(app('1'));
      await web.is('Healthy');
      await shop.deploy(app('2'));
      await web.is('Degraded');
      await arrives(shop, 'of the analysis', ({ path }) => path === `/${NotificationEvent.ANALYSIS_RUN_FAILED}`);
      await shop.deploy(app('1'));
      await web.is('Healthy');
      const ofAnalysis = messages(shop).filter(({ path }) => path === `/${NotificationEvent.ANALYSIS_RUN_FAILED}`);
      expectThat(`it is one, of the rollout: ${JSON.stringify(ofAnalysis)}`, ofAnalysis.length === 1 && ofAnalysis[0].name === 'web' && ofAnalysis[0].pods === 4);
    },
  },
  {
    name: 'notifications-self-service',
    proves: {
      'docs/notifications.md': ['only these rollouts, in addition to the central configuration. The controller runs with `--self-service-notification-enabled`'],
      'docs/alerts.md': ['with self-service each is tried with both configurations and fails with one'],
    },
    async run(shop) {
      const controller = await notified(shop, { settings: { selfServiceNotifications: true } });
      await shop.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'argo-rollouts-notification-secret' } });
      const app = (version: string) => (chart: Chart) => {
        const { service, template } = receiver(shop);
        const web = new CanaryRollout(chart, 'Web', canaryProps(version));
        const notifications = new RolloutNotifications(chart, 'Notifications', { namespace: shop.namespace, selfService: true });
        // it has triggers of these names, and no such service
        new RolloutNotifications(chart, 'Central', { namespace: controller.namespace });
        for (const event of [NotificationEvent.ROLLOUT_PAUSED, NotificationEvent.ROLLOUT_ABORTED]) {
          notifications.subscribe(web, NotificationTrigger.onEvent(event, template(event)), service.to());
        }
      };
      const web = shop.rollout('web');
      await shop.deploy(app('1'));
      await web.is('Healthy');
      await shop.deploy(app('2'));
      await web.isPausedAt(1);
      await web.follow('Give up');
      await arrives(shop, 'of the pause', ({ path }) => path === `/${NotificationEvent.ROLLOUT_PAUSED}`);
      await arrives(shop, 'of the abort', ({ path }) => path === `/${NotificationEvent.ROLLOUT_ABORTED}`);

      const counted = async (what: string) => (await shop.cluster.prometheus.query(`sum(notification_send_${what}{job="${controller.metricsService}"})`))[0]?.value ?? 0;
      await until('what was sent is counted, and what was not', async () => await counted('success') >= 2 && await counted('error') >= 2, 60_000);
      shop.note(`${await counted('success')} sent, ${await counted('error')} failed`);
      await isMeasured(shop, controller);
      expectThat(`no alert fires: ${await haveFired(shop)}`, (await haveFired(shop)).length === 0);
    },
  },
];
