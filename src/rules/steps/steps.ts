import { parseGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { Ability, canDo, routersOf, routersThatCan } from '../../reading/routers';
import { Rule } from '../rule/rule';
import { stepRule } from './step-rule';

const weightInRange = stepRule({
  id: 'canary-weight-in-range',
  stage: 'lint',
  why: 'the controller refuses a weight that its router cannot express',
  check({ setWeight }, { trafficRouting }) {
    const most = trafficRouting?.maxTrafficWeight ?? 100;
    return setWeight === undefined || (setWeight >= 0 && setWeight <= most) ? [] : [{
      pointer: pointer('setWeight'),
      message: `weight must lie between 0 and ${most}, got ${setWeight}`,
    }];
  },
});

const LONGEST_PAUSE = 2 ** 31 - 1;

const pauseLasts = stepRule({
  id: 'pause-lasts',
  stage: 'lint',
  why: 'the controller counts whole seconds in 32 bits: a shorter pause is none, and text that is no duration is refused',
  check({ pause }) {
    const { duration } = pause ?? {};
    const seconds = duration === undefined ? 1 : pauseSeconds(duration);
    return seconds !== undefined && seconds >= 1 && seconds <= LONGEST_PAUSE ? [] : [{
      pointer: pointer('pause', 'duration'),
      message: `a pause lasts at least a second, and at most ${LONGEST_PAUSE} seconds, got ${JSON.stringify(duration)}: `
        + 'give seconds or a duration such as 5m, or no duration to wait until promoted',
    }];
  },
});

function pauseSeconds(duration: unknown): number | undefined {
  if (/^[+-]?\d+$/.test(String(duration))) {
    return Number(duration);
  }
  const milliseconds = parseGoDuration(String(duration));
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

const ROUTE_STEPS: readonly { readonly key: Ability; readonly does: string }[] = [
  { key: 'setHeaderRoute', does: 'route by header' },
  { key: 'setMirrorRoute', does: 'mirror requests' },
];

const routerCanRoute = stepRule({
  id: 'router-can-route',
  stage: 'lint',
  why: 'a router that cannot do what a step asks for is refused by the controller, or does nothing',
  check(step, { trafficRouting }) {
    return ROUTE_STEPS.filter(({ key }) => step[key] !== undefined).flatMap(({ key, does }) => {
      const got = routersOf(trafficRouting);
      return got.some((router) => canDo(router, key)) ? [] : [{
        pointer: pointer(key),
        message: `${key} needs a router that can ${does} (${routersThatCan(key).join(', ')}), got ${got.join(', ') || 'no traffic routing'}`,
      }];
    });
  },
});

const canaryScaleNeedsRouting = stepRule({
  id: 'canary-scale-needs-routing',
  stage: 'lint',
  why: 'without traffic routing the size of the canary is its weight; the controller refuses a second one',
  check({ setCanaryScale }, { trafficRouting }) {
    return setCanaryScale === undefined || trafficRouting ? [] : [{
      pointer: pointer('setCanaryScale'),
      message: 'setCanaryScale needs traffic routing, got none: add a router, or use a weight',
    }];
  },
});

export const STEP_RULES: readonly Rule[] = [weightInRange, pauseLasts, routerCanRoute, canaryScaleNeedsRouting];
