import { Manifest } from '../../manifest/bundle';
import { formatGoDuration, parseGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { Mount, titleOf } from '../../reading/analyses';
import { filledWith, valuesIn } from '../../reading/filled';
import { dryRunOf, successTime, timesOf } from '../../reading/metric-times';
import { Metric, metricsOf, PlacedMetric } from '../../reading/metrics';
import { numberOf } from '../../reading/open-value';
import { waits } from '../../reading/waits';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { mergeRule } from './analysis-rule';

function unwise(rule: Parameters<typeof mergeRule>[0]): Rule {
  return { ...mergeRule(rule), severity: Severity.WARNING };
}

const backgroundRepeats = unwise({
  id: 'background-repeats',
  stage: 'never',
  why: 'a background analysis is to watch the whole release, and a metric without an interval is measured once, at its start',
  check({ place, named }, templates) {
    return place !== 'background' ? [] : templates.flatMap((template) => metricsOf(template).filter(isMeasuredOnce).map(({ metric: { name } }) => ({
      pointer: pointer(...named),
      message: `metric "${name}" of ${titleOf(template)} has no interval, so it is measured once and never again: give it one, or make the analysis a step`,
    })));
  },
});

const backgroundStarts: Rule = {
  id: 'background-starts',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller waits for a step that never comes, and nothing watches the release',
  check({ spec }: Manifest) {
    const { analysis, steps = [] } = spec?.strategy?.canary ?? {};
    return steps.length === 0 || !(analysis?.startingStep > steps.length) ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'analysis', 'startingStep'),
      message: `a background analysis starts at one of the steps, which are counted from 0 to ${steps.length - 1}, got ${analysis.startingStep}: it would never start`,
    }];
  },
};

/** A job that runs once may be what makes the traffic to measure. */
function isMeasuredOnce({ metric: { interval, provider } }: PlacedMetric): boolean {
  return !interval && provider !== undefined && provider.job === undefined;
}

const dryRunLeavesMetric = unwise({
  id: 'dry-run-leaves-metric',
  stage: 'never',
  why: 'what a metric in a dry run says does not count, so the analysis succeeds whatever is measured',
  check(mount, templates) {
    const { owner, named } = mount;
    const names: string[] = templates.flatMap(metricsOf).map(({ metric }) => metric.name);
    return names.length === 0 || !names.every(dryRunOf(mount, templates)) ? [] : [{
      pointer: pointer(...owner.value.dryRun ? [...owner.path, 'dryRun'] : named),
      message: `an analysis should have a metric that counts, got only metrics in a dry run: ${names.join(', ')}`,
    }];
  },
});

const LONGEST = 24 * 60 * 60 * 1000;

const gateTakesLong = unwise({
  id: 'gate-takes-long',
  stage: 'never',
  why: 'a step or a gate holds the release until its last measurement, even where all is well',
  check({ place, named }, templates) {
    return place !== 'gate' ? [] : templates.flatMap((template) => metricsOf(template).flatMap(({ metric }) => {
      const least = leastTime(metric);
      return !(least > LONGEST) ? [] : [{
        pointer: pointer(...named),
        message: `metric "${metric.name}" of ${titleOf(template)} takes at least ${formatGoDuration(least)}, allowed are ${formatGoDuration(LONGEST)} `
          + 'in a step or a gate: measure less often, or in the background',
      }];
    }));
  },
});

/** How long a metric measures at least, in milliseconds. NaN where that is not known. */
function leastTime(metric: Metric): number {
  const times = timesOf(metric);
  const least = successTime(times);
  return least === Infinity ? times.first : least;
}

const waitHasNoDeadline = unwise({
  id: 'wait-has-no-deadline',
  stage: 'never',
  why: 'only the steps of a canary are exempt from the progress deadline: before a promotion it makes the rollout Degraded, or aborts it, while it waits',
  check({ path, named }, templates) {
    return path[3] !== 'prePromotionAnalysis' ? [] : templates.flatMap((template) => metricsOf(template).filter(({ metric }) => waits(metric)).map(({ metric }) => ({
      pointer: pointer(...named),
      message: `metric "${metric.name}" of ${titleOf(template)} waits until something holds, and the progress deadline takes that for an update that hangs: wait in a step of a canary`,
    })));
  },
});

/** Of an experiment with a duration, the metrics that take longer than that. */
function outlasting(
  { place, owner, analysis, named }: Mount, templates: readonly Manifest[], isRequired: boolean, remedy: (duration: string) => string,
): Violation[] {
  const { duration } = owner.value;
  const lasts = parseGoDuration(duration ?? '');
  return place !== 'experiment' || lasts === undefined || Boolean(analysis.requiredForCompletion) !== isRequired ? [] : templates.flatMap((template) => metricsOf(template)
    .filter(({ metric }) => leastTime(metric) > lasts)
    .map(({ metric }) => ({
      pointer: pointer(...named),
      message: `metric "${metric.name}" of ${titleOf(template)} takes at least ${formatGoDuration(leastTime(metric))}, but ${remedy(duration)}`,
    })));
}

const experimentMeasuresAll = unwise({
  id: 'experiment-measures-all',
  stage: 'never',
  why: 'an analysis that is not requiredForCompletion ends with the experiment and counts as a success, however little it has measured',
  check: (mount, templates) => outlasting(mount, templates, false,
    (duration) => `the experiment ends after ${duration}: give it more time, or make the analysis requiredForCompletion and leave the duration out`),
});

const experimentPodsStay = unwise({
  id: 'experiment-pods-stay',
  stage: 'never',
  why: 'an analysis that is requiredForCompletion goes on after the duration, when the pods are gone that it is to measure',
  check: (mount, templates) => outlasting(mount, templates, true, (duration) => `the pods stop after ${duration}: give the experiment more time, or no duration`),
});

const experimentAnalysisEnds = mergeRule({
  id: 'experiment-analysis-ends',
  stage: 'never',
  why: 'an analysis that is requiredForCompletion and measures for ever never succeeds, so the experiment goes on until a human ends it, whatever its duration',
  check(mount, templates, manifest) {
    const { place, owner, analysis, named } = mount;
    // what is in a dry run is not told apart here
    const isSure = [owner.value, ...templates.map(({ spec }) => spec)].every((spec) => spec?.dryRun === undefined);
    const values = valuesIn(mount, templates, manifest);
    return place !== 'experiment' || !analysis.requiredForCompletion || !isSure ? [] : templates.flatMap((template) => metricsOf(filledWith(template, values))
      .filter(({ metric }) => isEndless(metric))
      .map(({ metric: { name, count } }) => ({
        pointer: pointer(...named),
        message: `metric "${name}" of ${titleOf(template)} has an interval and no end, got ${count ?? 'none'} as its count: `
          + 'give it a count, or make the analysis not requiredForCompletion',
      })));
  },
});

function isEndless({ interval, count, consecutiveSuccessLimit = 0 }: Metric): boolean {
  return Boolean(interval) && numberOf(count) === 0 && numberOf(consecutiveSuccessLimit) === 0;
}

const jobEnds = unwise({
  id: 'job-ends',
  stage: 'measure',
  why: 'a step, a gate or an experiment waits for its Job as long as that runs or finds no place to run, so one that hangs holds the release for ever',
  check({ place, analysis, named }, templates) {
    const isAwaited = place === 'gate' || (place === 'experiment' && analysis.requiredForCompletion);
    return !isAwaited ? [] : templates.flatMap((template) => metricsOf(template).filter(mayHang).map(({ metric: { name } }) => ({
      pointer: pointer(...named),
      message: `the Job of metric "${name}" of ${titleOf(template)} should have a deadline, got none: give its spec activeDeadlineSeconds`,
    })));
  },
});

function mayHang({ metric: { provider } }: PlacedMetric): boolean {
  const spec = provider?.job?.spec;
  return spec !== undefined && spec.activeDeadlineSeconds === undefined && spec.template?.spec?.activeDeadlineSeconds === undefined;
}

export const ANALYSIS_COURSE_RULES: readonly Rule[] = [
  backgroundRepeats, backgroundStarts, dryRunLeavesMetric, gateTakesLong, waitHasNoDeadline, experimentMeasuresAll, experimentPodsStay,
  experimentAnalysisEnds, jobEnds,
];
