import { Bundle, Manifest } from '../../manifest/bundle';
import { virtualServiceName } from '../../manifest/object-name';
import { pointer, valueAt } from '../../manifest/pointer';
import { foundObjects, namedObjects } from '../../reading/named-objects';
import { walk } from '../../reading/steps';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const routeStepsFindHost: Rule = {
  id: 'route-steps-find-host',
  stage: 'traffic',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the route that a step adds leads to a short name, which Istio takes for a Service in the namespace of the VirtualService',
  check(rollout: Manifest, bundle: Bundle) {
    const { namespace: home } = rollout.metadata;
    const action = ['setHeaderRoute', 'setMirrorRoute'].find((one) => walk(rollout).some(({ step }) => step[one]?.match));
    const host = action && hostOf(rollout, bundle);
    return !home || !host || host.includes('.') ? [] : namedObjects(rollout, 'VirtualService')
      .map(({ path }) => ({ path, ...virtualServiceName(String(valueAt(rollout, path)), home) }))
      .filter(({ namespace }) => namespace !== home)
      .map(({ path, name, namespace }) => ({
        pointer: pointer(...path),
        message: `VirtualService "${name}" is in namespace "${namespace}", where the route of ${action} leads to Service "${host}" of that namespace: `
          + `move it to "${home}", or tell the versions apart by a DestinationRule whose host is a full name`,
      }));
  },
};

/** Where the new version is, as the controller writes it: what a DestinationRule says, if the versions are subsets. */
function hostOf(rollout: Manifest, bundle: Bundle): string | undefined {
  const { canaryService, pingPong, trafficRouting } = rollout.spec.strategy.canary;
  if (!trafficRouting?.istio?.destinationRule) {
    return canaryService ?? pingPong?.pongService;
  }
  const [rule] = foundObjects(rollout, 'DestinationRule', bundle);
  const host: unknown = rule?.object.spec?.host;
  return typeof host === 'string' ? host : undefined;
}

export const FOREIGN_VIRTUAL_SERVICE_RULES: readonly Rule[] = [routeStepsFindHost];
