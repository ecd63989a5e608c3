import { Manifest } from '../../manifest/bundle';
import { DEFAULTS } from '../../manifest/defaults';
import { pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const podsCanMove: Rule = {
  id: 'pods-can-move',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'with neither a pod more nor a pod less allowed, no pod can ever be replaced; the controller refuses it',
  check({ spec }: Manifest): Violation[] {
    const { maxSurge = DEFAULTS.maxSurge, maxUnavailable = DEFAULTS.maxUnavailable } = spec?.strategy?.canary ?? {};
    return isZero(maxSurge) && isZero(maxUnavailable) ? [{
      pointer: pointer('spec', 'strategy', 'canary', 'maxSurge'),
      message: `maxSurge and maxUnavailable must not both be zero, got ${maxSurge} and ${maxUnavailable}: allow at least one pod more or less`,
    }] : [];
  },
};

/** The controller reads text that is neither a number nor a percentage as zero. */
function isZero(amount: unknown): boolean {
  return !/^([+-]?\d*[1-9]\d*|\d*[1-9]\d*%)$/.test(String(amount));
}

const SCALED_WITH_TRAFFIC = ['scaleDownDelaySeconds', 'dynamicStableScale'];

const needsTrafficRouting: Rule = {
  id: 'needs-traffic-routing',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'without traffic routing the weight is a number of pods, and the controller refuses fields that set the two apart',
  check({ spec }: Manifest): Violation[] {
    const canary = spec?.strategy?.canary;
    return canary?.trafficRouting ? [] : SCALED_WITH_TRAFFIC
      .filter((field) => canary?.[field] !== undefined && canary[field] !== false)
      .map((field) => ({
        pointer: pointer('spec', 'strategy', 'canary', field),
        message: `${field} needs traffic routing, got none: add a router, or leave it out`,
      }));
  },
};

const oneScaleDown: Rule = {
  id: 'one-scale-down',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the old version cannot both shrink with its traffic and wait; the controller refuses it',
  check({ spec }: Manifest): Violation[] {
    const { dynamicStableScale, scaleDownDelaySeconds } = spec?.strategy?.canary ?? {};
    return dynamicStableScale && scaleDownDelaySeconds !== undefined ? [{
      pointer: pointer('spec', 'strategy', 'canary', 'dynamicStableScale'),
      message: `dynamicStableScale and scaleDownDelaySeconds exclude each other, got true and ${scaleDownDelaySeconds}: leave one of them out`,
    }] : [];
  },
};

export const CANARY_RULES: readonly Rule[] = [podsCanMove, needsTrafficRouting, oneScaleDown];
