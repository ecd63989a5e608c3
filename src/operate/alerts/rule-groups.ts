import { goDuration } from '../../synth/go-duration';
import { Alert, Subject } from './alert';
import { AlertOverride } from './alert-override';
import { ALERTS } from './alerts';
import { Selection } from './selection';
import { WatchedRollout } from './watched-rollout';

/**
 * What is chosen for all alerts, and for single ones by name.
 */
export interface RuleOptions {
  readonly namespaceLabel: string;
  readonly labels?: Record<string, string>;
  readonly runbookUrl?: string;
  readonly overrides: Record<string, AlertOverride>;
}

/**
 * A group of rules for each namespace, so that no matcher reaches a rollout of the same name in another one.
 */
export function ruleGroups(rollouts: WatchedRollout[], options: RuleOptions) {
  return partition(rollouts, ({ namespace }) => namespace ?? '').map((members) => ({
    name: members[0].namespace ? `rollouts-${members[0].namespace}` : 'rollouts',
    rules: ALERTS.flatMap((alert) => rulesOf(alert, members, options)),
  }));
}

function rulesOf(alert: Alert, rollouts: WatchedRollout[], options: RuleOptions) {
  const { enabled, after = alert.after } = options.overrides[alert.name] ?? {};
  const holdsFor = (rollout: WatchedRollout) => goDuration((typeof after === 'function' ? after(rollout) : after));
  const isAsked = enabled === true && alert.onRequest;
  const concerned = enabled === false ? [] : rollouts.filter((rollout) => isAsked || (alert.applies?.(rollout) ?? true));
  const apart = alert.alone || new Set(concerned.map(holdsFor)).size > 1;
  return partition(concerned, ({ name }) => apart ? name : '')
    .map((members) => rule(alert, new Selection(members, options.namespaceLabel), holdsFor(members[0]), options));
}

function rule(alert: Alert, selection: Selection, holdsFor: string, options: RuleOptions) {
  const { rollouts: [{ name, namespace, versions }, ...others] } = selection;
  const { runbookUrl, labels, overrides } = options;
  const { rolloutLabel = 'name', namespaceLabel = options.namespaceLabel } = alert;
  const subject = alert.alone
    ? subjectOf(name, namespace, versions?.legend)
    : subjectOf(`{{ $labels.${rolloutLabel} }}`, `{{ $labels.${namespaceLabel} }}`);
  return {
    alert: alert.name,
    expr: alert.expr(selection, overrides[alert.name]?.threshold ?? alert.threshold ?? 0),
    ...holdsFor === '0s' ? {} : { for: holdsFor },
    labels: {
      severity: overrides[alert.name]?.severity ?? alert.severity,
      ...namespace ? { namespace } : {},
      ...others.length === 0 ? { [rolloutLabel]: name } : {},
      ...labels,
    },
    annotations: {
      summary: alert.summary(subject),
      description: alert.description(subject),
      ...runbookUrl ? { runbook_url: `${runbookUrl}#${alert.name.toLowerCase()}` } : {},
    },
  };
}

function subjectOf(name: string, namespace?: string, version = ''): Subject {
  const named = `${name}${namespace ? ` -n ${namespace}` : ''}`;
  return {
    rollout: namespace ? `${namespace}/${name}` : name,
    version,
    command: (verb) => `kubectl argo rollouts ${verb} ${named}`,
    describe: `kubectl describe rollout ${named}`,
  };
}

/** Parts of a list whose members have the same key, in the order in which the keys first appear. */
function partition<T>(list: readonly T[], key: (member: T) => string): T[][] {
  const parts = new Map<string, T[]>();
  for (const member of list) {
    parts.set(key(member), [...parts.get(key(member)) ?? [], member]);
  }
  return [...parts.values()];
}
