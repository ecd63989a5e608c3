import { Duration } from 'cdk8s';
import { exposureText } from '../plan/exposure';
import { Plan } from '../plan/plan';
import { powerOf } from '../plan/power/power';
import { timeText } from '../plan/summary';
import { duration } from '../plan/words';
import { ExposureLimit, RolloutTraffic } from './rollout-plan-options';

/** What a plan is to keep to. Says what is wrong with one that does not, and nothing of one that does. What is not known is wrong. */
export type PlanLimit = (plan: Plan) => string | undefined;

export function exposureWithin({ weight = 100, duration: time }: ExposureLimit): PlanLimit {
  return ({ totals: { exposure } }) => {
    const isTooMuch = exposure.parts.some((part) => part.weight === undefined || part.weight > weight);
    const lasts = exposure.parts.reduce((sum, part) => sum + (part.time ?? Infinity), 0);
    const isKept = exposure.ends === 'measurement' && !isTooMuch && !(time && lasts > time.toMilliseconds());
    return isKept ? undefined : tooMuch(
      'the exposure before the first measurement that can stop it', `${weight}% of traffic${time ? ` for ${duration(time.toMilliseconds())}` : ''}`, exposureText(exposure));
  };
}

export function healthyWithin(max: Duration): PlanLimit {
  return ({ totals }) => {
    const { healthy } = totals.time;
    const isKept = healthy !== undefined && healthy <= max.toMilliseconds();
    return isKept ? undefined : tooMuch('the time of a healthy release', duration(max.toMilliseconds()), timeText(totals));
  };
}

export function withoutEndlessPause(): PlanLimit {
  return ({ stages }) => {
    const endless = stages.filter(({ time }) => time.most === Infinity);
    const shown = endless.map(({ name, description }) => `${/^\d+$/.test(name) ? `step ${name}` : name} (${description})`).join(', ');
    return endless.length === 0 ? undefined : `an update must not wait without an end, got ${shown}`;
  };
}

export function extraPodsWithin(max: number): PlanLimit {
  return ({ totals: { extraPods } }) => extraPods !== undefined && extraPods <= max ? undefined
    : tooMuch('extra pods', `${max}`, extraPods === undefined ? 'a number of pods that is not known: give replicas' : `${extraPods}`);
}

export function falseAlarmRateWithin(max: number, traffic: RolloutTraffic): PlanLimit {
  return (plan) => {
    const { gates, whole } = powerOf(plan, traffic);
    const isKept = gates.length > 0 && whole.healthy.aborted <= max;
    return isKept ? undefined : tooMuch('the share of updates in which a healthy release is aborted', `${max}`,
      gates.length === 0 ? 'no gate of which it is known' : `${whole.healthy.aborted}`);
  };
}

function tooMuch(what: string, allowed: string, got: string): string {
  return `${what} should be at most ${allowed}, got ${got}`;
}
