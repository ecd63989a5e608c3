import { Bundle, Manifest } from '../manifest/bundle';
import { NOTIFICATION_CONFIG } from '../manifest/names';
import { remembered } from '../manifest/remembered';

/** What a text entry of the ConfigMap is called behind its first dot, and says. */
export interface ConfigEntry {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

export function isNotificationConfig({ kind, metadata }: Manifest): boolean {
  return kind === 'ConfigMap' && metadata?.name === NOTIFICATION_CONFIG;
}

export const notificationConfigs = remembered((bundle: Bundle) => bundle.ofKind('ConfigMap').filter(isNotificationConfig));

/** The services, triggers or templates of a configuration. */
export function entriesOf({ data }: Manifest, kind: 'service' | 'template' | 'trigger'): ConfigEntry[] {
  return Object.entries<unknown>(typeof data === 'object' ? data ?? {} : {})
    .flatMap(([key, text]) => key.startsWith(`${kind}.`) && typeof text === 'string' ? { key, name: key.slice(kind.length + 1), text } : []);
}

const BLOCK = /[|>][-+\d]*[ \t]*(?:#.*)?$/m;

/** The templates that a trigger sends, as far as they are written as lists of names. Other ways to write them are left to the controller. */
export function sentBy(trigger: string): string[] {
  return BLOCK.test(trigger) ? [] : namesUnder('send', trigger);
}

function namesUnder(key: string, text: string): string[] {
  const flow = [...text.matchAll(new RegExp(`^ *(?:- +)?${key}: *\\[([\\w ,."'-]*)\\] *$`, 'gm'))].flatMap(([, list]) => list.split(','));
  const block = [...text.matchAll(new RegExp(`^ *(?:- +)?${key}: *\\n((?: *- +["']?[\\w.-]+["']? *(?:\\n|$))+)`, 'gm'))]
    .flatMap(([, list]) => list.split('\n').map((line) => line.replace(/^ *- +/, '')));
  return [...flow, ...block].map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2')).filter((name) => name !== '');
}

/** What the rollouts of all, or of some labels, are subscribed to. */
export interface CentralSubscription {
  readonly triggers: readonly string[];
  readonly selects: boolean;
}

/** The central subscriptions, as far as they are written as a list of blocks. */
export function centralSubscriptions({ data }: Manifest): CentralSubscription[] {
  const text = data?.subscriptions;
  return typeof text !== 'string' || BLOCK.test(text) ? [] : text.split(/^(?=- )/m).map((item) => ({
    triggers: namesUnder('triggers', item),
    selects: /^ *(?:- +)?selector: *["']?[^\s"']/m.test(item),
  }));
}

const EXPRESSION = /^ *(?:- +)?(?:when|oncePer): +(\S.*?) *$(?=\n? *(?:- +)?(?:when|send|oncePer|description) *:|\s*$(?![^]))/gm;

/** The expressions of a trigger, as far as each is on one line. */
export function expressionsOf(trigger: string): string[] {
  return BLOCK.test(trigger) ? [] : [...trigger.matchAll(EXPRESSION)].flatMap(([, written]) => scalar(written) ?? []);
}

/** What a scalar of YAML on one line says, where that is certain. */
function scalar(written: string): string | undefined {
  if (/^'(?:[^']|'')*'$/.test(written)) {
    return written.slice(1, -1).replace(/''/g, "'");
  }
  if (/^"(?:[^"\\]|\\["\\nt])*"$/.test(written)) {
    return JSON.parse(written);
  }
  return /^[^\s"'|>[\]{}&*!%@`#,?:-]/.test(written) && !/ #|: |:$/.test(written) ? written : undefined;
}
