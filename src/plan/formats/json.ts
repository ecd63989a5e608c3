import { pointer } from '../../manifest/pointer';
import { Exposure } from '../exposure';
import { Gate, GateMetric } from '../gate';
import { Chances } from '../power/chances';
import { GatePower, Power } from '../power/power';
import { Span } from '../span';
import { Stage } from '../stage';
import { ShownPlan } from './shown';

/**
 * Plans as data, for programs. These names are a contract: they are those of `RolloutPlan`, and stay when the inside of a plan changes. Times are
 * milliseconds, `"no end"` where only a person ends it. What is not known is left out.
 */
export function formatJson(plans: readonly ShownPlan[]): string {
  const written = (_: string, value: unknown) => Number.isNaN(value) ? undefined : value === Infinity ? 'no end' : value;
  return `${JSON.stringify(plans.map(planData), written, 2)}\n`;
}

function planData({ name, namespace, strategy, routers, replicas, stages, background, totals, notes, power }: ShownPlan): object {
  return {
    name,
    namespace,
    strategy,
    routers,
    replicas,
    ...timesData(totals.time),
    manualGates: totals.manualGates,
    extraPods: totals.extraPods,
    exposure: exposureData(totals.exposure),
    stages: stages.map(stageData),
    background: background && { startingStage: background.from, ...gateData(background.gate) },
    notes,
    power: power && powerData(power),
  };
}

function timesData({ least, healthy, most }: Span): object {
  return { shortestTime: least, healthyTime: healthy, longestTime: most };
}

function exposureData({ parts, ends, measured }: Exposure): object {
  return { parts: parts.map(({ weight, routes, time }) => ({ weight, headerRoutes: routes, duration: time })), until: ends, measurement: measured };
}

function stageData(stage: Stage): object {
  const { name, description, path, requestedWeight, weight, headerRoutes, pods, time, waitsFor, gates, beside, failure, inconclusive } = stage;
  return {
    name,
    description,
    pointer: pointer(...path),
    requestedWeight,
    weight,
    headerRoutes,
    updatedPods: pods.updated,
    stablePods: pods.stable,
    experimentPods: pods.experiment,
    peakPods: pods.peak,
    ...timesData(time),
    waitsFor,
    analyses: gates.map(gateData),
    backgroundTemplates: beside,
    onFailure: failure,
    onInconclusive: inconclusive,
  };
}

function gateData({ path, templates, metrics, time, stops }: Gate): object {
  return { pointer: pointer(...path), templates, ...timesData(time), canAbortAfter: stops, metrics: metrics.map(metricData) };
}

function metricData({ name, times: { first, interval, count, successes }, isDryRun, time, stops }: GateMetric): object {
  return {
    name,
    dryRun: isDryRun,
    firstMeasurement: first,
    interval,
    count,
    consecutiveSuccesses: successes,
    ...timesData(time),
    canAbortAfter: stops,
  };
}

function powerData({ gates, unknown, trials, whole }: Power): object {
  return {
    simulatedUpdates: trials,
    metrics: gates.map(metricPowerData),
    unknown: unknown.map(({ path, ...told }) => ({ pointer: pointer(...path), ...told })),
    together: chancesData(whole),
  };
}

function metricPowerData({ path, metric, at, sees, measurements, requests, noData, ...chances }: GatePower): object {
  return {
    pointer: pointer(...path),
    metric,
    at,
    sees,
    measurements,
    fewestRequests: requests.least,
    mostRequests: requests.most,
    noDataRate: noData,
    ...chancesData(chances),
  };
}

function chancesData({ healthy, regressions, smallest }: Chances): object {
  return {
    falseAlarmRate: healthy.aborted,
    falsePauseRate: healthy.paused,
    regressions: regressions.map(({ fault, share, aborted, requests }) => ({ fault, share, abortRate: aborted, requestsUntilAbort: requests })),
    smallestCaught: smallest,
  };
}
