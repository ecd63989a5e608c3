import { ApiObject, Duration } from 'cdk8s';
import { checked } from '../api/checked';
import { Bundle, Manifest } from '../manifest/bundle';
import { rolloutTitle } from '../manifest/rollout-title';
import { formatMarkdown } from '../plan/formats/markdown';
import { formatSvg } from '../plan/formats/svg';
import { formatTable } from '../plan/formats/table';
import { Plan, planOf, plansOf } from '../plan/plan';
import { plannable, renderedEntries } from '../synth/planned-entries';
import { exposureWithin, extraPodsWithin, falseAlarmRateWithin, healthyWithin, PlanLimit, withoutEndlessPause } from './plan-limits';
import { ExposureLimit, PlannedStage, PlanOptions, RolloutPlanOptions, RolloutTraffic } from './rollout-plan-options';

/**
 * What an update of a rollout will do: its stages with their traffic, pods and times. The times include pauses and measurements. They do not include
 * the time that pods need to start.
 *
 * Each `assert` method throws if the plan does not meet the limit. So you can use them in any test framework, and the test fails with the reason.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/plan.md
 * @example
 * const plan = api.plan();
 * plan.assertExposureBeforeFirstMeasurement({ weight: 25, duration: Duration.minutes(10) });
 * plan.assertHealthyTime(Duration.hours(1));
 * plan.assertNoEndlessPause();
 */
@checked
export class RolloutPlan {
  /**
   * The plan of a rollout in manifests that are deployed together. The manifests can be made with any tool. It throws if the checks report an error
   * about the rollout, its analysis templates or its autoscaler.
   *
   * @param manifests all manifests that are deployed together, as plain data
   * @param options   which rollout, and how many pods it has
   * @example
   * const plan = RolloutPlan.of(Testing.synth(chart), { rollout: 'api' });
   * plan.assertHealthyTime(Duration.hours(1));
   */
  public static of(manifests: any[], options: RolloutPlanOptions = {}): RolloutPlan {
    const entries = plannable(manifests.map((manifest, index) => ({ manifest: readManifest(manifest, index), origin: undefined })));
    const plans = plansOf(entries, entries, options);
    const found = plans.filter((plan) => options.rollout === undefined || options.rollout === plan.name || options.rollout === rolloutTitle(plan));
    if (found.length !== 1) {
      const names = plans.map(rolloutTitle).join(', ') || 'none';
      throw new Error(`one rollout is planned${options.rollout === undefined ? '' : `, "${options.rollout}"`}, got: ${names}. Name one of them`);
    }
    return new RolloutPlan(found[0]);
  }

  /**
   * The plan of a rollout of an app.
   *
   * @internal
   */
  public static _in(rollout: ApiObject, options: PlanOptions): RolloutPlan {
    const entries = plannable(renderedEntries(rollout));
    // of one that cannot be rendered cdk8s says why
    const manifest: Manifest = entries.find(({ origin }) => origin === rollout)?.manifest ?? rollout.toJson();
    return new RolloutPlan(planOf(manifest, new Bundle(entries), options));
  }

  /**
   * The name of the rollout.
   */
  public readonly name: string;

  /**
   * The stages of an update, in their order.
   */
  public readonly stages: PlannedStage[];

  /**
   * The shortest time that an update can take. The time that people need is not included.
   */
  public readonly shortestTime: Duration;

  /**
   * How long an update takes if every measurement is good. Undefined if it waits for a person, or for another event at an unknown time.
   */
  public readonly healthyTime?: Duration;

  /**
   * The longest time that an update can take, if it is not aborted and no measurement is inconclusive. Undefined if it has no end, or if the end is
   * not known.
   */
  public readonly longestTime?: Duration;

  /**
   * How many times an update waits for a person.
   */
  public readonly manualGates: number;

  /**
   * The largest number of pods that run at the same time in addition to those of the rollout. Undefined if the number of pods of the rollout is not
   * known.
   */
  public readonly extraPods?: number;

  private constructor(private readonly plan: Plan) {
    const { totals: { time, manualGates, extraPods } } = plan;
    this.name = plan.name;
    this.stages = plan.stages.map((stage) => ({
      name: stage.name,
      description: stage.description,
      weight: stage.weight,
      requestedWeight: stage.requestedWeight,
      updatedPods: stage.pods.updated,
      stablePods: stage.pods.stable,
      peakPods: stage.pods.peak,
      healthyTime: durationOf(stage.time.healthy),
      waitsFor: stage.waitsFor,
    }));
    this.shortestTime = Duration.millis(time.least);
    this.healthyTime = durationOf(time.healthy);
    this.longestTime = durationOf(time.most);
    this.manualGates = manualGates;
    this.extraPods = extraPods;
  }

  /**
   * Throws if a new version gets more traffic than this, or for a longer time, before the first measurement that can stop the update. Also throws if
   * no measurement can stop the update.
   */
  public assertExposureBeforeFirstMeasurement(limit: ExposureLimit): void {
    this.keepTo(exposureWithin(limit));
  }

  /**
   * Throws if an update takes longer than this when every measurement is good, or if the time is not known.
   */
  public assertHealthyTime(max: Duration): void {
    this.keepTo(healthyWithin(max));
  }

  /**
   * Throws if an update waits for a person, or if a part of it has no end.
   */
  public assertNoEndlessPause(): void {
    this.keepTo(withoutEndlessPause());
  }

  /**
   * Throws if more pods than this run at the same time in addition to those of the rollout, or if the number is not known.
   */
  public assertExtraPods(max: number): void {
    this.keepTo(extraPodsWithin(max));
  }

  /**
   * Throws if too many updates are aborted by chance, although the new version is as good as the old one. Also throws if this is not known for any
   * analysis. It is calculated for the share of failed or slow requests, and for no other metric.
   *
   * @param max the largest share of updates that may be aborted by chance, from 0 to 1
   * @param traffic the requests to the rollout
   */
  public assertFalseAlarmRate(max: number, traffic: RolloutTraffic): void {
    this.keepTo(falseAlarmRateWithin(max, traffic));
  }

  /**
   * The plan as a table for a terminal.
   */
  public toTable(): string {
    return formatTable([this.plan]);
  }

  /**
   * The plan as Markdown, for a comment on a pull request.
   */
  public toMarkdown(): string {
    return formatMarkdown([this.plan]);
  }

  /**
   * The plan as a picture.
   */
  public toSvg(): string {
    return formatSvg([this.plan]);
  }

  private keepTo(limit: PlanLimit) {
    const violation = limit(this.plan);
    if (violation !== undefined) {
      throw new Error(`rollout "${rolloutTitle(this.plan)}": ${violation}`);
    }
  }
}

/** What `Testing.synth` gives is of any type, so that no compiler has looked at it. */
function readManifest(manifest: unknown, index: number): Manifest {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new Error(`RolloutPlan.of: "manifests[${index}]" must be a manifest as plain data, got ${JSON.stringify(manifest)}`);
  }
  return manifest as Manifest;
}

function durationOf(time: number | undefined): Duration | undefined {
  return time === undefined || time === Infinity ? undefined : Duration.millis(time);
}
