import { Effort } from '../../../src/plan/power/chances';
import { powerOf } from '../../../src/plan/power/power';
import { powerText } from '../../../src/plan/power/words';
import { plan, rolloutWith, template } from '../fixtures';
import { judged, metric, planned, QUANTILE, successRate, traffic } from './gates';

const TRIALS = 10_000;
const EFFORT: Partial<Effort> = { trials: TRIALS, factors: [3, 10] };

/** What so many trials can be off, as good as never by chance. */
function within(chance: number): number {
  return 4.5 * Math.sqrt(Math.max(chance * (1 - chance), 1 / TRIALS) / TRIALS);
}

/** Chances of published simulations of the default gate, rounded to percents. */
test.each([
  [12, 0.16, 0.41, 0.84],
  [60, 0.015, 0.25, 0.98],
  [240, 0, 0.06, 1],
  [2400, 0, 0, 1],
])('the default gate with %d requests a window', (requests, ...expected) => {
  const { whole: { healthy, regressions } } = powerOf(judged(metric()), traffic(requests), EFFORT);
  const chances = [healthy.aborted, ...regressions.map(({ aborted }) => aborted)];
  expect(regressions.map(({ share }) => share)).toEqual([0.03, 0.1]);
  chances.forEach((chance, index) => expect(Math.abs(chance - expected[index])).toBeLessThanOrEqual(within(expected[index]) + 0.005));
});

function logFactorial(count: number): number {
  return Array.from({ length: count }, (_, index) => Math.log(index + 1)).reduce((sum, log) => sum + log, 0);
}

function binomial(count: number, chance: number, successes: number): number {
  const ways = Math.exp(logFactorial(count) - logFactorial(successes) - logFactorial(count - successes));
  return ways * chance ** successes * (1 - chance) ** (count - successes);
}

/** The chance of a window with too many errors: for each count of requests, weighed by how often that is met. */
function badWindow(mean: number, share: number, allowed: number): number {
  return Array.from({ length: 3 * mean }, (_, count) => {
    const more = Array.from({ length: count + 1 }, (__, errors) => errors).filter((errors) => errors > allowed * count + 1e-9);
    return Math.exp(count * Math.log(mean) - mean - logFactorial(count)) * more.reduce((sum, errors) => sum + binomial(count, share, errors), 0);
  }).reduce((sum, chance) => sum + chance, 0);
}

describe('windows that do not overlap', () => {
  test.each([['2m', 20, 0.02], ['2m', 40, 0.01], ['3m', 60, 0.03]])('every %s with %d requests and %d errors are as the binomial formula has it', (interval, requests, share) => {
    const { whole } = powerOf(judged(metric({ interval })), traffic(requests, share), EFFORT);
    const bad = badWindow(requests, share, 0.05);
    const expected = 1 - binomial(5, bad, 0) - binomial(5, bad, 1);
    expect(Math.abs(whole.healthy.aborted - expected)).toBeLessThanOrEqual(within(expected));
  });

  test('that do overlap go wrong more often', () => {
    const bad = badWindow(60, 0.01, 0.05);
    expect(powerOf(judged(metric()), traffic(60), EFFORT).whole.healthy.aborted).toBeGreaterThan(4 * (1 - binomial(5, bad, 0) - binomial(5, bad, 1)));
  });
});

test('many gates are tried less often', () => {
  expect(powerOf(judged(metric()), traffic(12), { factors: [] }).trials).toBe(20_000);
  expect(powerOf(judged(...Array.from({ length: 4 }, () => metric())), traffic(12), { factors: [] }).trials).toBe(7813);
});

test('is the same each time, and with other random numbers nearly', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => powerOf(judged(metric()), traffic(12), { ...EFFORT, seed }));
  expect(again).toEqual(first);
  expect(other.whole.healthy.aborted).not.toBe(first.whole.healthy.aborted);
  expect(Math.abs(other.whole.healthy.aborted - first.whole.healthy.aborted)).toBeLessThan(2 * within(0.16));
});

test('more errors are never caught less often', () => {
  const { regressions } = powerOf(judged(metric()), traffic(60), { trials: 2000, factors: [1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100] }).whole;
  const caught = regressions.map(({ aborted }) => aborted);
  expect(caught).toEqual([...caught].sort((one, other) => one - other));
  expect(caught.at(-1)).toBe(1);
});

test('the smallest regression that is caught with 90%', () => {
  const { smallest } = powerOf(judged(metric()), traffic(240), EFFORT).whole;
  const { regressions } = powerOf(judged(metric()), traffic(240), { trials: TRIALS, factors: [smallest.errors! / 0.01] }).whole;
  expect(regressions[0].aborted).toBeGreaterThan(0.87);
  expect(regressions[0].aborted).toBeLessThan(0.93);
});

test('how many requests a bad version meets', () => {
  const { regressions: [{ aborted, requests }] } = powerOf(judged(metric()), traffic(2400), { trials: 100, factors: [50] }).whole;
  // the second bad measurement comes after two and a half minutes
  expect(aborted).toBe(1);
  expect(requests).toBeCloseTo(20 * 150);
});

describe('no data', () => {
  const few = { requestsPerSecond: 2 / 120, errorRate: 0 };

  test('pauses the update where it happens too often', () => {
    const { gates: [{ noData, healthy }] } = powerOf(judged(metric()), few, EFFORT);
    expect(noData).toBeCloseTo(Math.exp(-1));
    expect(healthy.aborted).toBe(0);
    expect(healthy.paused).toBeGreaterThan(0.2);
  });

  test('aborts where it is a failure', () => {
    const { healthy } = powerOf(judged(metric({ failureCondition: undefined })), few, EFFORT).whole;
    expect(healthy.paused).toBe(0);
    expect(healthy.aborted).toBeGreaterThan(0.2);
  });

  test('is what too few requests are where the query asks for more', () => {
    const query = `${successRate()} and sum(increase(requests_total{app="api"}[2m])) >= 100`;
    const { gates: [{ noData, healthy }] } = powerOf(judged(metric({}, query)), traffic(12), EFFORT);
    expect(noData).toBeCloseTo(1);
    expect(healthy).toEqual({ aborted: 0, paused: 1 });
    expect(powerOf(judged(metric({}, query)), traffic(240), EFFORT).whole.healthy).toEqual({ aborted: 0, paused: 0 });
  });
});

test('a quantile is judged by the share of slow requests', () => {
  const latency = judged(metric({}, QUANTILE, '<= 0.5', '> 0.5'));
  const { gates: [gate], whole } = powerOf(latency, traffic(2400, 0.01, 0.002), { trials: 2000, factors: [2, 10] });
  expect(gate.sees).toBe('slow requests');
  expect(whole.healthy.aborted).toBe(0);
  expect(whole.regressions.map(({ fault, aborted }) => [fault, aborted])).toEqual([['slow requests', 0], ['slow requests', 1]]);
  expect(whole.smallest['slow requests']).toBeGreaterThan(0.01);
  expect(whole.smallest['slow requests']).toBeLessThan(0.015);
});

describe('several gates', () => {
  const both = judged(metric(), metric({}, QUANTILE, '<= 0.5', '> 0.5'));

  test('abort where one of them does', () => {
    const { gates, whole } = powerOf(both, traffic(12, 0.01, 0.002), EFFORT);
    const [one, other] = gates.map(({ healthy: { aborted } }) => aborted);
    expect(gates.map(({ sees }) => sees)).toEqual(['errors', 'slow requests']);
    expect(Math.abs(whole.healthy.aborted - (1 - (1 - one) * (1 - other)))).toBeLessThan(within(whole.healthy.aborted));
    expect(whole.regressions.map(({ fault }) => fault)).toEqual(['errors', 'errors', 'slow requests', 'slow requests']);
  });

  test('of which some are not known', () => {
    const { gates, unknown } = powerOf(both, traffic(12), { trials: 100 });
    expect(gates).toHaveLength(1);
    expect(unknown).toEqual([{
      path: ['spec', 'strategy', 'canary', 'steps', 1, 'analysis'],
      metric: 'metric-1',
      at: 'at step 1',
      why: 'nobody says which share of the requests is slow while all is well',
    }]);
  });

  test('of a dry run decide nothing', () => {
    const dry = planned('{steps: [{setWeight: 50}, {analysis: {dryRun: [{metricName: .*}], templates: [{templateName: health}]}}]}', metric());
    const nothing = { healthy: { aborted: 0, paused: 0 }, regressions: [], smallest: {} };
    expect(powerOf(dry, traffic(12), EFFORT)).toEqual({ gates: [], unknown: [], trials: TRIALS, whole: nothing });
  });
});

describe('traffic', () => {
  test('grows under an analysis that runs beside the steps', () => {
    const { gates: [{ at, measurements, requests }] } = powerOf(planned(
      '{analysis: {templates: [{templateName: health}]}, steps: [{setWeight: 25}, {pause: {duration: 10m}}, {setWeight: 50}, {pause: {duration: 10m}}]}',
      metric({ count: undefined, initialDelay: undefined }),
    ), { requestsPerSecond: 1, errorRate: 0.01 }, { trials: 100 });
    expect({ at, measurements, requests }).toEqual({ at: 'beside the steps', measurements: 41, requests: { least: 0, most: 60 } });
  });

  test('is none before a promotion', () => {
    const { gates: [{ at, requests, noData }] } = powerOf(plan(
      rolloutWith('{blueGreen: {activeService: live, prePromotionAnalysis: {templates: [{templateName: health}]}}}'),
      [template('health', JSON.stringify(metric()))],
    ), traffic(100), { trials: 100 });
    expect({ at, requests, noData }).toEqual({ at: 'before promotion', requests: { least: 0, most: 0 }, noData: 1 });
  });

  test('is not known without the number of pods', () => {
    const { unknown } = powerOf(plan(
      rolloutWith('{canary: {steps: [{setWeight: 20}, {analysis: {templates: [{templateName: health}]}}]}}', {}),
      [template('health', JSON.stringify(metric()))],
    ), traffic(100));
    expect(unknown.map(({ why }) => why)).toEqual(['the share of the traffic is not known: say how many pods there are']);
  });
});

test('in words', () => {
  const latency = metric({}, QUANTILE, '<= 0.5', '> 0.5');
  expect(powerText(powerOf(judged(metric(), latency, metric({}, 'up')), traffic(60, 0.01, 0.0005), { trials: 1000 }))).toEqual([
    'metric-0 at step 1: 5 measurements of errors, each of about 60 requests',
    '  a healthy release is aborted in 1.8% of updates',
    '  one with 3% errors is aborted in 27% of updates, after about 91 requests',
    '  one with 10% errors is aborted in 98% of updates, after about 78 requests',
    '  the smallest share of errors that is caught with 90% is 8.1%',
    'metric-1 at step 1: 5 measurements of slow requests, each of about 60 requests',
    '  a healthy release is aborted in 3.4% of updates',
    '  one with 0.3% slow requests is aborted in 22% of updates, after about 90 requests',
    '  one with 1% slow requests is aborted in 59% of updates, after about 87 requests',
    '  the smallest share of slow requests that is caught with 90% is 2.7%',
    'metric-2 at step 1: unknown what it sees, because its query is neither a share of requests nor a quantile of their times',
    'all of them that are known:',
    '  a healthy release is aborted in 5.2% of updates',
    '  one with 3% errors is aborted in 29% of updates, after about 91 requests',
    '  one with 10% errors is aborted in 98% of updates, after about 78 requests',
    '  one with 0.3% slow requests is aborted in 23% of updates, after about 90 requests',
    '  one with 1% slow requests is aborted in 60% of updates, after about 86 requests',
    '  the smallest share of errors that is caught with 90% is 8.1%',
    '  the smallest share of slow requests that is caught with 90% is 2.7%',
  ]);
  expect(powerText(powerOf(judged(metric()), { requestsPerSecond: 0.05, errorRate: 0 }, { trials: 1000, factors: [] }))).toEqual([
    'metric-0 at step 1: 5 measurements of errors, each of about 3 requests, too few to judge in 5% of measurements',
    '  a healthy release is aborted in 0% of updates, and waits for somebody to decide in 6.8%',
    '  the smallest share of errors that is caught with 90% is 60%',
  ]);
  expect(powerText(powerOf(judged(metric()), traffic(2400), { trials: 1000, factors: [3] }))).toEqual([
    'metric-0 at step 1: 5 measurements of errors, each of about 2,400 requests',
    '  a healthy release is aborted in 0% of updates',
    '  one with 3% errors is aborted in 0% of updates',
    '  the smallest share of errors that is caught with 90% is 5.4%',
  ]);
});
