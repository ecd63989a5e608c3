import { NotificationSecret } from '../../../src/operate/notifications/notification-secret';
import { NotificationService } from '../../../src/operate/notifications/notification-service';
import { NotificationContent, NotificationTemplate } from '../../../src/operate/notifications/notification-template';
import { PagerDutySeverity } from '../../../src/operate/notifications/services/pager-duty';
import { SlackDeliveryPolicy } from '../../../src/operate/notifications/services/slack';
import { jsonText } from '../../../src/operate/notifications/template-text';

const hook = NotificationService.webhook({ name: 'hook', url: 'https://x' });
const bodyOf = (content: NotificationContent) => NotificationTemplate.of('t', content)._toKube();

describe('JSON', () => {
  test.each<[unknown, string]>([
    ['plain "text"', '"plain \\"text\\""'],
    ['{{ .rollout.status.message }}', '{{ toJson (.rollout.status.message) }}'],
    ['{{- .a -}}', '{{ toJson (.a) }}'],
    ['100% of "{{ .a }}" and {{ .b | upper }}\n', '{{ printf "100%% of \\"%v\\" and %v\\n" (.a) (.b | upper) | toJson }}'],
    ['{{ if .a }}"{{ .b }}"{{ end }}', '"{{ if .a }}\\"{{ toString (.b) | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}\\"{{ end }}"'],
    ['{{ $x := .a }}{{ $x.b }}', '"{{ $x := .a }}{{ toString ($x.b) | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}"'],
    ["{{/* it's }} */}}a", '"{{/* it\'s }} */}}a"'],
    ['{{ index .a "}}" }}', '{{ toJson (index .a "}}") }}'],
    [[], '[]'],
    [{}, '{}'],
    [[1, true, null], '[\n  1,\n  true,\n  null\n]'],
    [{ 'a': { b: ['{{ .c }}'] }, 'd': undefined, '{{ .e }}': 2 }, '{\n  "a": {\n    "b": [\n      {{ toJson (.c) }}\n    ]\n  },\n  {{ toJson (toString (.e)) }}: 2\n}'],
  ])('of %j keeps what is inserted inside of it', (data, text) => {
    expect(jsonText(data)).toBe(text);
  });
});

describe('a template', () => {
  test('has a part for each type of service', () => {
    expect(bodyOf({
      message: 'm',
      alertmanager: { labels: { a: 'b' }, annotations: { c: 'd' }, generatorUrl: 'https://x' },
      awsSqs: { messageAttributes: { a: 'b' }, messageGroupId: 'g' },
      email: { subject: 's', body: 'b' },
      gcpPubSub: { attributes: { a: 'b' } },
      googleChat: { cardsV2: [], threadKey: 'k' },
      mattermost: { attachments: [] },
      newRelic: { revision: 'r', changelog: 'c', user: 'u', description: 'd' },
      pagerDuty: { title: 't', body: 'b', urgency: 'high', priorityId: 'p' },
      rocketChat: { attachments: [] },
    })).toEqual({
      message: 'm',
      alertmanager: { labels: { a: 'b' }, annotations: { c: 'd' }, generatorURL: 'https://x' },
      awssqs: { messageAttributes: { a: 'b' }, messageGroupId: 'g' },
      email: { subject: 's', body: 'b' },
      gcppubsub: { attributes: { a: 'b' } },
      googlechat: { cardsV2: '[]', threadKey: 'k' },
      mattermost: { attachments: '[]' },
      newrelic: { revision: 'r', changelog: 'c', user: 'u', description: 'd' },
      pagerduty: { title: 't', body: 'b', urgency: 'high', priorityId: 'p' },
      rocketchat: { attachments: '[]' },
    });
  });

  test('speaks to chats and pagers', () => {
    expect(bodyOf({
      opsgenie: { description: 'd', priority: 'P1', alias: 'a', note: 'n', entity: 'e', user: 'u', actions: ['x'], tags: ['y'], details: { k: 'v' } },
      pagerDutyV2: {
        summary: 's', severity: PagerDutySeverity.CRITICAL, source: 'o', component: 'c', group: 'g', eventClass: 'e', url: 'u', dedupKey: 'k',
      },
      slack: { attachments: [], blocks: [], groupingKey: 'k', notifyBroadcast: true, deliveryPolicy: SlackDeliveryPolicy.UPDATE },
      teams: { title: 't', text: 'x', summary: 's', themeColor: '#fff', facts: [], sections: [], potentialAction: [] },
      teamsWorkflows: { title: 't', adaptiveCard: {} },
    })).toEqual({
      'opsgenie': { description: 'd', priority: 'P1', alias: 'a', note: 'n', entity: 'e', user: 'u', actions: ['x'], tags: ['y'], details: { k: 'v' } },
      'pagerdutyv2': { summary: 's', severity: 'critical', source: 'o', component: 'c', group: 'g', class: 'e', url: 'u', dedupKey: 'k' },
      'slack': { attachments: '[]', blocks: '[]', groupingKey: 'k', notifyBroadcast: true, deliveryPolicy: 'Update' },
      'teams': { title: 't', text: 'x', summary: 's', themeColor: '#fff', facts: '[]', sections: '[]', potentialAction: '[]' },
      'teams-workflows': { title: 't', adaptiveCard: '{}' },
    });
  });

  test('sends to GitHub', () => {
    expect(bodyOf({
      github: {
        repositoryUrl: 'https://github.com/a/b',
        revision: '{{ .rollout.metadata.annotations.commit }}',
        status: { state: 'success', label: 'l', targetUrl: 't' },
        deployment: { state: 'success', environment: 'e', environmentUrl: 'u', logUrl: 'l', autoMerge: false, transientEnvironment: true },
        pullRequestComment: { content: 'c', commentTag: 't' },
      },
    })).toEqual({
      github: {
        repoURLPath: 'https://github.com/a/b',
        revisionPath: '{{ .rollout.metadata.annotations.commit }}',
        status: { state: 'success', label: 'l', targetURL: 't' },
        deployment: {
          state: 'success', environment: 'e', environmentURL: 'u', logURL: 'l', requiredContexts: [], autoMerge: false, transientEnvironment: true,
        },
        pullRequestComment: { content: 'c', commentTag: 't' },
      },
    });
  });

  test('sends to a webhook by the name of its service, with POST', () => {
    expect(bodyOf({ webhooks: [{ service: hook, path: '/p', json: { a: '{{ .b }}' } }] }))
      .toEqual({ webhook: { hook: { method: 'POST', path: '/p', body: '{\n  "a": {{ toJson (.b) }}\n}' } } });
    expect(bodyOf({ webhooks: [{ service: hook, method: 'PUT', body: 'text' }] })).toEqual({ webhook: { hook: { method: 'PUT', body: 'text' } } });
  });
});

const slack = NotificationService.slack({ token: NotificationSecret.withKeys('a').key('a') });

test.each<[NotificationContent, string]>([
  [{}, 'template "t" says nothing: give it a "message", or something for a service'],
  [{ message: '{{ .a }' }, 'a placeholder must end with "}}", got "{{ .a }": one that does not stops all notifications'],
  [{ message: '{{ }}' }, 'a placeholder must have a value, got "{{ }}": an empty one stops all notifications'],
  [{ slack: { blocks: [{ text: '{{ .a' }] } }, 'a placeholder must end with "}}", got "{{ .a": one that does not stops all notifications'],
  [{ webhooks: [{ service: slack }] }, 'template "t" has a webhook for service "slack", which is of type slack: give one of NotificationService.webhook'],
  [{ webhooks: [{ service: hook }, { service: hook }] }, 'template "t" has several requests to webhook "hook": a template sends one to each'],
  [{ webhooks: [{ service: hook, json: {}, body: 'x' }] }, 'a webhook sends "json" or "body", got both'],
  [{ alertmanager: { labels: {}, generatorUrl: 'x' } }, '"labels" is empty: an alert needs at least one label'],
  [
    { alertmanager: { labels: { a: '{{ .b }}' }, generatorUrl: 'x' } },
    'label "a" cannot have a placeholder, got "{{ .b }}": all rollouts would get the value of the first one',
  ],
  [
    { awsSqs: { messageAttributes: { a: '{{ .b }}' } } },
    'attribute "a" cannot have a placeholder, got "{{ .b }}": all rollouts would get the value of the first one',
  ],
])('refuses %j', (content, message) => {
  expect(() => bodyOf(content)).toThrow(message);
});
