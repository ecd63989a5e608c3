import { Sight, sightOf, verdictOn } from '../../../src/plan/power/sight';
import { Verdict } from '../../../src/plan/power/verdicts';
import { timesOf } from '../../../src/reading/metric-times';
import { metric, QUANTILE, successRate } from './gates';

function sight(of: Record<string, any>): Sight | string {
  return sightOf(of, timesOf(of));
}

/** What is said of a hundred requests of which so many are bad. */
function saidOf(of: Record<string, any>, ...bad: number[]): string[] {
  const seen = sight(of);
  return typeof seen === 'string' ? [seen] : bad.map((count) => Verdict[verdictOn(seen, count, 100 - count)]);
}

const TOTAL = 'sum(rate(requests_total{app="api"}[2m]))';
const ERRORS = 'sum(rate(requests_total{app="api",code=~"5.."}[2m]))';

describe('a success rate', () => {
  test.each([
    successRate(),
    `1 - ${ERRORS} / ${TOTAL}`,
    `1 - (${ERRORS} or vector(0)) / ${TOTAL}`,
    `(${TOTAL} - ${ERRORS}) / ${TOTAL}`,
    'sum(increase(requests_total{code=~"2..|3..|4.."}[1m])) / sum(increase(requests_total[1m]))',
    'sum(rate(grpc_server_handled_total{grpc_service="api",grpc_code="OK"}[2m])) / sum(rate(grpc_server_handled_total{grpc_service="api"}[2m]))',
    'sum(rate(istio_requests_total{response_code!~"5.*",app="{{args.app}}"}[2m]))/sum(rate(istio_requests_total{app="{{args.app}}"}[2m]))',
  ])('%s', (query) => {
    expect(saidOf(metric({}, query), 0, 5, 6, 100)).toEqual(['GOOD', 'GOOD', 'BAD', 'BAD']);
  });
});

describe('an error rate', () => {
  test.each([
    [`${ERRORS} / ${TOTAL}`, '<= 0.05', '> 0.05'],
    [`100 * ${ERRORS} / ${TOTAL}`, '<= 5', '> 5'],
    [`${ERRORS} / ${TOTAL} * 100`, '<= 5', '> 5'],
    [`(1 - sum(rate(requests_total{app="api",code!~"5.."}[2m])) / ${TOTAL}) * 100`, '<= 5.01', '> 5.01'],
    [`sum(rate(requests_total{app="api",result="error"}[2m])) / ${TOTAL}`, '<= 0.05', '> 0.05'],
  ])('%s', (query, healthy, failed) => {
    expect(saidOf(metric({}, query, healthy, failed), 0, 5, 6, 100)).toEqual(['GOOD', 'GOOD', 'BAD', 'BAD']);
  });
});

describe('slow requests', () => {
  test.each([
    [QUANTILE, '<= 0.5', '> 0.5'],
    [QUANTILE.replace('duration_seconds', 'milliseconds'), '<= 500', '> 500'],
    [`1000 * ${QUANTILE}`, '<= 500', '> 500'],
    ['sum(rate(duration_seconds_bucket{app="api",le="0.5"}[2m])) / sum(rate(duration_seconds_count{app="api"}[2m]))', '>= 0.99', '< 0.99'],
  ])('%s', (query, healthy, failed) => {
    const of = metric({}, query, healthy, failed);
    expect(sight(of)).toMatchObject({ sees: 'slow requests' });
    expect(saidOf(of, 0, 1, 2, 100)).toEqual(['GOOD', 'GOOD', 'BAD', 'BAD']);
  });
});

describe('conditions', () => {
  const with_ = (successCondition?: string, failureCondition?: string) => metric({ successCondition, failureCondition });

  test.each([
    ['one alone decides both ways', with_('result[0] >= 0.95'), ['GOOD', 'GOOD', 'BAD']],
    ['and so does a failure', with_(undefined, 'result[0] < 0.95'), ['GOOD', 'GOOD', 'BAD']],
    ['what is neither is open', with_('result[0] >= 0.99', 'result[0] < 0.95'), ['GOOD', 'UNDECIDED', 'BAD']],
    ['a failure outdoes a success', with_('result[0] >= 0.9', 'result[0] < 0.95'), ['GOOD', 'GOOD', 'BAD']],
    ['numbers stand on either side', with_('0.95 <= asFloat(result[0])'), ['GOOD', 'GOOD', 'BAD']],
    ['each may be denied', with_('not (result[0] < 0.95 or isNaN(result[0]))'), ['GOOD', 'GOOD', 'BAD']],
    ['a border itself can differ', with_('result[0] != 0.95'), ['GOOD', 'BAD', 'GOOD']],
  ])('%s', (_, of, expected) => {
    expect(saidOf(of, 0, 5, 6)).toEqual(expected);
  });

  test.each([
    ['open', metric(), Verdict.UNDECIDED],
    ['bad', with_('result[0] >= 0.95'), Verdict.BAD],
    ['good', with_('isNaN(result[0]) || result[0] >= 0.95'), Verdict.GOOD],
  ])('no data is %s', (_, of, expected) => {
    expect(sight(of)).toMatchObject({ noData: expected });
  });
});

test('times and limits', () => {
  expect(sight(metric({ failureLimit: '2', inconclusiveLimit: undefined, consecutiveSuccessLimit: 3, initialDelay: '1m' }, successRate('5m')))).toMatchObject({
    window: 300_000, failureLimit: 2, inconclusiveLimit: 0, times: { first: 60_000, interval: 30_000, count: 5, successes: 3 },
  });
});

describe('what is not known, and why', () => {
  const neither = 'its query is neither a share of requests nor a quantile of their times';
  const asks = (query: string, more = {}) => metric(more, query);

  test.each([
    ['another provider', { provider: { web: { url: 'https://example.com' } }, successCondition: 'result > 1' }, 'it does not ask Prometheus'],
    ['a number of errors', asks(ERRORS), neither],
    ['a share of two counters', asks(`${ERRORS} / sum(rate(others_total[2m]))`), neither],
    ['a share of a path', asks('sum(rate(requests_total{path="/"}[2m])) / sum(rate(requests_total[2m]))'), neither],
    ['a share of errors of a path', asks('sum(rate(requests_total{path="/",code=~"5.."}[2m])) / sum(rate(requests_total[2m]))'), neither],
    ['shares by path', asks('sum by (path) (rate(requests_total{code=~"5.."}[2m])) / sum by (path) (rate(requests_total[2m]))'), neither],
    ['a rate of the last two samples', asks('sum(irate(requests_total{code=~"5.."}[2m])) / sum(irate(requests_total[2m]))'), neither],
    ['quantiles by path', asks('histogram_quantile(0.9, sum by (le, path) (rate(duration_bucket[2m])))'), neither],
    ['a query that cannot be read', asks('sum('), neither],
    ['a window of an argument', asks(successRate('{{args.window}}')), 'its window, times or limits are only known when it runs'],
    ['a limit of an argument', asks(successRate(), { failureLimit: '{{args.limit}}' }), 'its window, times or limits are only known when it runs'],
    ['a range', { provider: { prometheus: { query: successRate(), rangeQuery: { start: 'now() - duration("5m")' } } } }, 'it asks for a range of values'],
    ['no condition', metric({ successCondition: '', failureCondition: undefined }), 'it has no condition'],
    ['a threshold of an argument', metric({ successCondition: 'result[0] >= {{args.least}}' }), 'its conditions depend on what is only known when it runs'],
    ['all results', metric({ successCondition: 'all(result, # > 0.95)' }), 'its conditions are more than comparisons of the result with numbers'],
    ['a result that is calculated with', metric({ successCondition: 'result[0] * 100 > 95' }), 'its conditions are more than comparisons of the result with numbers'],
    ['two times', metric({ failureCondition: 'result[0] > 1' }, QUANTILE, '<= 0.5'), 'it compares a quantile with more than one number'],
    [
      'an error where there is nothing', metric({ successCondition: 'result[0] > 0.95', failureCondition: undefined }, `${successRate()} and sum(increase(requests_total[2m])) >= 9`),
      'it ends in an error where there are too few requests',
    ],
  ])('%s', (_, of, why) => {
    expect(sight(of)).toBe(why);
  });
});
