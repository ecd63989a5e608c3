import { RuleCases } from '../rule-cases';

const template = (name: string, spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const ofSpec = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => ofSpec(`${more}metrics: [{name: a, ${fields}}]`);

const query = (text: string) => metric(`provider: {prometheus: {query: ${JSON.stringify(text)}}}`);
const ONLY_ARGUMENTS = 'in a metric they hold arguments only, as in {{args.name}}';

const together = (...documents: string[]) => documents.join('\n---\n');
const background = (templates: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {analysis: {templates: [${templates}]}}}}}`;
const LENDS = template('lends', 'args: [{name: url, value: "http://api"}], metrics: [{name: a}]');
const INCLUDES = template('includes', 'args: [{name: url, value: "http://api"}], templates: [{templateName: borrows}]');
const BORROWS = template('borrows', 'metrics: [{name: b, provider: {web: {url: "{{args.url}}"}}}]');
const MISSING = '/spec/metrics/0: placeholder {{args.url}} has no argument, declared are: none. Add it to the arguments of the metric';

export const PLACEHOLDERS_CASES: Record<string, RuleCases> = {
  'placeholder-declared': {
    accepts: [
      template('health', 'args: [{name: url}], metrics: [{name: "{{ args.url }}"}]'),
      // beside the steps, and in an experiment, the arguments of all templates are merged
      together(background('{templateName: lends}, {templateName: borrows}'), LENDS, BORROWS),
      together(background('{templateName: includes}'), INCLUDES, BORROWS),
      together('{kind: Experiment, metadata: {name: e}, spec: {templates: [], analyses: [{name: a, templateName: includes}]}}', INCLUDES, BORROWS),
      together(INCLUDES, BORROWS),
      together(background('{templateName: borrows}, {templateName: elsewhere}'), BORROWS),
    ],
    rejects: {
      [MISSING]: together(background('{templateName: borrows}'), BORROWS),
      // for a step each template is asked by itself
      [MISSING.replace('args.url', 'args.path')]: together(
        '{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [{analysis: {templates: [{templateName: lends}, {templateName: borrows}]}}]}}}}',
        LENDS.replace('url', 'path'), BORROWS.replace('args.url', 'args.path'),
      ),
      '/spec/metrics/1: placeholder {{args.url}} has no argument, declared are: path. Add it to the arguments of the metric':
        template('health', 'args: [{name: path}], metrics: [{}, {provider: {web: {url: "http://{{args.url}}/{{args.path}}/{{ args.url }}"}}}]'),
    },
  },
  'placeholder-is-argument': {
    accepts: [
      query('sum(x{service="{{args.service}}"})'), query('sum(x{service="{{ args.service }}"})'), metric('provider: {web: {jsonBody: {a: {b: {c: 1}}}}}'),
      query('sum(x) > {{ .Values.limit }}'), query('{{ "{{args.query}}" }}'), query('x{a="}}"}'),
    ],
    rejects: {
      [`/spec/metrics/0: double braces hold {{ $labels.pod }}: ${ONLY_ARGUMENTS}`]: query('sum(x{pod="{{ $labels.pod }}"})'),
      [`/spec/metrics/0: double braces hold {{.status}}: ${ONLY_ARGUMENTS}`]:
        metric('provider: {job: {spec: {template: {spec: {containers: [{name: a, args: ["-o", "go-template={{.status}}"]}]}}}}}'),
      [`/spec/metrics/0: double braces are never closed: ${ONLY_ARGUMENTS}`]: metric('successCondition: "{{ args.a", provider: {web: {jsonBody: {a: {b: 1}}}}'),
    },
  },
};
