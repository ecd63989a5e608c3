import { App, Chart, Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { NotificationEvent } from '../../src/manifest/notification-event';
import { ArgoRolloutsInstall } from '../../src/operate/argo-rollouts-install';
import { NotificationSecret } from '../../src/operate/notifications/notification-secret';
import { NotificationService } from '../../src/operate/notifications/notification-service';
import { NotificationTemplate } from '../../src/operate/notifications/notification-template';
import { NotificationTrigger } from '../../src/operate/notifications/notification-trigger';
import { RolloutNotifications, RolloutNotificationsProps } from '../../src/operate/rollout-notifications';
import { CanaryRollout } from '../../src/rollout/canary-rollout';

const secret = NotificationSecret.withKeys('slack', 'pager');
const slack = NotificationService.slack({ token: secret.key('slack') });
const pager = NotificationService.pagerDuty({ token: secret.key('pager'), from: 'a@b.example' });
const hook = NotificationService.webhook({ name: 'hook', url: 'https://x' });
const text = NotificationTemplate.of('text', { message: 'text' });
const posted = NotificationTemplate.of('posted', { webhooks: [{ service: hook }] });
const degraded = NotificationTrigger.when('degraded', { condition: "rollout.status.phase == 'Degraded'", templates: [text] });
const completed = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED);

const chartOf = () => new Chart(new App(), 'test', { namespace: 'shop' });

function canary(chart: Chart, namespace?: string): CanaryRollout {
  return new CanaryRollout(chart, 'Api', { metadata: { name: 'api', namespace }, containers: [{ image: 'registry.example/api:1', portNumber: 8000 }] });
}

function notifications(props?: RolloutNotificationsProps, chart = chartOf()): RolloutNotifications {
  return new RolloutNotifications(chart, 'Notifications', props);
}

function configMap(construct: RolloutNotifications): any {
  return Testing.synth(Chart.of(construct)).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.includes('notification'));
}

function keysOf(construct: RolloutNotifications): string[] {
  return Object.keys(configMap(construct).data);
}

function annotationsOf(chart: Chart): Record<string, string> {
  return Testing.synth(chart).find(({ kind }) => kind === 'Rollout').metadata.annotations;
}

describe('the ConfigMap', () => {
  test('has the name and the namespace that the controller looks at, whatever the chart has', () => {
    expect(configMap(notifications({ metadata: { labels: { a: 'b' } } })).metadata)
      .toEqual({ name: 'argo-rollouts-notification-configmap', namespace: 'argo-rollouts', labels: { a: 'b' } });
    expect(configMap(notifications({ namespace: 'ops' })).metadata.namespace).toBe('ops');
    const chart = chartOf();
    expect(configMap(notifications({ install: new ArgoRolloutsInstall(chart, 'Install', { namespace: 'rollouts' }) }, chart)).metadata.namespace).toBe('rollouts');
  });

  test('has the catalogue, if nothing else is wished', () => {
    const names = ['analysis-run-error', 'analysis-run-failed', 'analysis-run-running', 'rollout-aborted', 'rollout-completed', 'rollout-paused',
      'rollout-step-completed', 'rollout-updated'];
    expect(keysOf(notifications())).toEqual([
      ...names.map((name) => `template.${name}`), 'template.scaling-replicaset',
      ...names.map((name) => `trigger.on-${name}`), 'trigger.on-scaling-replica-set',
    ]);
    expect(keysOf(notifications({ triggers: [degraded] }))).toEqual(['template.text', 'trigger.degraded']);
  });

  test('brings what hangs together', () => {
    const triggers = [NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_PAUSED, text, posted)];
    expect(keysOf(notifications({ triggers, services: [slack] })))
      .toEqual(['service.slack', 'service.webhook.hook', 'template.posted', 'template.text', 'trigger.on-rollout-paused']);
  });

  test('never has a value of the Secret, and says which keys it must have', () => {
    const construct = notifications({ services: [pager, slack] });
    expect(construct.secretKeys).toEqual(['pager', 'slack']);
    expect(configMap(construct).data['service.slack']).toBe('token: $slack\n');
  });

  test('has an own trigger in place of the catalogue\'s of the same name', () => {
    const own = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED, text);
    const { data } = configMap(notifications({ subscriptions: [{ triggers: [own], destinations: [slack.to('a')] }] }));
    expect(load(data['trigger.on-rollout-completed'])).toEqual([{ send: ['text'] }]);
    expect(data['template.rollout-completed']).toBeUndefined();
    expect(data['trigger.on-rollout-paused']).toBeDefined();
  });
});

describe('a trigger', () => {
  test('on an event has no condition', () => {
    expect(load(configMap(notifications()).data['trigger.on-rollout-aborted'])).toEqual([{ send: ['rollout-aborted'] }]);
  });

  test('with a condition is sent once for each revision', () => {
    expect(load(configMap(notifications({ triggers: [degraded] })).data['trigger.degraded'])).toEqual([{
      when: "rollout.status.phase == 'Degraded'", oncePer: 'rollout.metadata.annotations["rollout.argoproj.io/revision"]', send: ['text'],
    }]);
    const own = NotificationTrigger.when('own', { condition: 'true', templates: [text], oncePer: 'rollout.status.abortedAt', description: 'why' });
    expect(load(configMap(notifications({ triggers: [own] })).data['trigger.own']))
      .toEqual([{ description: 'why', when: 'true', oncePer: 'rollout.status.abortedAt', send: ['text'] }]);
  });
});

describe('a subscription', () => {
  test('of a rollout is an annotation on it', () => {
    const chart = chartOf();
    const rollout = canary(chart);
    const construct = notifications({ triggers: [] }, chart);
    construct.subscribe(rollout, degraded, slack.to('a'));
    construct.subscribe(rollout, degraded, slack.to('b', 'a'));
    construct.subscribe(rollout, NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_PAUSED, posted), hook.to());
    expect(annotationsOf(chart)).toEqual({
      'notifications.argoproj.io/subscribe.degraded.slack': 'a;b',
      'notifications.argoproj.io/subscribe.on-rollout-paused.hook': '',
    });
    expect(keysOf(construct)).toEqual(['service.slack', 'service.webhook.hook', 'template.posted', 'template.text', 'trigger.degraded', 'trigger.on-rollout-paused']);
  });

  test('to what is configured elsewhere is the same annotation', () => {
    const chart = chartOf();
    const rollout = canary(chart);
    RolloutNotifications.subscribeByName(rollout, { trigger: NotificationEvent.ROLLOUT_ABORTED, service: 'slack', recipients: ['a'] });
    RolloutNotifications.subscribeByName(rollout, { trigger: NotificationEvent.ROLLOUT_ABORTED, service: 'slack', recipients: ['b', 'a'] });
    RolloutNotifications.subscribeByName(rollout, { trigger: 'degraded', service: 'hook' });
    expect(annotationsOf(chart)).toEqual({
      'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'a;b',
      'notifications.argoproj.io/subscribe.degraded.hook': '',
    });
  });

  test('of all rollouts is in the ConfigMap', () => {
    const { data } = configMap(notifications({
      triggers: [],
      subscriptions: [
        { triggers: [degraded, completed], destinations: [slack.to('a', 'b')], rolloutLabels: { team: 'shop', tier: 'web' } },
        { triggers: [NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_PAUSED, posted)], destinations: [hook.to()] },
      ],
    }));
    expect(load(data.subscriptions)).toEqual([
      { recipients: ['slack:a', 'slack:b'], triggers: ['degraded', 'on-rollout-completed'], selector: 'team=shop,tier=web,!rollouts-pod-template-hash' },
      { recipients: ['hook'], triggers: ['on-rollout-paused'], selector: '!rollouts-pod-template-hash' },
    ]);
  });

  test('in self-service is for the rollouts of the namespace', () => {
    const chart = chartOf();
    const construct = notifications({ selfService: true, namespace: 'shop' }, chart);
    construct.subscribe(canary(chart), completed, slack.to('a'));
    expect(configMap(construct).metadata.namespace).toBe('shop');
    expect(annotationsOf(chart)).toEqual({ 'notifications.argoproj.io/subscribe.on-rollout-completed.slack': 'a' });
  });
});

const long = NotificationTrigger.when('a'.repeat(48), { condition: 'true', templates: [text] });
const others = NotificationSecret.withKeys('slack');
const subscribe = (trigger: NotificationTrigger, service = slack, props?: RolloutNotificationsProps, namespace?: string) => {
  const chart = chartOf();
  notifications(props, chart).subscribe(canary(chart, namespace), trigger, service.to(...service === hook ? [] : ['a']));
};

const REFUSED: Record<string, [() => unknown, string]> = {
  'install and namespace': [
    () => notifications({ install: new ArgoRolloutsInstall(chartOf(), 'Install'), namespace: 'ops' }),
    '[test/Notifications] got both "install" and "namespace": the installation knows its namespace, leave the other out',
  ],
  'self-service nowhere': [() => notifications({ selfService: true }), '[test/Notifications] "selfService" needs the "namespace" of the rollouts'],
  'another name': [
    () => notifications({ metadata: { name: 'argocd-notifications-cm' } }),
    '[test/Notifications] the controller reads the ConfigMap "argo-rollouts-notification-configmap" alone, got "argocd-notifications-cm": leave the name out',
  ],
  'a namespace in the metadata': [
    () => notifications({ metadata: { namespace: 'ops' } }), '[test/Notifications] got a namespace in "metadata", "ops": give it as "namespace"',
  ],
  'two services of one name': [
    () => notifications({ services: [slack, NotificationService.slack({ token: secret.key('slack') })] }),
    '[test/Notifications] got two services named "slack": give one of them another name',
  ],
  'two templates of one name': [
    () => notifications({ triggers: [degraded, NotificationTrigger.when('x', { condition: 'true', templates: [NotificationTemplate.of('text', { message: 'm' })] })] }),
    '[test/Notifications] got two templates named "text": give one of them another name',
  ],
  'two triggers of one name': [
    () => notifications({ triggers: [completed, NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED, text)] }),
    '[test/Notifications] got two triggers named "on-rollout-completed": give one of them another name',
  ],
  'two Secrets': [
    () => notifications({ services: [slack, NotificationService.telegram({ token: others.key('slack') })] }),
    '[test/Notifications] got keys of several NotificationSecret: there is one Secret for all notifications, name all its keys in one NotificationSecret.withKeys',
  ],
  'a subscription of nobody': [
    () => notifications({ subscriptions: [{ triggers: [completed], destinations: [] }] }),
    '[test/Notifications] a subscription needs at least one trigger and one destination, got 1 and 0',
  ],
  'a colon in a recipient of all': [
    () => notifications({ subscriptions: [{ triggers: [completed], destinations: [slack.to('a:b')] }] }),
    '[test/Notifications] a recipient of a subscription of all rollouts must not have a ":", got "a:b": the controller keeps only what is before it. '
      + 'Subscribe the rollouts one by one',
  ],
  'a template without something for the pager': [
    () => subscribe(completed, pager),
    '[test/Notifications] the templates of trigger "on-rollout-completed" (rollout-completed) have nothing for service "pagerduty" of type pagerduty, '
      + 'which sends no message alone: give one of them something for it',
  ],
  'a template without the webhook': [
    () => subscribe(completed, hook),
    '[test/Notifications] the templates of trigger "on-rollout-completed" (rollout-completed) have nothing for service "hook" of type webhook, '
      + 'which sends no message alone: give one of them a webhook for it',
  ],
  'an annotation that is too long': [
    () => subscribe(long), `the annotation "subscribe.${'a'.repeat(48)}.slack" may have 63 characters, got 64: give the trigger or the service a shorter name`,
  ],
  'a trigger elsewhere whose name cannot be in an annotation': [
    () => RolloutNotifications.subscribeByName(canary(chartOf()), { trigger: 'on.degraded', service: 'slack' }),
    'the name of a trigger must be letters, digits, "-" and "_", and begin and end with a letter or digit, got "on.degraded"',
  ],
  'a service elsewhere whose name cannot be in an annotation': [
    () => RolloutNotifications.subscribeByName(canary(chartOf()), { trigger: 'degraded', service: '' }),
    'the name of a service must be letters, digits, "-" and "_", and begin and end with a letter or digit, got ""',
  ],
  'a condition under the name of an event': [
    () => NotificationTrigger.when('on-rollout-completed', { condition: 'true', templates: [text] }),
    'trigger "on-rollout-completed" has the name of an event, which would send it as well: give another name, or use NotificationTrigger.onEvent',
  ],
  'an empty condition': [
    () => NotificationTrigger.when('x', { condition: ' ', templates: [text] }), 'trigger "x" needs a condition, got an empty one: without one it is never sent',
  ],
  'a trigger that sends nothing': [
    () => NotificationTrigger.when('x', { condition: 'true', templates: [] }), 'trigger "x" sends nothing: give it at least one template',
  ],
  'an event without a template': [
    () => NotificationTrigger.onEvent(NotificationEvent.SKIP_STEPS), 'event "on-skip-steps" has no template of the release: give it one, or one of on-rollout-updated, ',
  ],
};

test.each(Object.entries(REFUSED))('refuses %s', (_, [build, message]) => {
  expect(build).toThrow(message);
});
