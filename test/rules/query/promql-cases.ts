import { RuleCases } from '../rule-cases';

const ONE = 'len(result) > 0 && result[0] < 5';
const at = (message: string) => `/spec/metrics/0/provider/prometheus/query: ${message}`;

function template(query: string, condition = ONE, name = 'health'): string {
  return `{kind: AnalysisTemplate, metadata: {name: ${name}}, spec: {metrics: [{name: errors, successCondition: ${JSON.stringify(condition)}, `
    + `provider: {prometheus: {query: ${JSON.stringify(query)}}}}]}}`;
}

const refused = (query: string, character: number, why: string) => [
  at(`a query that Prometheus refuses at character ${character}: ${why}, got ${JSON.stringify(query)}`), template(query),
];

/** What only VictoriaMetrics understands, and how its addresses look. */
const METRICS_QL = [
  'rate(x)', 'sum(rate(x[5m])) default 0', 'x keep_metric_names', 'WITH (t = sum(x)) t / 2', 'x if y', 'sum(x) by (a) limit 3', 'histogram_quantile(0.9, sum(x), "le")',
  'median_over_time(x[5m])', 'x{a="1" or b="2"}', 'x > 5Ki', 'range_median(x)', '(x, y)', 'rate(x[1i])', 'sum(x) > 1e3K', 'default_rollup(x)', 'x[5m] offset 1i',
];
const VICTORIA = [
  'http://vmselect.monitoring:8481/select/0/prometheus', 'http://vmsingle-main:8428', 'http://victoria-metrics.monitoring.svc', 'http://metrics:8428/', 'http://vm',
];
/** A controller that says where Prometheus is, and a template that does by the default of an argument. */
const ASKING = (address: string) => '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts}, spec: {template: {spec: {containers: '
  + `[{name: argo-rollouts, env: [{name: ARGO_ROLLOUTS_PROMETHEUS_ADDRESS, value: "${address}"}]}]}}}}`;
const BY_ARGUMENT = template('rate(x)').replace('prometheus: {', 'prometheus: {address: "{{args.address}}", ')
  .replace('spec: {', 'spec: {args: [{name: address, value: "http://vmsingle:8428"}], ');
const at8428 = (query: string, address: string) => template(query).replace('prometheus: {', `prometheus: {address: "${address}", `);

const SEVERAL = at('the query can yield several series, and the condition looks at one of them: aggregate without "by" (sum, max, …), '
  + 'or ask about all of them with all(result, …)');
const RATE = 'rate(requests_total{app="api"}[5m])';
const SEVERAL_SERIES = [
  RATE, 'up', `sum by (code) (${RATE})`, `sum without (pod) (${RATE})`, `topk(3, ${RATE})`, `${RATE} / ${RATE}`, 'count_values("v", up)',
  `sum by (pod) (${RATE}) / on (app) group_left sum by (app) (${RATE})`, `sum by (app) (${RATE}) or vector(0)`,
  'histogram_quantile(0.9, sum by (le, pod) (rate(x_bucket[5m])))', `abs(-${RATE}) > 5`,
];

const range = (fields: string) => `{kind: AnalysisTemplate, metadata: {name: x}, spec: {metrics: [{provider: {prometheus: {query: x, rangeQuery: {${fields}}}}}]}}`;
const inRange = (field: string, message: string) => `/spec/metrics/0/provider/prometheus/rangeQuery/${field}: ${message}`;
const noTime = (field: string, got: string, why: string) => inRange(field, `the ${field} of a range is an expression for a time, such as now() - duration("5m"), got "${got}": ${why}`);

export const PROMQL_CASES: Record<string, RuleCases> = {
  'promql-parses': {
    accepts: [
      `sum(${RATE})`, `sum by (code) (${RATE}) / on () group_left sum(${RATE})`, 'histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))',
      'max_over_time(sum(rate(x[5m]))[30m:1m])', 'x offset 5m < y @ start()', 'x[5m]', '1 + 2', '{__name__=~"a.+"}', '{"my.metric"} # of version 3',
      'sum(rate(x{service="{{args.service}}"}[{{args.window}}]))', 'sum(x) > {{args.limit}}', '{{args.query}}', 'sum({{args.metric}}{a="b"}) by ({{args.label}})',
      'sum(x) {{args.operator}} 5', 'rate(x[{{args.minutes}}m])', 'rate(x[5m] offset {{args.offset}})', 'x > 0.{{args.percent}}', 'holt_winters(x[5m], 0.5, 0.5)',
    ].map((query) => template(query)).concat([`${template('rate(x)')}\n---\n${ASKING('http://vmselect:8481/select/0/prometheus')}`, BY_ARGUMENT], METRICS_QL.flatMap((query) => VICTORIA.map((address) => at8428(query, address)))),
    rejects: Object.fromEntries([
      [refused('sum(rate(x[5 m]))', 14, 'unexpected "m"')[0], template('sum(rate(x[{{args.window}}]))').replace('spec: {', 'spec: {args: [{name: window, value: 5 m}], ')],
      refused('sum(rate(x{code~"5.."}[5m]))', 16, 'unexpected "~"'),
      refused('sum(rate(x[5m])', 16, 'it ends too early'),
      refused('', 1, 'it ends too early'),
      [refused('rate(x)', 6, 'rate takes a range such as x[5m], got an instant vector')[0], `${template('rate(x)')}\n---\n${ASKING('http://prometheus:9090')}`],
      refused('sum(x[5m])', 5, 'sum takes an instant vector, got a range such as x[5m]'),
      refused('sum(1)', 5, 'sum takes an instant vector, got a number'),
      refused('histogram_quantile(sum(x), 0.9)', 20, 'histogram_quantile takes a number, got an instant vector'),
      refused('clamp_min(x)', 1, 'clamp_min takes 2 arguments, got 1'),
      refused('x == bool 1 and 2', 13, '"and" takes instant vectors, got a number'),
      refused('1 > 2', 3, 'two numbers are compared with "> bool"'),
      refused('x{a=~"("}', 6, '"(" is not a regular expression'),
      refused('{a=~".*"}', 1, 'a selector needs a name or a label that is not empty'),
      refused('rate(x[0s])', 8, 'a duration is above zero and written like 5m or 1h30m, got 0s'),
      refused('rate(x[5m]) offset 5m', 13, '"offset" follows a selector, a range or a subquery'),
      refused('-x[5m:1m]', 1, 'what a subquery such as [1h:5m] is taken of stands in parentheses'),
      refused('x{a="b}', 5, 'the text that begins here has no end'),
      refused('sum(x{h="x\'}) / sum(y)', 9, 'the text that begins here has no end'),
      refused('sum(x{h=\'{{args.host}}"})', 9, 'the text that begins here has no end'),
      refused('sum(x{h=`x}) # don\'t', 9, 'the text that begins here has no end'),
      [at('a query that Prometheus refuses at character 15: it ends too early, got "sum(rate(x[5m]"'), at8428('sum(rate(x[5m]', VICTORIA[0])],
      refused('sum(x{service="{{args.service}}"}', 34, 'it ends too early'),
      [at('a query must yield numbers, got the text "x"'), template('"x"')],
    ]),
  },
  'promql-one-series': {
    accepts: [
      `sum(${RATE})`, `sum(${RATE}) or vector(0)`, `max(sum by (pod) (${RATE}))`, 'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
      `sum by (app) (${RATE})`, `topk(1, ${RATE})`, `sum(${RATE}) / sum(${RATE})`, `sum by (pod) (${RATE}) / on () sum(${RATE})`, 'api:errors:ratio',
      'up{instance="a"}', 'scalar(up)', 'absent(up)', '{{args.query}}', 'sum(x) > bool 5', 'time() - 5', 'sum(x',
    ].map((query) => template(query)).concat([
      template(RATE, 'all(result, # < 5)'), template(RATE, 'len(result) == 1 && result[0] < 5'), template(RATE, 'max(result) < 5'), template(RATE, 'result['),
    ]),
    // one line for each of the templates
    rejects: {
      [SEVERAL_SERIES.map(() => SEVERAL).join('\n')]: SEVERAL_SERIES.map((query) => template(query)).join('\n---\n'),
    },
  },
  'range-query-spans': {
    accepts: [
      range('start: now() - duration("5m"), end: now(), step: 1m'), range('start: date("2026-01-02"), end: "{{args.end}}", step: "{{args.step}}"'), template('x'),
    ],
    rejects: {
      [noTime('start', '5m', 'unexpected "5m" at character 1')]: range('start: 5m, end: now(), step: 1m'),
      [noTime('end', '', 'it ends too early at character 1')]: range('start: now(), step: 1m'),
      [noTime('start', '-300', 'it is a whole number')]: range('start: "-300", end: now(), step: 1m'),
      [noTime('start', 'yesterday()', 'unknown name yesterday')]: range('start: yesterday(), end: now(), step: 1m'),
      [inRange('step', 'the step of a range is a duration above zero, such as 1m, got "60"')]: range('start: now(), end: now(), step: "60"'),
      [inRange('step', 'the step of a range is a duration above zero, such as 1m, got ""')]: range('start: now(), end: now()'),
    },
  },
};
