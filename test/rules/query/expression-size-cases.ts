import { RuleCases } from '../rule-cases';

const metrics = (metric: object) => JSON.stringify({ kind: 'AnalysisTemplate', metadata: { name: 'health' }, spec: { metrics: [metric] } });
const condition = (text: string, field = 'successCondition') => metrics({ [field]: text, provider: { web: {} } });
const query = (text: string) => metrics({ provider: { prometheus: { query: text } } });
const range = (start: string) => metrics({ provider: { prometheus: { query: 'x', rangeQuery: { start, end: 'now()', step: '1m' } } } });
const alert = (expr: string) => JSON.stringify({
  apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'api' }, spec: { groups: [{ name: 'api', rules: [{ alert: 'Api', expr }] }] },
});
const trigger = (when: string) => JSON.stringify({
  kind: 'ConfigMap', metadata: { name: 'argo-rollouts-notification-configmap' }, data: { 'trigger.a': `- when: ${when}\n  send: [a]`, 'template.a': 'message: a' },
});

const inParentheses = (text: string, count: number) => '('.repeat(count) + text + ')'.repeat(count);
const DEEP = 'it is nested more than 100 levels deep';
const long = (length: number) => `it has ${length} characters, and at most 10000 are read`;
const at = (place: string, language: string, why: string) => `${place}: this ${language} is not checked: ${why}. Make it smaller`;
const SUCCESS = '/spec/metrics/0/successCondition';
const QUERY = '/spec/metrics/0/provider/prometheus/query';

export const EXPRESSION_SIZE_CASES: Record<string, RuleCases> = {
  'expression-is-small': {
    accepts: [
      condition(inParentheses('result[0] > 0', 97)), condition(`result > 0 //${' '.repeat(9985)}`), condition(`result > 0${' && true'.repeat(95)}`),
      query(inParentheses('up', 99)), query(`up${' '.repeat(9998)}`), query(`[${'['.repeat(30)}`), range('now()'),
      alert(`up == ${inParentheses('1', 600)}`), alert('rollout_info == 1'), trigger('true'),
      JSON.stringify({ kind: 'ConfigMap', metadata: { name: 'other' }, data: { 'trigger.a': `- when: ${inParentheses('true', 600)}` } }),
    ],
    rejects: {
      [at(SUCCESS, 'condition', DEEP)]: condition(inParentheses('result[0] > 0', 98)),
      [at('/spec/metrics/0/failureCondition', 'condition', DEEP)]: condition(`result > 0${' && true'.repeat(400)}`, 'failureCondition'),
      [at(SUCCESS, 'condition', long(10_001))]: condition(`result > 0 //${' '.repeat(9988)}`),
      [at(QUERY, 'query', DEEP)]: query(inParentheses('up', 100)),
      [at(QUERY, 'query', long(10_001))]: query(`up${' '.repeat(9999)}`),
      [at('/spec/metrics/0/provider/prometheus/rangeQuery/start', 'condition', DEEP)]: range(inParentheses('now()', 600)),
      [at('/spec/groups/0/rules/0/expr', 'query', DEEP)]: alert(inParentheses('rollout_info', 600)),
      [at('/data/trigger.a', 'condition', DEEP)]: trigger(inParentheses('true', 600)),
    },
  },
};
