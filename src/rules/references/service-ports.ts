import { Bundle, Manifest } from '../../manifest/bundle';
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
    const asked = targetsOf(spec).filter(isName);
    const ports = asked.length > 0 ? portsOfPods(rollout, bundle) : undefined;
    const names = (ports ?? []).map(({ name }) => name).filter(Boolean);
    return !ports ? [] : asked.filter((target) => !names.includes(target))
      .map((target) => `leads to the port "${target}", but the containers have ${names.join(', ') || 'no port with a name'}`);
  },
});

const servicePortDeclared = routedObjectRule('Service', {
  id: 'service-port-declared',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'if no container listens on the port, requests fail: without a targetPort it is the port of the Service',
  check({ spec }, { rollout, bundle }) {
    const asked = targetsOf(spec).filter((target) => target !== undefined && !isName(target)).map(Number);
    const numbers = asked.length > 0 ? (portsOfPods(rollout, bundle) ?? []).map(({ containerPort }) => Number(containerPort)).filter(Boolean) : [];
    return numbers.length === 0 ? [] : asked.filter((target) => !numbers.includes(target))
      .map((target) => `leads to the port ${target}, but the containers declare ${numbers.join(', ')}: give it a targetPort, or declare the port`);
  },
});

/** Where the ports of a Service lead. */
function targetsOf(spec: unknown): unknown[] {
  return fieldsIn(valueAt(spec, ['ports'])).map(({ port, targetPort }) => targetPort ?? port);
}

function isName(target: unknown): boolean {
  return typeof target === 'string' && /[a-z]/.test(target);
}

/** What the containers of a rollout's pods declare, where it is known what they are made from. */
function portsOfPods(rollout: Manifest, bundle: Bundle): Record<string, any>[] | undefined {
  const pod = podTemplate(rollout, bundle)?.spec;
  return pod && [...fieldsIn(valueAt(pod, ['initContainers'])), ...fieldsIn(valueAt(pod, ['containers']))].flatMap(({ ports }) => fieldsIn(ports));
}

export const SERVICE_PORT_RULES: readonly Rule[] = [serviceHasSelector, servicePortReaches, servicePortDeclared];
