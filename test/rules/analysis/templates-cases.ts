import { RuleCases } from '../rule-cases';

const template = (spec: string, name = 'health', kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const READS = template('metrics: [{name: m, count: "{{args.a}}"}]', 'reads');
const unused = (name: string, index: number) =>
  `/spec/args/${index}: argument "${name}" is used by no metric: write {{args.${name}}} where it belongs, or leave it out`;

export const TEMPLATES_CASES: Record<string, RuleCases> = {
  'argument-one-source': {
    accepts: [template('args: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: a, key: b}}}, {name: d}]')],
    rejects: {
      '/spec/args/0/valueFrom: argument "a" has one source, got both "value" and "valueFrom": leave one of them out':
        template('args: [{name: a, value: b, valueFrom: {secretKeyRef: {name: a, key: b}}}]'),
    },
  },
  'argument-used': {
    accepts: [
      template('args: [{name: a}, {name: b}], metrics: [{name: m, count: "{{ args.a }}", provider: {web: {headers: [{key: k, value: "{{args.b}}"}]}}}]'),
      template('args: [{name: a}], metrics: [{name: m, provider: {web: {url: "{{ \\"{{args.a}}\\" }}"}}}]'),
      together(template('args: [{name: a}], templates: [{templateName: reads}]'), READS),
      together(template('args: [{name: a}], metrics: []'), READS,
        '{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {analysis: {templates: [{templateName: health}, {templateName: reads}]}}}}}'),
      template('args: [{name: a}], templates: [{templateName: elsewhere}]'),
    ],
    rejects: {
      [unused('b', 1)]: template('args: [{name: a}, {name: b}], metrics: [{name: m, count: "{{args.a}}", successCondition: b > 1}]'),
      [unused('a', 0)]: together(template('args: [{name: a}], templates: [{templateName: b}]'), template('metrics: []', 'b')),
      [unused('token', 0)]: template('args: [{name: token, valueFrom: {secretKeyRef: {name: s, key: k}}}], metrics: [{name: m}]', 'run', 'AnalysisRun'),
    },
  },
  'templates-end': {
    accepts: [
      together(template('templates: [{templateName: b}, {templateName: c}]', 'a'), template('templates: [{templateName: c}]', 'b'), template('', 'c')),
      template('templates: [{templateName: health, clusterScope: true}]'),
      together(template('templates: [{templateName: b}]', 'a', 'ClusterAnalysisTemplate'), template('', 'b')),
    ],
    rejects: {
      '/spec/templates/0: templates must not include each other, got AnalysisTemplate "health" that leads back to AnalysisTemplate "health"':
        template('templates: [{templateName: health}]'),
      '/spec/templates/1: templates must not include each other, got ClusterAnalysisTemplate "b" that leads back to AnalysisTemplate "a"': together(
        template('templates: [{templateName: c}, {templateName: b, clusterScope: true}]', 'a'),
        template('templates: [{templateName: a}]', 'b', 'ClusterAnalysisTemplate'),
      ),
    },
  },
};
