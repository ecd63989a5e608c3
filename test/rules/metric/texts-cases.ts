import { RuleCases } from '../rule-cases';

const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const query = (text: string) => template(`metrics: [{name: a, provider: {prometheus: {query: ${JSON.stringify(text)}}}}]`);
const web = (fields: string) => template(`metrics: [{name: a, provider: {web: {${fields}}}}]`);
const step = (text: string) =>
  `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [{analysis: {templates: [], args: [{name: a, value: ${JSON.stringify(text)}}]}}]}}}}`;
const shown = (text: string) => `a text must not show an object, got ${JSON.stringify(text)}: write the placeholder of an argument, such as {{args.name}}, or a value`;

const PYTHON = '<cdk8s_argo_rollouts.AnalysisArgument object at 0x7f3a2c1d5e50>';
const PROVIDER = '/spec/metrics/0/provider';

export const TEXTS_CASES: Record<string, RuleCases> = {
  'text-shows-no-object': {
    accepts: [
      query('sum(up{service="{{args.service}}"})'),
      web('url: "http://api/?a=1&{{args.query}}&b={{ args.b }}"'),
      web('url: "http://api/?a=1&{{ .Values.query }}"'),
      query('up{a=~"[a-z]"} @ 1700000000'),
      template('metrics: [{name: a, provider: {job: {spec: {template: {spec: {containers: [{name: a, args: ["grep -c \'[object Object]\'"]}]}}}}}}]'),
      step('team.Lead@example.com'),
    ],
    rejects: {
      [`${PROVIDER}/prometheus/query: ${shown(PYTHON)}`]: query(`sum(up{service="${PYTHON}"})`),
      [`${PROVIDER}/web/url: ${shown('&{0}')}`]: web('url: "http://&{0}/health"'),
      [`${PROVIDER}/web/url: ${shown('&{{0}}')}`]: web('url: "http://&{{0}}/health"'),
      [`${PROVIDER}/web/headers/0/value: ${shown('[object Object]')}`]: web('url: "http://api/", headers: [{key: Authorization, value: "Bearer [object Object]"}]'),
      [`${PROVIDER}/prometheus/query: ${shown('io.example.AnalysisArgument@1b28cdfa')}`]: query('sum(up{a="io.example.AnalysisArgument@1b28cdfa"})'),
      [`/spec/args/0/value: ${shown('[object Object]')}`]: template('metrics: [], args: [{name: a, value: "[object Object]"}]'),
      [`/spec/strategy/canary/steps/0/analysis/args/0/value: ${shown('&{0xc000012345 api}')}`]: step('&{0xc000012345 api}'),
    },
  },
};
