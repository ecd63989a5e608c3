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
 * What an update of a rollout will do, before it happens: its stages with their traffic, pods and times. Times are those of pauses and
 * measurements: how long pods take to start comes on top.
 *
 * Each `assert` method throws where the plan is not as it says, so that a test of any framework fails with the reason.
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
   * The plan of a rollout among manifests that are deployed together, whoever made them. Throws where the checks have an error about the
   * rollout, its analysis templates or its autoscaler.
   *
   * @param manifests all that is deployed together, as plain data
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
   * How long an update takes at least, without the time that people take.
   */
  public readonly shortestTime: Duration;

  /**
   * How long an update takes where every measurement is good. Undefined where it waits for a person, or for something else of which nobody knows
   * how long it takes.
   */
  public readonly healthyTime?: Duration;

  /**
   * How long an update takes at most, if it is not aborted and no measurement is inconclusive. Undefined where it has no end, or none that is known.
   */
  public readonly longestTime?: Duration;

  /**
   * How often an update waits for a person.
   */
  public readonly manualGates: number;

  /**
   * The most pods that there are at a time beyond those of the rollout. Undefined where the number of its pods is not known.
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
   * Throws if more users than this get a new version before the first measurement that can stop it, or for longer, or if no measurement can stop
   * it at all.
   */
  public assertExposureBeforeFirstMeasurement(limit: ExposureLimit): void {
    this.keepTo(exposureWithin(limit));
  }

  /**
   * Throws if an update in which every measurement is good takes longer, or if nobody knows how long it takes.
   */
  public assertHealthyTime(max: Duration): void {
    this.keepTo(healthyWithin(max));
  }

  /**
   * Throws if an update waits for a person, or if something in it has no end.
   */
  public assertNoEndlessPause(): void {
    this.keepTo(withoutEndlessPause());
  }

  /**
   * Throws if there are more pods at a time beyond those of the rollout, or if nobody knows how many.
   */
  public assertExtraPods(max: number): void {
    this.keepTo(extraPodsWithin(max));
  }

  /**
   * Throws if a new version that is as good as the old one is aborted in a larger share of updates, or if nothing is known of any gate. What a gate sees is worked
   * out for shares of failed or slow requests, and for no other metric.
   *
   * @param max    the share of updates, from 0 to 1
   * @param traffic the requests of the rollout
   */
  public assertFalseAlarmRate(max: number, traffic: RolloutTraffic): void {
    this.keepTo(falseAlarmRateWithin(max, traffic));
  }

  /**
   * As a table, for a terminal.
   */
  public toTable(): string {
    return formatTable([this.plan]);
  }

  /**
   * As Markdown, for a comment on a pull request.
   */
  public toMarkdown(): string {
    return formatMarkdown([this.plan]);
  }

  /**
   * As a picture.
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
