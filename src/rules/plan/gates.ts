import { DEFAULTS } from '../../manifest/defaults';
import { formatGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { GateMetric } from '../../plan/gate';
import { Stage, StageWait } from '../../plan/stage';
import { windowOf } from '../../reading/promql/window';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { planRule } from './plan-rule';

const gateWithinDeadline = planRule({
  id: 'gate-within-deadline',
  why: 'a blue-green analysis counts as time without progress: the rollout is Degraded, or with progressDeadlineAbort the update aborted, while it still measures',
  check({ stages, strategy }, { spec }) {
    const deadline = (spec?.progressDeadlineSeconds ?? DEFAULTS.progressDeadlineSeconds) * 1000;
    // a step of a canary is not held to it while it measures, and after promotion only an update that it aborts
    const isHeld = ({ weight, gates }: Stage) => strategy === 'blue-green' && gates.length > 0 && (weight === 0 || spec?.progressDeadlineAbort);
    return stages.filter((stage) => isHeld(stage) && stage.time.least > deadline).map(({ path, time }) => ({
      pointer: pointer(...path),
      message: `the analysis takes at least ${formatGoDuration(time.least)}, and progressDeadlineSeconds allows ${formatGoDuration(deadline)} without progress: `
        + 'measure in less time, or allow more',
    }));
  },
});

/** What is said of each metric of each analysis that holds the update. */
function ofMetrics(stages: readonly Stage[], say: (metric: GateMetric, stage: Stage, index: number) => string | undefined): Violation[] {
  return stages.flatMap((stage, index) => stage.gates.flatMap((gate) => gate.metrics.filter(({ isDryRun }) => !isDryRun).flatMap((metric) => {
    const message = say(metric, stage, index);
    return message === undefined ? [] : [{ pointer: pointer(...gate.path), message }];
  })));
}

/** How far back a metric looks, if it asks Prometheus. */
function windowIn({ metric: { provider } }: GateMetric): number | undefined {
  const query: unknown = provider?.prometheus?.query;
  return typeof query === 'string' ? windowOf(query) : undefined;
}

/** How long the traffic of a stage has been there when it begins. Undefined if nobody knows, or if it has none. */
function ageOfTraffic(stages: readonly Stage[], index: number): number | undefined {
  const { weight = 0 } = stages[index];
  const since = stages.slice(0, index).reduce((last, stage, at) => (stages[at - 1]?.weight ?? 0) < (stage.weight ?? 0) ? at : last, -1);
  const times = since < 0 || weight === 0 ? [NaN] : stages.slice(since, index).map(({ time, waitsFor: ends }) => ends === 'person' ? Infinity : time.healthy ?? Infinity);
  const age = times.reduce((sum, time) => sum + time, 0);
  return Number.isNaN(age) ? undefined : age;
}

const gateAfterTraffic = planRule({
  id: 'gate-after-traffic',
  why: 'the first measurement looks back on a time in which the step had no traffic yet, and says nothing about it',
  check({ stages }) {
    return ofMetrics(stages, (metric, { waitsFor }, index) => {
      const window = windowIn(metric);
      return waitsFor !== StageWait.MEASUREMENTS || window === undefined || metric.times.first !== 0 || ageOfTraffic(stages, index) !== 0 ? undefined
        : `metric "${metric.name}" is measured as soon as the new version gets this traffic, and looks back over ${formatGoDuration(window)} without it: `
          + 'pause before the analysis, or give the metric an initialDelay';
    });
  },
});

const measurementsDiffer = planRule({
  id: 'measurements-differ',
  why: 'all measurements look at some of the same requests, so that one bad moment makes each of them fail, and one good moment hides what comes after it',
  check({ stages }) {
    return ofMetrics(stages, (metric) => {
      const { interval, count } = metric.times;
      const [window, apart] = [windowIn(metric) ?? NaN, interval * (count - 1)];
      return !(count > 1 && count < Infinity && apart < window) ? undefined
        : `the ${count} measurements of metric "${metric.name}" are taken within ${formatGoDuration(apart)}, and each looks back over ${formatGoDuration(window)}: `
          + 'lengthen the interval, measure more often, or shorten the range of the query';
    });
  },
});

export const PLAN_GATE_RULES: readonly Rule[] = [gateWithinDeadline, gateAfterTraffic, measurementsDiffer];
