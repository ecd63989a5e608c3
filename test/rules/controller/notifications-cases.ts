import { RuleCases } from '../rule-cases';

/** A configuration; each value of an entry is JSON text, so that it can have lines. */
const config = (entries: Record<string, string>, name = 'argo-rollouts-notification-configmap') =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: ${JSON.stringify(entries)}}`;
const trigger = (name: string, text: string, others: Record<string, string> = {}) => config({ [`trigger.${name}`]: text, 'template.a': 'message: a', ...others });
const subscribed = (key: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api, annotations: {notifications.argoproj.io/subscribe.${key}: x}}, spec: {}}`;
const NOTIFIED = { 'service.slack.chat': 'token: $token', 'service.pagerduty': 'token: $token', 'trigger.on-rollout-aborted': '- send: [a]' };
const paging = (template: string, send = 'send: [a]') =>
  `${config({ ...NOTIFIED, 'trigger.on-rollout-aborted': `- ${send}`, 'template.a': template })}\n---\n${subscribed('on-rollout-aborted.pagerduty')}`;

const FORMAT = 'write {{ (call .time.Now).Format "2006-01-02" }}';
const told = (event: string, selector: string) => config({
  'subscriptions': `- recipients:\n  - slack:a\n  triggers:\n  - ${event}\n${selector ? `  ${selector}\n` : ''}`,
  'service.slack': 'token: $token',
  [`trigger.${event}`]: '- send: [a]',
  'template.a': 'message: a',
});

const AT = '/metadata/annotations/notifications.argoproj.io~1subscribe';

export const NOTIFICATIONS_CASES: Record<string, RuleCases> = {
  'notification-service-loads': {
    accepts: [
      config({ 'service.slack': 'token: $token', 'service.webhook.hook': 'url: https://x\nretryWaitMin: 1000000000', 'service.teams-workflows': '' }),
      config({ 'service.carrier-pigeon': '' }, 'another'),
      config({ 'service.email': 'retryWaitMin: 1s' }),
      config({ 'services.carrier-pigeon': '' }),
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-notification-configmap}, data: [1]}',
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-notification-configmap}, data: {service.x: 1}}',
    ],
    rejects: {
      '/data/service.webhook.a.b: the key of a service is service.<type> or service.<type>.<name>, got "service.webhook.a.b": leave the dots out of the name':
        config({ 'service.webhook.a.b': 'url: https://x' }),
      ['/data/service.pigeon: there is no service of type "pigeon", allowed are alertmanager, awssqs, email, gcppubsub, github, googlechat, grafana, mattermost, '
        + 'nats, newrelic, opsgenie, pagerduty, pagerdutyv2, pushover, rocketchat, slack, teams, teams-workflows, telegram, webex, webhook']:
        config({ 'service.pigeon': '' }),
      '/data/service.webhook.a: retryWaitMax must be a number of nanoseconds, got "5s": write 1000000000 for a second':
        config({ 'service.webhook.a': 'url: https://x\nretryWaitMax: 5s' }),
    },
  },
  'notification-trigger-loads': {
    accepts: [
      trigger('a', '- when: rollout.status.phase == \'Degraded\'\n  send: [a]'),
      trigger('a', '- when: "rollout.status.phase == \'Degraded\'"\n  oncePer: rollout.metadata.name\n  send:\n  - a\n'),
      trigger('a', '- send: [a]\n  when: any(rollout.status.conditions ?? [], {.type == \'InvalidSpec\' and .status == \'True\'})'),
      // what is written in other ways is not read
      trigger('a', '- when: |\n    a b\n  send: [a]'),
      trigger('a', '- when: rollout.status.phase ==\n    \'Degraded\'\n  send: [a]'),
      trigger('a', '[{when: a b, send: [a]}]'),
      trigger('a', '- description: "when: a b"\n  when: true\n  send: [a]'),
      trigger('a', ''),
    ],
    rejects: {
      '/data/trigger.a: a trigger must be a list of conditions, got a map that begins with "when": write "- when"':
        trigger('a', '# mine\nwhen: true\nsend: [a]'),
      '/data/trigger.a: an expression that cannot be read at character 22: unexpected "=", got "rollout.status.phase = \'Degraded\'"':
        trigger('a', '- when: rollout.status.phase = \'Degraded\'\n  send: [a]'),
    },
  },
  'notification-template-known': {
    accepts: [
      trigger('a', '- when: true\n  send: [a]'),
      trigger('a', '- when: true\n  send: ["a"]\n- when: false\n  send:\n    - a\n'),
      trigger('a', '- description: |\n    send: [b]\n  when: true\n  send: [a]'),
      config({ 'trigger.a': '[{when: true, send: [b]}]' }),
    ],
    rejects: {
      '/data/trigger.a: the trigger sends a template that the configuration does not have, got "b", there are a': trigger('a', '- when: true\n  send: [a, b]'),
      '/data/trigger.on-rollout-aborted: the trigger sends a template that the configuration does not have, got "rollout-aborted", there is none':
        config({ 'trigger.on-rollout-aborted': '- send:\n    - rollout-aborted\n' }),
    },
  },
  'notification-trigger-is-asked': {
    accepts: [trigger('a', '- when: true\n  send: [a]'), trigger('on-rollout-aborted', '- send: [a]'), trigger('on-template-failed', '- send: [a]')],
    rejects: {
      ['/data/trigger.on-rollout-healthy: a trigger needs a "when" or the name of an event, got "on-rollout-healthy" without one: '
        + 'add "when", or use a name such as on-rollout-completed']: trigger('on-rollout-healthy', '- send: [a]'),
    },
  },
  'notification-event-has-no-condition': {
    accepts: [trigger('on-rollout-aborted', '- send: [a]'), trigger('a', '- when: true\n  send: [a]')],
    rejects: {
      '/data/trigger.on-rollout-aborted: "on-rollout-aborted" is the name of an event and needs no "when": leave it out, or give the trigger a name of its own':
        trigger('on-rollout-aborted', '- when: rollout.status.abort == true\n  send: [a]'),
    },
  },
  'notification-time-called': {
    accepts: [
      config({ 'template.a': 'message: \'{{ (call .time.Now).Format "2006-01-02" }} {{ ((call $.time.Parse .rollout.status.abortedAt).Local).Format "15:04" }}\'' }),
      config({ 'template.a': 'message: \'{{ (call (index .time "Now")).Year }} {{ if .time }}{{ end }} {{ print ".time" }} {{/* .time */}} {{ .rollout.time }}\'' }),
      // the dot is a run
      config({ 'template.a': 'message: \'{{ range .analysisRuns }}{{ .time }}{{ end }}\'' }),
      config({ 'template.a': 'message: at this .time' }),
    ],
    rejects: {
      [`/data/template.a: .time has two functions, Now and Parse, and is no time itself, got "{{ toJson (.time) }}": ${FORMAT}`]:
        config({ 'template.a': 'webhook:\n  a:\n    body: \'{"at": {{ toJson (.time) }}}\'' }),
      [`/data/template.b: .time has two functions, Now and Parse, and is no time itself, got "{{ $.time }}": ${FORMAT}`]: config({ 'template.b': 'message: at {{ $.time }}' }),
      [`/data/template.c: .time has two functions, Now and Parse, and is no time itself, got "{{ .time.Now }}": ${FORMAT}`]: config({ 'template.c': 'message: at {{ .time.Now }}' }),
    },
  },
  'notification-told-once': {
    accepts: [
      told('on-analysis-run-error', 'selector: "!rollouts-pod-template-hash"'),
      told('on-analysis-run-failed', 'selector: team=shop'),
      told('on-rollout-aborted', ''),
      // these are reported of the rollout alone
      told('on-analysis-run-running', ''),
      config({ subscriptions: '- recipients: [slack:a]\n  triggers: *triggers' }),
      config({ subscriptions: '[{triggers: [on-analysis-run-error]}]' }),
    ],
    rejects: {
      '/data/subscriptions: a subscription to "on-analysis-run-error" without a selector is told of the AnalysisRun as well: add selector: \'!rollouts-pod-template-hash\'':
        told('on-analysis-run-error', ''),
      '/data/subscriptions: a subscription to "on-analysis-run-failed" without a selector is told of the AnalysisRun as well: add selector: \'!rollouts-pod-template-hash\'':
        config({ subscriptions: '- triggers: [on-analysis-run-error]\n  selector: a=b\n- selector: ""\n  recipients: ["slack:a"]\n  triggers: ["on-rollout-aborted", "on-analysis-run-failed"]' }),
    },
  },
  'notification-subscription-known': {
    accepts: [
      `${config(NOTIFIED)}\n---\n${subscribed('on-rollout-aborted.chat')}`,
      // a second configuration has it
      `${config({})}\n---\n${config(NOTIFIED).replace('{name:', '{namespace: shop, name:')}\n---\n${subscribed('on-rollout-aborted.chat')}`,
      // the configuration is elsewhere
      subscribed('on-rollout-aborted.chat'),
      `${config(NOTIFIED)}\n---\n${subscribed('chat')}`,
    ],
    rejects: {
      [`${AT}.on-rollout-paused.chat: the notifications have no trigger "on-rollout-paused": add it to the ConfigMap, or subscribe to what is there`]:
        `${config(NOTIFIED)}\n---\n${subscribed('on-rollout-paused.chat')}`,
      [`${AT}.on-rollout-aborted.slack: the notifications have no service "slack": add it to the ConfigMap, or subscribe to what is there`]:
        `${config(NOTIFIED)}\n---\n${subscribed('on-rollout-aborted.slack')}`,
    },
  },
  'notification-incident-has-content': {
    accepts: [
      paging('pagerduty: {title: x}'),
      paging('message: x', 'send: *templates'),
      paging('message: x', 'send: [a, b]'),
      `${config({ ...NOTIFIED, 'template.a': 'message: a' })}\n---\n${subscribed('on-rollout-aborted.chat')}`,
    ],
    rejects: {
      [`${AT}.on-rollout-aborted.pagerduty: none of the templates of trigger "on-rollout-aborted" (a) has "pagerduty", which service "pagerduty" needs: `
        + 'give one of them a title for it, or use a service of type pagerdutyv2']: paging('message: x'),
    },
  },
};
