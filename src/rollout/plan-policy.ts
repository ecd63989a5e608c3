import { Duration } from 'cdk8s';
import { checked } from '../api/checked';
import { Bundle, Manifest } from '../manifest/bundle';
import { planIn } from '../rules/plan/plan-rule';
import { Severity } from '../rules/rule/finding';
import { IBundle, IRule } from '../rules/rule/own-rule';
import { exposureWithin, extraPodsWithin, falseAlarmRateWithin, healthyWithin, PlanLimit, withoutEndlessPause } from './plan-limits';
import { ExposureLimit, RolloutTraffic } from './rollout-plan-options';

/**
 * Ready-made rules of your own about what updates will do, for all rollouts of a scope. A rollout that does not keep to one fails the synth; so does one of which it is not
 * known. An annotation makes an exception: `Lint.suppress(rollout, 'plan.healthy-time', 'a reason')`.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/testing.md
 * @example
 * Lint.configure(app, { ownRules: [PlanPolicy.noEndlessPause(), PlanPolicy.healthyTime(Duration.hours(1))] });
 */
@checked
export class PlanPolicy {
  /**
   * No more users than this get a new version before the first measurement that can stop it, and for no longer. Its id is `plan.exposure`.
   *
   * @example
   * Lint.configure(app, { ownRules: [PlanPolicy.exposureBeforeFirstMeasurement({ weight: 20, duration: Duration.minutes(5) })] });
   */
  public static exposureBeforeFirstMeasurement(limit: ExposureLimit): IRule {
    return policy('exposure', 'users meet a new version that nothing has measured', exposureWithin(limit));
  }

  /**
   * An update in which every measurement is good takes no longer, and waits for nobody. Its id is `plan.healthy-time`.
   */
  public static healthyTime(max: Duration): IRule {
    return policy('healthy-time', 'while an update goes on, the next one waits, and a correction with it', healthyWithin(max));
  }

  /**
   * An update waits for no person, and for nothing else that has no end. Its id is `plan.endless-pause`.
   */
  public static noEndlessPause(): IRule {
    return policy('endless-pause', 'an update that somebody has to promote is forgotten, with two versions running', withoutEndlessPause());
  }

  /**
   * There are no more pods at a time beyond those of the rollout. Its id is `plan.extra-pods`.
   */
  public static extraPods(max: number): IRule {
    return policy('extra-pods', 'the cluster has no room for both versions, and the update hangs', extraPodsWithin(max));
  }

  /**
   * A new version that is as good as the old one is aborted in no larger share of updates. Its id is `plan.false-alarm-rate`.
   *
   * @param max    the share of updates, from 0 to 1
   * @param traffic the requests of each rollout
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
