import { Duration } from 'cdk8s';
import { AnalysisMetric, MetricProvider, NoData, Threshold } from '../../../src';
import { Check, Outcome } from './check';
import { askAll, Question } from './conditions';
import { GO } from './tool';

type Measured = Pick<Question, 'kind' | 'numbers'>;

/** What a provider hands over for a number, and for none, where that is no error. */
interface Results {
  readonly provider: MetricProvider;
  readonly of: (value: string) => Measured;
  readonly none?: readonly Measured[];
}

const NUMBER = (value: string): Measured => ({ kind: 'number', numbers: [value] });
const ROW = (value: string): Measured => ({ kind: 'map', numbers: [value] });

const PROVIDERS: Readonly<Record<string, Results>> = {
  prometheus: {
    provider: MetricProvider.prometheus({ query: 'up' }),
    of: (value) => ({ kind: 'numbers', numbers: [value] }),
    none: [{ kind: 'numbers', numbers: [] }, { kind: 'numbers', numbers: ['NaN'] }],
  },
  datadog: { provider: MetricProvider.datadog({ query: 'sum:errors{*}' }), of: NUMBER, none: [{ kind: 'nothing', numbers: [] }] },
  newRelic: {
    provider: MetricProvider.newRelic({ query: 'SELECT count(*) AS a FROM Transaction', attribute: 'a' }),
    of: ROW,
    none: [{ kind: 'mapOfNothing', numbers: [] }],
  },
  cloudWatch: {
    provider: MetricProvider.cloudWatch({ queries: [{ id: 'a', expression: 'errors / requests' }], interval: Duration.minutes(5) }),
    // the newest comes first
    of: (value) => ({ kind: 'metricData', numbers: [value, '1e9', '-1e9'] }),
    none: [{ kind: 'metricData', numbers: [] }],
  },
  graphite: {
    provider: MetricProvider.graphite({ address: 'https://graphite.example', query: 'target=errors&from=-5min' }),
    // the newest comes last
    of: (value) => ({ kind: 'numbers', numbers: ['1e9', '-1e9', value] }),
    none: [{ kind: 'numbers', numbers: [] }],
  },
  influxdb: { provider: MetricProvider.influxdb({ query: 'from(bucket: "a") |> last()' }), of: (value) => ({ kind: 'list', numbers: [value] }) },
  wavefront: { provider: MetricProvider.wavefront({ address: 'example.wavefront.com', query: 'ts(errors)' }), of: NUMBER },
  skywalking: {
    provider: MetricProvider.skywalking({
      address: 'http://skywalking.monitoring:12800', query: 'query { a }', interval: Duration.minutes(5), numberExpression: 'result.a',
    }),
    of: ROW,
  },
  web: { provider: MetricProvider.web({ url: 'https://shop.example/rate', jsonPath: '{$.rate}' }), of: NUMBER },
  plugin: { provider: MetricProvider.plugin({ name: 'shop/sampler', numberExpression: 'result' }), of: NUMBER },
};

const THRESHOLDS: ReadonlyArray<{ readonly threshold: Threshold; readonly good: string; readonly bad: string }> = [
  { threshold: Threshold.atLeast(0.95), good: '0.95', bad: '0.9499' },
  { threshold: Threshold.atMost(0.95), good: '0.95', bad: '0.9501' },
  { threshold: Threshold.above(0), good: '0.0001', bad: '0' },
  { threshold: Threshold.below(500), good: '499', bad: '500' },
];

type Verdict = 'success' | 'failure' | 'inconclusive';

interface Case {
  readonly what: string;
  readonly success: Question;
  readonly failure: Question;
  readonly expected: Verdict;
}

const OF_NO_DATA: Readonly<Record<NoData, Verdict>> = { [NoData.INCONCLUSIVE]: 'inconclusive', [NoData.PASS]: 'success', [NoData.FAIL]: 'failure' };

function casesOf(name: string, { provider, of, none = [] }: Results): Case[] {
  const policies = none.length > 0 ? Object.values(NoData) : [undefined];
  return THRESHOLDS.flatMap(({ threshold, good, bad }) => policies.flatMap((noData) => {
    const { successCondition, failureCondition } = new AnalysisMetric({ name, provider, healthy: threshold, noData })._toKube();
    const judged = (measured: Measured, expected: Verdict): Case => ({
      what: `${name} ${JSON.stringify(measured)}, no data being ${noData}: ${successCondition}`,
      success: { condition: successCondition!, ...measured },
      failure: { condition: failureCondition!, ...measured },
      expected,
    });
    return [judged(of(good), 'success'), judged(of(bad), 'failure'), ...none.map((measured) => judged(measured, OF_NO_DATA[noData!]))];
  }));
}

/** What we make of a threshold does in the controller what it says, for the results of every provider. */
export const thresholdsJudge: Check = {
  name: 'thresholds',
  needs: [GO],
  run: () => Object.entries(PROVIDERS).map(([name, results]): Outcome => {
    const cases = casesOf(name, results);
    const answers = askAll(cases.flatMap(({ success, failure }) => [success, failure]));
    const problems = cases.flatMap(({ what, expected }, index) => {
      const [success, failure] = [answers[2 * index], answers[2 * index + 1]];
      const error = [success, failure].map(({ notCompiled, failed }) => notCompiled ?? failed).find(Boolean);
      const got = error ?? (failure.holds ? 'failure' : success.holds ? 'success' : 'inconclusive');
      return got === expected ? [] : [`${what}: ${got} instead of ${expected}`];
    });
    return { name: `${cases.length} measurements of ${name}`, problems };
  }),
};
