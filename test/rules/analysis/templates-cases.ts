import { RuleCases } from '../rule-cases';

const template = (spec: string, name = 'health', kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

export const TEMPLATES_CASES: Record<string, RuleCases> = {
  'argument-one-source': {
    accepts: [template('args: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: a, key: b}}}, {name: d}]')],
    rejects: {
      '/spec/args/0/valueFrom: argument "a" has one source, got both "value" and "valueFrom": leave one of them out':
        template('args: [{name: a, value: b, valueFrom: {secretKeyRef: {name: a, key: b}}}]'),
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
