import { NOTIFICATION_CONFIG, PLUGIN_CONFIG } from '../../manifest/names';
import { pointer } from '../../manifest/pointer';
import { PLUGIN_LISTS } from '../../reading/plugin-config';
import { Severity } from '../rule/finding';
import { lettersChanged } from '../rule/letters-changed';
import { Rule } from '../rule/rule';

/** What the controller reads, by name alone. */
const READ: Record<string, readonly string[]> = { ConfigMap: [PLUGIN_CONFIG, NOTIFICATION_CONFIG], Secret: ['argo-rollouts-notification-secret'] };

/** Letters that a name may differ in and still be meant. */
const MOST_CHANGED = 3;

const controllerConfigNamed: Rule = {
  id: 'controller-config-named',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: Object.keys(READ),
  why: 'the controller finds its configuration by name, and ignores one that has another name',
  check({ kind, metadata, data }) {
    const name = String(metadata?.name ?? '');
    const holds = (wanted: (key: string) => boolean) => typeof data === 'object' && data !== null && Object.keys(data).some(wanted);
    const [plugins, notifications] = READ.ConfigMap;
    const isOurs = kind === 'ConfigMap' && /rollout/.test(name);
    const meant = READ[kind].find((known) => lettersChanged(name, known) <= MOST_CHANGED)
      ?? (isOurs && holds((key) => (PLUGIN_LISTS as readonly string[]).includes(key)) ? plugins
        : isOurs && holds((key) => /^(service|template|trigger)\./.test(key)) ? notifications : undefined);
    return meant === undefined || READ[kind].includes(name) ? [] : [{
      pointer: pointer('metadata', 'name'), message: `the controller reads the ${kind} "${meant}", got "${name}": call it so, if it is meant for the controller`,
    }];
  },
};

export const CONFIG_NAME_RULES: readonly Rule[] = [controllerConfigNamed];
