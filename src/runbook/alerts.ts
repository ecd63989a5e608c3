import { fieldsIn } from '../reading/named-objects';
import { Subject } from './subject';
import { code } from './words';

/** An alert that is about a rollout. */
export interface RunbookAlert {
  readonly name: string;
  readonly severity: string;
  /** The page that it links to. */
  readonly page?: string;
  /** What it says, with the names filled in. */
  readonly text: string;
}

type Fields = Record<string, any>;

/** The alerts of all PrometheusRules that are about a rollout, in their order. */
export function alertsOf(subject: Subject): RunbookAlert[] {
  return subject.bundle.ofKind('PrometheusRule')
    .flatMap(({ spec }) => fieldsIn(spec?.groups).flatMap(({ rules }) => fieldsIn(rules)))
    .filter((rule) => typeof rule.alert === 'string' && isAbout(rule, subject))
    .map(({ alert, labels, annotations }) => ({
      name: alert,
      severity: String(labels?.severity ?? ''),
      page: annotations?.runbook_url,
      text: filledIn(String(annotations?.description ?? annotations?.summary ?? ''), subject),
    }));
}

/** The labels of an alert say which rollout it is about, or else its query does. */
function isAbout({ labels, expr }: Fields, { name, namespace }: Subject): boolean {
  const named = labels?.rollout ?? labels?.name;
  const names = named === undefined ? matched(expr, /\b(?:name|rollout|owner_name)/) : [named];
  const namespaces = labels?.namespace === undefined ? matched(expr, /\b\w*namespace/) : [labels.namespace];
  return names.includes(name) && (namespace === undefined || namespaces.length === 0 || namespaces.includes(namespace));
}

/** The values that a query allows for a label: `a` and `b` in `name=~"a|b"`, and in `name=~"(a|b)-.+"`. */
function matched(expr: unknown, label: RegExp): string[] {
  const matchers = [...String(expr).matchAll(new RegExp(`${label.source}=(~?)"\\(?([^")]*)`, 'g'))];
  return matchers.flatMap(([, isPattern, value]) => isPattern ? value.split('|').map((part) => part.replace(/\[\.\]|\\+\./g, '.')) : [value]);
}

const COMMAND = /kubectl (?:describe rollout|argo rollouts (?:(?:get|retry) rollout|[a-z]+)) [\w.-]+?(?: -n [\w.-]+?)?(?: --[\w-]+)*(?=[.,;:)]?(?:\s|$))/g;

/** The text of an annotation, for one rollout rather than whatever the alert fires for. */
function filledIn(text: string, { name, namespace = '' }: Subject): string {
  return text
    .replace(/\{\{-?\s*\$labels\.(\w+)\s*-?\}\}/g, (_, label: string) => label.endsWith('namespace') ? namespace : ['name', 'rollout'].includes(label) ? name : `$${label}`)
    .replace(/\{\{-?\s*\$value\b[^}]*\}\}/g, '$value')
    .replace(COMMAND, (command) => code(command));
}
