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
const ALLOWED = 'allowed are result, asInt, asFloat, isNaN, isInf, isNil, default and the functions of the expression language';

const unreadable = (condition: string, at: number, why: string) => [
  SUCCESS(`a condition that cannot be read at character ${at}: ${why}, got ${JSON.stringify(condition)}`), web(condition),
];
const neverEvaluated = (provider: string, condition: string, why: string) => [
  SUCCESS(`the condition can never be evaluated: ${why}, got ${JSON.stringify(condition)}`), metric(provider, { success: condition }),
];
const NUMBERS = 'the result is a list of numbers';
const PROMETHEUS = `prometheus: {query: ${JSON.stringify(COUNT)}}`;

const filled = (kind: string) => `{kind: ${kind}, metadata: {name: health}, spec: {args: [{name: t, value: 95%}],
  metrics: [{name: a, successCondition: "result >= {{args.t}}", provider: {web: {url: "http://a/"}}}]}}`;

export const CONDITIONS_CASES: Record<string, RuleCases> = {
  'condition-parses': {
    accepts: [
      web('result[0] >= 0.95'), web('result.ok && not (result.n in 1..3)'), web('let x = result.n; x > 1 ? true : x == nil'),
      web('result | filter(# > 0.5) | len() > 0'), web('all(result, {.n < 5; true})'), web('result >= {{args.threshold}}'),
      web('result {{args.operator}} 5'), web('result > 0.{{args.percent}}'), web('result == "{{args.expected}}"'), web(''),
    ],
    rejects: Object.fromEntries([
      unreadable('result[0] >= 0.95 &&', 21, 'it ends too early'),
      unreadable('result => 5', 8, 'unexpected "="'),
      unreadable('result > 5 or or true', 15, 'unexpected "or"'),
      unreadable('result > 5%', 12, 'it ends too early'),
      unreadable('result > "\\q"', 10, 'bad escape in "\\q"'),
      unreadable('result >= {{args.threshold}} &&', 32, 'it ends too early'),
      unreadable('# > 5', 1, 'unexpected "#": only a predicate has something to point at'),
      unreadable('result ?? 1 > 5', 13, '"??" and ">" cannot stand side by side: put one of them in parentheses'),
      unreadable('any(result)', 4, 'any takes 2 arguments, got 1'),
      unreadable('result > 99999999999999999999', 10, 'bad number 99999999999999999999'),
      // a default that breaks it
      [unreadable('result >= 95%', 14, 'it ends too early')[0], filled('AnalysisTemplate')],
      [unreadable('result >= 95%', 14, 'it ends too early')[0].replace('95', '90'), filled('AnalysisRun').replace('95', '90')],
    ]),
  },
  'condition-names-known': {
    accepts: [
      web('result.a > asInt(result.b) && isNaN(asFloat(result.c)) && !isInf(result.d) && !isNil(result) && default(result, 1) == 1'),
      web('let limit = 5; all(result, # < limit)'), web('$env.result > 1'), web('max(result) > {{ args.limit }}'), web('results >'),
    ],
    rejects: {
      [SUCCESS(`unknown name "results", ${ALLOWED}`)]: web('results[0] > 5'),
      [SUCCESS(`unknown name "average", ${ALLOWED}`)]: web('average(result) > 5'),
      [of('failure', `unknown name "limit", ${ALLOWED}`)]: web('result.ok', { failure: 'result > limit', kind: 'ClusterAnalysisTemplate' }),
      [SUCCESS(`unknown name "#acc", ${ALLOWED}`)]: web('any(result, #acc > 1)', { kind: 'AnalysisRun' }),
    },
  },
  'condition-yields-bool': {
    accepts: [web('result'), web('result.ok'), web('true'), web('default(result, false)'), prometheus(COUNT, { success: 'result[0] > 5' })],
    rejects: Object.fromEntries([
      ['a whole number', '0', web('0')],
      ['a number', 'result / 2', web('result / 2')],
      ['a text', '"result > 5"', web('"result > 5"')],
      ['a number', 'result[0]', prometheus(COUNT, { success: 'result[0]' })],
      ['a number', 'default(result, 0)', metric('datadog: {}', { success: 'default(result, 0)' })],
      ['a list', 'result', metric('graphite: {}', { success: 'result' })],
    ].map(([got, condition, yaml]) => [
      SUCCESS(`a condition must be true or false, got ${got} from ${JSON.stringify(condition)}: compare it with something`), yaml,
    ])),
  },
  'condition-fits-result': {
    accepts: [
      prometheus(COUNT, { success: 'result[0] > 5' }), prometheus('scalar(up)', { success: 'result > 5' }), prometheus('{{args.query}}', { success: 'result > 5' }),
      metric('prometheus: {query: "1", rangeQuery: {step: 1m}}', { success: 'all(result, # < 5)' }),
      metric('datadog: {}', { success: 'default(result, 0) < 0.05' }), metric('wavefront: {}', { success: 'result < 5' }),
      metric('newRelic: {}', { success: 'result.errors < 5' }), metric('influxdb: {}', { success: 'result[0] < 5' }),
      metric('cloudWatch: {}', { success: 'all(result[0].Values, # < 0.01)' }), metric('plugin: {x: {}}', { success: 'result[0].any.thing < 5' }),
      web('result < 5'), web('result[0].a.b == "ok"'), web('result.a['),
      metric('job: {}', {}),
    ],
    rejects: Object.fromEntries([
      neverEvaluated(PROMETHEUS, 'result >= 0.95', `">=" cannot be applied to a list and a number; ${NUMBERS}`),
      neverEvaluated(PROMETHEUS, 'isNaN(result)', `isNaN takes a number, got a list; ${NUMBERS}`),
      neverEvaluated(PROMETHEUS, 'asFloat(result) > 1', `not a number; ${NUMBERS}`),
      neverEvaluated(PROMETHEUS, 'default(result[0], 0) > 1', `">" cannot be applied; ${NUMBERS}`),
      neverEvaluated('prometheus: {query: "scalar(up)"}', 'result[0] > 1', 'a number has no elements; the result is a number'),
      neverEvaluated('datadog: {}', 'result[0] < 0.05', 'a number has no elements; the result is a number'),
      neverEvaluated('newRelic: {}', 'result < 5', '"<" cannot be applied to a map and a whole number; the result is a map or a list of maps'),
      neverEvaluated('cloudWatch: {}', 'result[0].values[0] < 5', 'an object has no field values; the result is a list of objects with Values'),
      neverEvaluated('web: {}', 'result.a > 1 + "2"', '"+" cannot be applied to a whole number and a text'),
      ...['job', 'kayenta'].map((name) => [
        SUCCESS(`a ${name} metric decides by itself and never asks a condition, got "result > 5": leave it out`), metric(`${name}: {}`, { success: 'result > 5' }),
      ]),
    ]),
  },
};
