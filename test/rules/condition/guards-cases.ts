import { RuleCases } from '../rule-cases';

type Fields = { success?: string; failure?: string; more?: string; kind?: string };

/** A template of one metric. */
function metric(provider: string, { success, failure, more = '', kind = 'AnalysisTemplate' }: Fields): string {
  const conditions = [success && `successCondition: ${JSON.stringify(success)}`, failure && `failureCondition: ${JSON.stringify(failure)}`];
  const fields = [...conditions, more, `provider: {${provider}}`].filter(Boolean).join(', ');
  return `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{${fields}}]}}`;
}

const prometheus = (query: string, fields: Fields) => metric(`prometheus: {query: ${JSON.stringify(query)}}`, fields);
const web = (success: string, fields: Fields = {}) => metric('web: {}', { success, ...fields });
const of = (field: string, message: string) => `/spec/metrics/0/${field}Condition: ${message}`;
const SUCCESS = (message: string) => of('success', message);

const COUNT = 'sum(rate(requests_total{code="500"}[5m]))';
const TOTAL = 'sum(rate(requests_total[5m]))';
const RATIO = `${COUNT} / ${TOTAL}`;
const SOME = 'len(result) > 0 && result[0] < 0.05';
const EMPTY = 'when there is no data the result is an empty list, and the condition ends in an error';
const GUARDED = 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95';

export const GUARDS_CASES: Record<string, RuleCases> = {
  'condition-guards-no-data': {
    accepts: [
      prometheus(COUNT, { success: GUARDED }), prometheus(COUNT, { failure: 'len(result) == 0 || result[0] > 5' }),
      prometheus(COUNT, { success: 'all(result, # < 5)' }), prometheus(COUNT, { success: 'len(result) > 0 ? result[0] > 5 : false' }),
      prometheus(`${COUNT} or vector(0)`, { success: 'result[0] < 5' }), prometheus('vector(1)', { success: 'result[0] < 5' }),
      prometheus('{{args.query}}', { success: 'result[0] < 5' }), prometheus(COUNT, { success: 'result < 5' }),
      metric('datadog: {}', { success: 'default(result, 0) < 5' }), metric('cloudWatch: {}', { success: 'all(result[0].Values, # < 5)' }),
      web('result[0] > 5'),
    ],
    rejects: {
      [SUCCESS(`${EMPTY} (the list has no element 0): write \`len(result) > 0 && result[0] < {{args.limit}}\`, with which no data is a failure`)]:
        prometheus(COUNT, { success: 'result[0] < {{args.limit}}' }),
      [of('failure', `${EMPTY} (the list has no element 0): write \`len(result) > 0 && (result[0] > 5 || result[0] < 1)\`, with which no data is a success`)]:
        prometheus(COUNT, { failure: 'result[0] > 5 || result[0] < 1' }),
      // one finding for each condition, about NaN as well
      [SUCCESS(`${EMPTY} (the list has no element 0); without requests it can be NaN as well: write \`${GUARDED}\`, with which no data is inconclusive\n`)
        + of('failure', `${EMPTY} (the list has no element 0); without requests it can be NaN as well: `
          + 'write `len(result) > 0 && !isNaN(result[0]) && result[0] < 0.95`, with which no data is inconclusive')]:
        prometheus(RATIO, { success: 'result[0] >= 0.95', failure: 'result[0] < 0.95' }),
      [of('failure', 'when there is no data the result is nil, and the condition ends in an error ("<" cannot be applied to nothing and a whole number): '
        + 'write `isNil(default(result, 0)) || default(result, 0) < 5`, for which no data is a 0')]: metric('datadog: {}', { failure: 'isNil(result) || result < 5' }),
      [SUCCESS('when there is no data the result is an object without Values, and the condition ends in an error (the list has no element 0): '
        + 'write `len(result[0].Values) > 0 && result[0].Values[0] < 5`, with which no data is a failure')]: metric('cloudWatch: {}', { success: 'result[0].Values[0] < 5' }),
    },
  },
  'condition-guards-nan': {
    accepts: [
      prometheus(RATIO, { success: GUARDED }), prometheus(COUNT, { success: 'result[0] < 5' }), prometheus(`${COUNT} / 60`, { success: 'result[0] < 5' }),
      prometheus(RATIO, { success: 'len(result) > 0' }),
      // the other rule says it
      prometheus(RATIO, { success: 'result[0] < 0.05' }),
      ...[
        `${COUNT} / (${TOTAL} > 0)`, `${RATIO} > 0`, `${COUNT} / clamp_min(${TOTAL}, 1)`, `${RATIO} and on() (${TOTAL} > 0)`, `${RATIO} and ${TOTAL} >= 1`,
        `${RATIO} unless on() (${TOTAL} == 0)`, 'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m]))) and on() (sum(rate(x_count[5m])) > 0)',
        `${COUNT} / sum(rate(requests_total[5m]) or vector(0.1))`, `${COUNT} / (${TOTAL} + 1)`, `(${COUNT} + 1) / ${TOTAL}`, `${COUNT} / count(up)`,
        'sum(count_over_time(x[5m])) / sum(count_over_time(y[5m]))', `${COUNT} / clamp(${TOTAL}, 0.1, 100)`, `${COUNT} / (${TOTAL} != 0)`,
      ].map((query) => prometheus(query, { success: SOME })),
    ],
    rejects: Object.fromEntries([
      ['success', 'fails', 'isNaN(result[0]) || result[0] < 0.05', prometheus(`${RATIO} or vector(0)`, { success: 'result[0] < 0.05' })],
      ['success', 'fails', `${SOME} || len(result) > 0 && isNaN(result[0])`, prometheus(RATIO, { success: SOME })],
      ['success', 'passes', '!isNaN(result[0]) && !(result[0] > 0.05)', prometheus(`${RATIO} or vector(0)`, { success: '!(result[0] > 0.05)' })],
      ['success', 'passes', '(len(result) == 0 || !(result[0] > 0.05)) && (len(result) == 0 || !isNaN(result[0]))',
        prometheus(RATIO, { success: 'len(result) == 0 || !(result[0] > 0.05)' })],
      ['failure', 'passes', 'len(result) > 0 && result[0] > {{args.limit}} || len(result) > 0 && isNaN(result[0])',
        prometheus('histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', { failure: 'len(result) > 0 && result[0] > {{args.limit}}' })],
      ['failure', 'fails', '!isNaN(result[0]) && !(result[0] < 0.05)',
        prometheus(`${RATIO} or vector(0)`, { success: 'result[0] < 0.05', failure: '!(result[0] < 0.05)' })],
      ['success', 'is inconclusive', 'isNaN(result[0]) || result[0] < 0.05',
        prometheus(`100 * ${RATIO} or vector(0)`, { success: 'result[0] < 0.05', failure: 'result[0] >= 0.05' })],
      ['success', 'fails', 'isNaN(result[0]) || result[0] < 1',
        prometheus('sum(rate(x[5m]) or vector(0)) / sum(rate(y[5m]) or vector(0))', { success: 'result[0] < 1' })],
    ].map(([field, verdict, text, yaml]) => [
      of(field, `without requests the query yields NaN, and the measurement ${verdict}: write \`${text}\` where it should be otherwise, `
        + 'or ask for isNaN to say that it is meant'), yaml,
    ])),
  },
  'metric-can-decide': {
    accepts: [
      prometheus(COUNT, { success: 'result[0] < 5', failure: 'false' }), prometheus(COUNT, { success: 'false' }), prometheus(COUNT, { failure: 'false' }),
      prometheus(COUNT, { success: 'result[0] < 5', failure: 'result[0] > 9' }), prometheus(COUNT, { success: 'result[0] > {{args.a}}', failure: 'result[0] < {{args.b}}' }),
      prometheus(COUNT, { success: 'result[0] * 2 == 3', failure: 'false' }), prometheus(COUNT, { success: 'isNaN(result[0])', failure: 'false' }),
      web('result.ok == true', { failure: 'false' }), prometheus(COUNT, { success: 'result[0] == 5', failure: 'result[0] == 7' }),
    ],
    rejects: Object.fromEntries([
      ['false', 'false', prometheus(COUNT, { success: 'false', failure: 'false' })],
      ['result[0] > 9 && result[0] < 5', 'false', prometheus(COUNT, { success: 'result[0] > 9 && result[0] < 5', failure: 'false' })],
      ['result[0] < 0 && result[0] > 1', 'result[0] > 5 && result[0] < 5', prometheus(COUNT, { success: 'result[0] < 0 && result[0] > 1', failure: 'result[0] > 5 && result[0] < 5' })],
      ['1 > 2', 'false', web('1 > 2', { failure: 'false' })],
    ].map(([success, failure, yaml]) => [
      of('failure', `no result is a success or a failure, got ${JSON.stringify(success)} and ${JSON.stringify(failure)}: let at least one of the conditions be true of something`), yaml,
    ])),
  },
  'conditions-leave-gap': {
    accepts: [
      prometheus(COUNT, { success: 'result[0] < 5', failure: 'result[0] >= 5' }), prometheus(COUNT, { success: 'result[0] < 5' }),
      prometheus(COUNT, { success: 'result[0] < 5', failure: 'result[0] > 9', more: 'inconclusiveLimit: 1' }),
      prometheus(COUNT, { success: 'result[0] < 5', failure: 'result[0] > 9', more: 'inconclusiveLimit: "{{args.limit}}"' }),
      prometheus(COUNT, { success: 'result[0] < {{args.good}}', failure: 'result[0] > {{args.bad}}' }),
      prometheus(COUNT, { success: GUARDED, failure: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 0.95' }),
      web('result.n < 5', { failure: 'result.n > 9' }),
    ],
    rejects: Object.fromEntries([
      ['5', prometheus(COUNT, { success: 'result[0] < 5', failure: 'result[0] > 9' })],
      ['0.95', prometheus(COUNT, { success: 'result[0] > 0.95', failure: 'result[0] < 0.95', more: 'inconclusiveLimit: 0' })],
      ['-5', metric('datadog: {}', { success: 'default(result, 0) < -5', failure: 'default(result, 0) > 5' })],
    ].map(([gap, yaml]) => [
      of('failure', `a value such as ${gap} is neither a success nor a failure, and no inconclusive measurement is allowed: `
        + 'let the conditions meet, or give an inconclusiveLimit'), yaml,
    ])),
  },
};
