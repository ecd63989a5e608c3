import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { HORIZONTAL, horizontalScalers, scaleTarget, UtilizedResource, utilizedBy, VERTICAL } from '../../reading/autoscalers';
import { fieldsIn } from '../../reading/named-objects';
import { podTemplate } from '../../reading/pod-labels';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** With it KEDA takes over the autoscaler that is there. */
const TRANSFER = 'scaledobject.keda.sh/transfer-hpa-ownership';

const oneAutoscaler: Rule = {
  id: 'one-autoscaler',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: HORIZONTAL,
  why: 'Kubernetes lets neither of two autoscalers of the same pods scale them, and KEDA makes such an autoscaler of its ScaledObject',
  check(manifest: Manifest, bundle: Bundle): Violation[] {
    const { kind, name, path } = scaleTarget(manifest);
    const all = kind === 'Rollout' ? horizontalScalers({ name, namespace: manifest.metadata?.namespace }, bundle) : [];
    const [first] = all.filter((each) => each.kind !== manifest.kind || each.metadata.name !== manifest.metadata.name);
    // told of the later one alone
    return !first || all.indexOf(first) > all.indexOf(manifest) || all.some(isTransfer) ? [] : [{
      pointer: pointer(...path),
      message: `one autoscaler scales a rollout, got this one and ${first.kind} "${first.metadata.name}": leave one of them out`,
    }];
  },
};

function isTransfer({ metadata }: Manifest): boolean {
  return valueAt(metadata, ['annotations', TRANSFER]) === 'true';
}

const RESOURCES = ['cpu', 'memory'];

const verticalBesideHorizontal: Rule = {
  id: 'vertical-beside-horizontal',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: [VERTICAL],
  why: 'what a pod uses is compared with what it requests, so each change of the requests makes the other autoscaler change the number of pods, and back',
  check(vertical: Manifest, bundle: Bundle): Violation[] {
    const { kind, name } = scaleTarget(vertical);
    const { namespace } = vertical.metadata ?? {};
    if (kind !== 'Rollout' || name === undefined || valueAt(vertical, ['spec', 'updatePolicy', 'updateMode']) === 'Off') {
      return [];
    }
    const rollout = bundle.find('Rollout', name, namespace);
    const template = rollout && podTemplate(rollout, bundle);
    const containers = template && fieldsIn(valueAt(template, ['spec', 'containers'])).map((container) => String(container.name));
    return horizontalScalers({ name, namespace }, bundle).flatMap((scaler) => {
      const both = RESOURCES.filter((resource) => utilizedBy(scaler).some((utilized) => utilized.resource === resource
        && isScaled(vertical, utilized, containers)));
      return both.length === 0 ? [] : [{
        pointer: pointer('spec'),
        message: `${scaler.kind} "${scaler.metadata.name}" adds pods by ${both.join(' and ')}, and this changes what they request of it: `
          + `leave ${both.join(' and ')} out of controlledResources, or only recommend, with updateMode Off`,
      }];
    });
  },
};

/** Whether a vertical autoscaler changes the requests by which the other one counts. */
function isScaled(vertical: Manifest, { resource, container }: UtilizedResource, containers: readonly string[] | undefined): boolean {
  const policies = fieldsIn(valueAt(vertical, ['spec', 'resourcePolicy', 'containerPolicies']));
  const policyOf = (name: string) => policies.find(({ containerName }) => containerName === name) ?? policies.find(({ containerName }) => containerName === '*');
  const controls = ({ mode, controlledResources = RESOURCES }: Record<string, any> = {}) => mode !== 'Off' && [controlledResources].flat().includes(resource);
  return (container !== undefined ? [container] : containers ?? ['*']).some((name) => controls(policyOf(name)));
}

export const AUTOSCALER_RULES: readonly Rule[] = [oneAutoscaler, verticalBesideHorizontal];
