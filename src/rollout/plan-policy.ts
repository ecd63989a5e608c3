import { Duration } from 'cdk8s';
import { checked } from '../api/checked';
import { Bundle, Manifest } from '../manifest/bundle';
import { planIn } from '../rules/plan/plan-rule';
import { Severity } from '../rules/rule/finding';
import { IBundle, IRule } from '../rules/rule/own-rule';
import { exposureWithin, extraPodsWithin, falseAlarmRateWithin, healthyWithin, PlanLimit, withoutEndlessPause } from './plan-limits';
import { ExposureLimit, RolloutTraffic } from './rollout-plan-options';

/**
 * Ready-made rules about what updates may do, for all rollouts of a scope. If a rollout breaks a rule, synth fails. It also fails if it is not known
 * whether a rollout keeps to the rule. To make an exception for one rollout, suppress the rule: `Lint.suppress(rollout, 'plan.healthy-time', 'a
 * reason')`.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/testing.md
 * @example
 * Lint.configure(app, { ownRules: [PlanPolicy.noEndlessPause(), PlanPolicy.healthyTime(Duration.hours(1))] });
 */
@checked
export class PlanPolicy {
  /**
   * A new version must not get more traffic than this, or for a longer time, before the first measurement that can stop the update. The id of the
   * rule is `plan.exposure`.
   *
   * @example
   * Lint.configure(app, { ownRules: [PlanPolicy.exposureBeforeFirstMeasurement({ weight: 20, duration: Duration.minutes(5) })] });
   */
  public static exposureBeforeFirstMeasurement(limit: ExposureLimit): IRule {
    return policy('exposure', 'users meet a new version that nothing has measured', exposureWithin(limit));
  }

  /**
   * An update must not take longer than this when every measurement is good, and must not wait for a person. The id of the rule is
   * `plan.healthy-time`.
   */
  public static healthyTime(max: Duration): IRule {
    return policy('healthy-time', 'while an update goes on, the next one waits, and a correction with it', healthyWithin(max));
  }

  /**
   * An update must not wait for a person, or for anything else that has no end. The id of the rule is `plan.endless-pause`.
   */
  public static noEndlessPause(): IRule {
    return policy('endless-pause', 'an update that somebody has to promote is forgotten, with two versions running', withoutEndlessPause());
  }

  /**
   * No more pods than this may run at the same time in addition to those of the rollout. The id of the rule is `plan.extra-pods`.
   */
  public static extraPods(max: number): IRule {
    return policy('extra-pods', 'the cluster has no room for both versions, and the update hangs', extraPodsWithin(max));
  }

  /**
   * Limits how often an update is aborted by chance, although the new version is as good as the old one. The id of the rule is
   * `plan.false-alarm-rate`.
   *
   * @param max the largest share of updates that may be aborted by chance, from 0 to 1
   * @param traffic the requests to each rollout
   * @example
   * // in one of a hundred updates at most
   * Lint.configure(app, { ownRules: [PlanPolicy.falseAlarmRate(0.01, { requestsPerSecond: 50, errorRate: 0.001 })] });
   */
  public static falseAlarmRate(max: number, traffic: RolloutTraffic): IRule {
    return policy('false-alarm-rate', 'gates that abort good releases are switched off', falseAlarmRateWithin(max, traffic));
  }

  private constructor() {}
}

function policy(name: string, why: string, limit: PlanLimit): IRule {
  return {
    id: `plan.${name}`,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    why,
    check: (rollout, bundle) => {
      const violation = limit(planIn(rollout as Manifest, bundle instanceof Bundle ? bundle : bundleOf(bundle)));
      return violation === undefined ? [] : [{ pointer: '/spec/strategy', message: violation }];
    },
  };
}

/** Of one that is not that of the checks only the manifests are known. */
function bundleOf({ manifests }: IBundle): Bundle {
  return new Bundle((manifests as Manifest[]).map((manifest) => ({ manifest, origin: undefined })));
}
