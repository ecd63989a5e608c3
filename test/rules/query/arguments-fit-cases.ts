import { RuleCases } from '../rule-cases';

const metrics = (spec: string, name = 'health') => `{kind: AnalysisTemplate, metadata: {name: ${name}}, spec: {${spec}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const OPEN = 'args: [{name: n}], metrics: [{name: a, ';
const GIVEN = '/spec/strategy/canary/analysis/args: these arguments do not fit metric "a" of AnalysisTemplate "health":';
const given = (arg: string, templates = '{templateName: health}') =>
  `{kind: Rollout, metadata: {name: api, annotations: {limit: 95%}}, spec: {strategy: {canary: {analysis: {templates: [${templates}], args: [${arg}]}}}}}`;
const value = (text: string) => given(`{name: n, value: ${JSON.stringify(text)}}`);
const HASH = given('{name: n, valueFrom: {podTemplateHashValue: Latest}}');
const success = (condition: string, args = '{name: n}') =>
  metrics(`args: [${args}], metrics: [{name: a, successCondition: ${JSON.stringify(condition)}, provider: {prometheus: {address: "http://p:9090", query: up}}}]`);
const query = (text: string, args = '{name: n}') =>
  metrics(`args: [${args}], metrics: [{name: a, successCondition: "result[0] > 1", provider: {prometheus: {address: "http://p:9090", query: ${JSON.stringify(text)}}}}]`);
const web = (url: string) => metrics(`${OPEN}successCondition: result == 1, provider: {web: {url: "${url}", jsonPath: "{$.a}"}}}]`);

export const ARGUMENTS_FIT_CASES: Record<string, RuleCases> = {
  'argument-fits-metric': {
    accepts: [
      together(value('2'), metrics(`${OPEN}count: "{{args.n}}", interval: 1m}]`)),
      together(given('{name: other, value: "2"}'), metrics(`${OPEN}count: 2}]`)),
      together(given('{name: n, valueFrom: {fieldRef: {fieldPath: spec.replicas}}}'), metrics(`${OPEN}count: "{{args.n}}"}]`)),
      value('2'),
    ],
    rejects: {
      [`${GIVEN} 2 measurements need an interval, got none: give a duration such as 1m`]: together(value('2'), metrics(`${OPEN}count: "{{args.n}}"}]`)),
      [`${GIVEN} interval must be a duration such as 90s, 5m or 1h30m, got "30"`]: together(value('30'), metrics(`${OPEN}interval: "{{args.n}}"}]`)),
    },
  },
  'argument-fits-measurement': {
    accepts: [
      together(value('0.95'), success('result[0] >= {{args.n}}')),
      // a default that is never used
      together(value('0.95'), success('result[0] >= {{args.n}}', '{name: n, value: "95%"}')),
      together(HASH, query('sum(up{hash="{{args.n}}"})')),
      together(value('sum(up)'), query('{{args.n}} > 1')),
      together(value('api.shop'), web('http://{{args.n}}/health')),
      // nobody knows what a Secret holds, and the value that is given here is dropped
      together(value('95%'), success('result[0] >= {{args.n}}', '{name: n, valueFrom: {secretKeyRef: {name: s, key: k}}}')),
      // one template has the value that another one asks for
      together(given('', '{templateName: health}, {templateName: more}'), success('result[0] >= {{args.n}}'), metrics('args: [{name: n, value: "0.9"}], metrics: []', 'more')),
      together(
        '{kind: Experiment, metadata: {name: e}, spec: {templates: [], analyses: [{name: a, templateName: health, args: [{name: n, value: "{{templates.x.podTemplateHash}}"}]}]}}',
        query('sum(up{hash="{{args.n}}"})'),
      ),
    ],
    rejects: {
      [`${GIVEN} a condition that cannot be read at character 17: it ends too early, got "result[0] >= 95%"`]:
        together(value('95%'), success('result[0] >= {{args.n}}')),
      [`${GIVEN} a condition that cannot be read at character 18: it ends too early, got "result[0]  >= 95%"`]: together(
        given('{name: n, valueFrom: {fieldRef: {fieldPath: "metadata.annotations[\'limit\']"}}}'), success('result[0]  >= {{args.n}}'),
      ),
      [`${GIVEN} unknown name "low", allowed are result, asInt, asFloat, isNaN, isInf, isNil, default and the functions of the expression language`]:
        together(value('low'), success('result[0] >= {{args.n}}')),
      [`${GIVEN} a query that Prometheus refuses at character 13: unexpected "d5f6b7c8d9", got "sum(up{hash=d5f6b7c8d9})"`]: together(HASH, query('sum(up{hash={{args.n}}})')),
      [`${GIVEN} a query that Prometheus refuses at character 19: unexpected "b", got ${JSON.stringify('sum(up{service="a"b"})')}`]: together(value('a"b'), query('sum(up{service="{{args.n}}"})')),
      [`${GIVEN} the url of web must be a URL such as http://api.monitoring:8080, got "http://api canary/health"`]: together(value('api canary'), web('http://{{args.n}}/health')),
      [`${GIVEN} the url of web must be a URL such as http://api.monitoring:8080, got "api.shop/health"`]: together(value('api.shop'), web('{{args.n}}/health')),
      [`${GIVEN} a condition that cannot be read at character 16: it ends too early, got "result[0] > 95%"`]: together(
        given('', '{templateName: health}, {templateName: more}'), success('result[0] > {{args.n}}'), metrics('args: [{name: n, value: "95%"}], metrics: []', 'more'),
      ),
      [`${GIVEN} a condition that cannot be read at character 17: it ends too early, got "result[0] >= 95%"`.replace('strategy/canary/analysis', 'analyses/0')]: together(
        '{kind: Experiment, metadata: {name: e}, spec: {templates: [], analyses: [{name: a, templateName: health, args: [{name: n, value: "95%"}]}]}}',
        success('result[0] >= {{args.n}}'),
      ),
    },
  },
};
