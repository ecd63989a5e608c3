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
const RATIO = `${COUNT} / sum(rate(requests_total[5m]))`;
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
      [SUCCESS('when there is no data the result is an empty list, and the condition ends in an error (the list has no element 0): '
        + 'ask for `len(result) > 0 && …` first')]: prometheus(COUNT, { success: 'result[0] < {{args.limit}}' }),
      [of('failure', 'when there is no data the result is nil, and the condition ends in an error ("<" cannot be applied to nothing and a whole number): '
        + 'write `default(result, 0)` for `result`; isNil(result) before it is no help')]: metric('datadog: {}', { failure: 'isNil(result) || result < 5' }),
      [SUCCESS('when there is no data the result is an object without Values, and the condition ends in an error (the list has no element 0): '
        + 'ask for `len(result[0].Values) > 0 && …` first')]: metric('cloudWatch: {}', { success: 'result[0].Values[0] < 5' }),
    },
  },
  'condition-guards-nan': {
    accepts: [
      prometheus(RATIO, { success: GUARDED }), prometheus(COUNT, { success: 'result[0] < 5' }), prometheus(`${COUNT} / 60`, { success: 'result[0] < 5' }),
      prometheus(`${COUNT} / (sum(rate(requests_total[5m])) > 0)`, { success: 'result[0] < 5' }), prometheus(`${RATIO} > 0`, { success: 'len(result) == 0' }),
      prometheus(`${COUNT} / clamp_min(sum(rate(requests_total[5m])), 1)`, { success: 'result[0] < 5' }), prometheus(RATIO, { success: 'len(result) > 0' }),
    ],
    rejects: Object.fromEntries([
      ['success', 'fails', prometheus(RATIO, { success: 'result[0] < 0.05' })],
      ['failure', 'passes', prometheus('histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', { failure: 'result[0] > {{args.limit}}' })],
      ['success', 'is inconclusive', prometheus(RATIO, { success: 'result[0] < 0.05', failure: 'result[0] >= 0.05' })],
    ].map(([field, verdict, yaml]) => [
      of(field, `without requests the query yields NaN, every comparison with it is false, and so the measurement ${verdict}: `
        + 'ask for isNaN(result[0]) and say what that means'), yaml,
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
