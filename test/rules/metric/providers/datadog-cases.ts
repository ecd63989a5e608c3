import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

export const DATADOG_CASES: Record<string, RuleCases> = {
  'datadog-one-query': {
    accepts: [told('datadog', 'query: x'), told('datadog', 'apiVersion: v2, queries: {a: x}'), told('datadog', 'query: "{{args.query}}", queries: {a: x}')],
    rejects: {
      [at('datadog', '/query: datadog needs exactly one of "query" and "queries", got neither')]: told('datadog', 'apiVersion: v2'),
      [at('datadog', '/query: datadog needs exactly one of "query" and "queries", got both')]: told('datadog', 'query: x, queries: {a: x}'),
    },
  },
  'datadog-version': {
    accepts: [told('datadog', 'apiVersion: v2, queries: {a: x}, aggregator: avg'), told('datadog', 'query: x')],
    rejects: {
      [at('datadog', '/queries: "queries" needs apiVersion "v2", got none, which means v1')]: told('datadog', 'queries: {a: x}'),
      [at('datadog', '/aggregator: "aggregator" needs apiVersion "v2", got "v1"')]: told('datadog', 'apiVersion: v1, query: x, aggregator: avg'),
    },
  },
  'datadog-formula': {
    accepts: [
      told('datadog', 'apiVersion: v2, queries: {a: x, b: y}, formula: a / b'), told('datadog', 'apiVersion: v2, queries: {a: x}'),
      told('datadog', 'query: x, formula: "{{args.formula}}"'),
    ],
    rejects: {
      [at('datadog', '/formula: 2 queries need a formula that makes one number of them, got none')]: told('datadog', 'apiVersion: v2, queries: {a: x, b: y}'),
      [at('datadog', '/formula: a formula combines "queries", got none: put the query there under a name, or leave the formula out')]:
        told('datadog', 'apiVersion: v2, query: x, formula: a * 2'),
    },
  },
  'datadog-secret-named': {
    accepts: [told('datadog', 'secretRef: {namespaced: true, name: datadog}'), told('datadog', 'secretRef: {namespaced: false}'), told('datadog', 'query: x')],
    rejects: {
      [at('datadog', '/secretRef/name: a Secret in the namespace of the analysis needs a name, got none: give it, or leave "namespaced" out')]:
        told('datadog', 'secretRef: {namespaced: true}'),
    },
  },
};
