import { Bundle, Manifest } from '../../manifest/bundle';
import { HASH_LABEL } from '../../manifest/names';
import { isEvent } from '../../manifest/notification-event';
import { pointer } from '../../manifest/pointer';
import { reading } from '../../reading/condition/lazy';
import { centralSubscriptions, ConfigEntry, entriesOf, expressionsOf, isNotificationConfig, notificationConfigs, sentBy } from '../../reading/notification-config';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const SERVICE_TYPES = [
  'alertmanager', 'awssqs', 'email', 'gcppubsub', 'github', 'googlechat', 'grafana', 'mattermost', 'nats', 'newrelic', 'opsgenie', 'pagerduty',
  'pagerdutyv2', 'pushover', 'rocketchat', 'slack', 'teams', 'teams-workflows', 'telegram', 'webex', 'webhook',
];

type ConfigRule = Omit<Rule, 'check' | 'kinds'> & { about: 'service' | 'template' | 'trigger'; message(entry: ConfigEntry, config: Manifest): string | undefined };

/** A rule about each service, template or trigger of the configuration: gives the message, if there is one. */
function configRule({ message, about, ...facts }: ConfigRule): Rule {
  return {
    ...facts,
    kinds: ['ConfigMap'],
    check: (manifest) => !isNotificationConfig(manifest) ? [] : entriesOf(manifest, about).flatMap((entry) => {
      const text = message(entry, manifest);
      return text === undefined ? [] : { pointer: pointer('data', entry.key), message: text };
    }),
  };
}

const serviceLoads = configRule({
  id: 'notification-service-loads',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller refuses the whole configuration, and sends no notification at all',
  about: 'service',
  message({ name, text }) {
    const [type, ...names] = name.split('.');
    if (names.length > 1) {
      return `the key of a service is service.<type> or service.<type>.<name>, got "service.${name}": leave the dots out of the name`;
    }
    if (!SERVICE_TYPES.includes(type)) {
      return `there is no service of type "${type}", allowed are ${SERVICE_TYPES.join(', ')}`;
    }
    const [, field, wait] = /^(retryWaitM(?:in|ax)): *["']?(\d+[a-z]+)/m.exec(type === 'webhook' ? text : '') ?? [];
    return wait === undefined ? undefined : `${field} must be a number of nanoseconds, got "${wait}": write 1000000000 for a second`;
  },
});

const triggerLoads = configRule({
  id: 'notification-trigger-loads',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller refuses the whole configuration, and sends no notification at all',
  about: 'trigger',
  message({ text }) {
    const [, field] = /^(?:\s*#.*\n|\s*\n)*(when|send|oncePer|description) *:/.exec(text) ?? [];
    if (field !== undefined) {
      return `a trigger must be a list of conditions, got a map that begins with "${field}": write "- ${field}"`;
    }
    for (const expression of expressionsOf(text)) {
      const { error } = reading().readCondition(expression);
      if (error) {
        return `an expression that cannot be read at character ${error.at + 1}: ${error.message}, got ${JSON.stringify(expression)}`;
      }
    }
    return undefined;
  },
});

const templateKnown = configRule({
  id: 'notification-template-known',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller cannot make the text, and sends nothing',
  about: 'trigger',
  message({ text }, config) {
    const known = entriesOf(config, 'template').map(({ name }) => name);
    const [missing] = sentBy(text).filter((name) => !known.includes(name));
    return missing === undefined ? undefined
      : `the trigger sends a template that the configuration does not have, got "${missing}", there ${known.length > 0 ? `are ${known.join(', ')}` : 'is none'}`;
  },
});

const triggerIsAsked = configRule({
  id: 'notification-trigger-is-asked',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'only an event is sent without a condition, by the trigger that has its name; this one is never sent',
  about: 'trigger',
  message({ name, text }) {
    return isEvent(name) || /\bwhen\b/.test(text) ? undefined
      : `a trigger needs a "when" or the name of an event, got "${name}" without one: add "when", or use a name such as on-rollout-completed`;
  },
});

const eventHasNoCondition = configRule({
  id: 'notification-event-has-no-condition',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'it is asked at the event, with the state before it, and again with every change: it is sent twice, or at another time',
  about: 'trigger',
  message({ name, text }) {
    return isEvent(name) && /^ *(?:- +)?when *:/m.test(text)
      ? `"${name}" is the name of an event and needs no "when": leave it out, or give the trigger a name of its own` : undefined;
  },
});

/** What is in these is no placeholder, and inside of the latter the dot is something else. */
const STRINGS = /"(?:\\.|[^"\\])*"|`[^`]*`/g;
const MOVES_THE_DOT = /\{\{-?\s*(?:range|with|define|block|template)\b/;
const TIME_AS_A_VALUE = /(?<![\w)\]])(?<!\bindex\s+\$?)\.time\b(?!\.(?:Now|Parse)\b)|(?<!\bcall\s+\$?)\.time\.(?:Now|Parse)\b/;

const timeIsCalled = configRule({
  id: 'notification-time-called',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the text has the address of a function instead of a time, or cannot be made, or is no JSON any more',
  about: 'template',
  message({ text }) {
    const values = MOVES_THE_DOT.test(text) ? [] : text.match(/\{\{(?!-?\s*(?:if|else|\/\*))[^{}]*\}\}/g) ?? [];
    const found = values.find((value) => TIME_AS_A_VALUE.test(value.replace(STRINGS, '')));
    return found === undefined ? undefined
      : `.time has two functions, Now and Parse, and is no time itself, got ${JSON.stringify(found)}: write {{ (call .time.Now).Format "2006-01-02" }}`;
  },
});

/** An AnalysisRun reports how it ended, as the rollout does that made it. */
const ENDS_OF_RUNS = ['successful', 'failed', 'error', 'inconclusive'].map((phase) => `on-analysis-run-${phase}`);

const toldOnce: Rule = {
  id: 'notification-told-once',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['ConfigMap'],
  why: 'the event is reported of the rollout and of its AnalysisRun, and both are sent: once with the run in the place of `.rollout`, where a template may fail',
  check: (manifest: Manifest): Violation[] => !isNotificationConfig(manifest) ? [] : centralSubscriptions(manifest)
    .flatMap(({ triggers, selects }) => selects ? [] : triggers.filter((trigger) => ENDS_OF_RUNS.includes(trigger)).slice(0, 1))
    .map((trigger) => ({
      pointer: pointer('data', 'subscriptions'),
      message: `a subscription to "${trigger}" without a selector is told of the AnalysisRun as well: add selector: '!${HASH_LABEL}'`,
    })),
};

interface Subscription {
  readonly key: string;
  readonly trigger: string;
  readonly service: string;
}

const SUBSCRIBE = /^notifications\.argoproj\.io\/subscribe\.([^.]+)\.([^.]+)$/;

function subscriptionsOf({ metadata }: Manifest): Subscription[] {
  return Object.keys(metadata?.annotations ?? {}).flatMap((key) => {
    const [, trigger, service] = SUBSCRIBE.exec(key) ?? [];
    return trigger === undefined ? [] : { key, trigger, service };
  });
}

const subscriptionKnown: Rule = {
  id: 'notification-subscription-known',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the controller sends nothing, unless another configuration has it',
  check(rollout: Manifest, bundle: Bundle): Violation[] {
    const configs = notificationConfigs(bundle);
    return configs.length === 0 ? [] : subscriptionsOf(rollout).flatMap(({ key, trigger, service }) => {
      const missing = configs.map((config) => missingIn(config, trigger, service));
      return missing.includes(undefined) ? [] : [{
        pointer: pointer('metadata', 'annotations', key),
        message: `the notifications have no ${missing[0]}: add it to the ConfigMap, or subscribe to what is there`,
      }];
    });
  },
};

function missingIn(config: Manifest, trigger: string, service: string): string | undefined {
  if (!entriesOf(config, 'trigger').some(({ name }) => name === trigger)) {
    return `trigger "${trigger}"`;
  }
  return typeOf(config, service) === undefined ? `service "${service}"` : undefined;
}

function typeOf(config: Manifest, service: string): string | undefined {
  const parts = entriesOf(config, 'service').map(({ name }) => name.split('.'));
  return parts.find(([type, name = type]) => name === service)?.[0];
}

const incidentHasContent: Rule = {
  id: 'notification-incident-has-content',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller panics over an incident of PagerDuty without a title',
  check(rollout: Manifest, bundle: Bundle): Violation[] {
    return subscriptionsOf(rollout).flatMap(({ key, trigger, service }) => {
      const config = notificationConfigs(bundle).find((each) => missingIn(each, trigger, service) === undefined);
      const silent = config && typeOf(config, service) === 'pagerduty' ? silentTemplates(config, trigger) : [];
      return silent.length === 0 ? [] : [{
        pointer: pointer('metadata', 'annotations', key),
        message: `none of the templates of trigger "${trigger}" (${silent.join(', ')}) has "pagerduty", which service "${service}" needs: `
          + 'give one of them a title for it, or use a service of type pagerdutyv2',
      }];
    });
  },
};

/** The templates of a trigger, if all are known and none of them mentions PagerDuty. */
function silentTemplates(config: Manifest, trigger: string): string[] {
  const [{ text }] = entriesOf(config, 'trigger').filter(({ name }) => name === trigger);
  const sent = sentBy(text);
  const texts = new Map(entriesOf(config, 'template').map((template) => [template.name, template.text]));
  return sent.every((name) => texts.has(name) && !texts.get(name)!.includes('pagerduty')) ? sent : [];
}

export const NOTIFICATION_RULES: readonly Rule[] = [
  serviceLoads, triggerLoads, templateKnown, triggerIsAsked, eventHasNoCondition, timeIsCalled, toldOnce, subscriptionKnown, incidentHasContent,
];
