import { valueAt } from '../../manifest/pointer';
import { fieldsIn } from '../../reading/named-objects';
import { podTemplate } from '../../reading/pod-labels';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { routedObjectRule } from '../traffic/router-rule';

const serviceHasSelector: Rule = routedObjectRule('Service', {
  id: 'service-has-selector',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'the controller makes it select by the hash of a version alone, and endpoints that were made by hand are lost',
  check: ({ spec }) => !spec || Object.keys(spec.selector ?? {}).length > 0 ? [] : ['should select the pods of the rollout by their labels, got no selector'],
});

const servicePortReaches = routedObjectRule('Service', {
  id: 'service-port-reaches',
  stage: 'never',
  why: 'a port by a name that no container has leads nowhere, so requests fail',
  check({ spec }, { rollout, bundle }) {
    const asked = fieldsIn(spec?.ports).map(({ targetPort }) => targetPort).filter((target) => typeof target === 'string' && /[a-z]/.test(target));
    if (asked.length === 0) {
      return [];
    }
    const pod = podTemplate(rollout, bundle)?.spec;
    const containers = [...fieldsIn(valueAt(pod, ['initContainers'])), ...fieldsIn(valueAt(pod, ['containers']))];
    const names = containers.flatMap(({ ports }) => fieldsIn(ports)).map(({ name }) => name).filter(Boolean);
    return !pod ? [] : asked.filter((target) => !names.includes(target))
      .map((target) => `leads to the port "${target}", but the containers have ${names.join(', ') || 'no port with a name'}`);
  },
});

export const SERVICE_PORT_RULES: readonly Rule[] = [serviceHasSelector, servicePortReaches];
