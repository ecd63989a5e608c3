import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const queries = (...fields: string[]) => told('cloudWatch', `metricDataQueries: [${fields.map((one) => `{${one}}`).join(', ')}]`);

export const CLOUD_WATCH_CASES: Record<string, RuleCases> = {
  'cloud-watch-queries': {
    accepts: [
      queries('id: rate, expression: errors / requests', 'id: errors, metricStat: {}, returnData: false', 'id: requests, metricStat: {}, returnData: false'),
      queries('id: "{{args.id}}", expression: a', 'id: "{{args.id}}", expression: a'),
    ],
    rejects: {
      [at('cloudWatch', '/metricDataQueries/0: the id of a query is a name that starts with a lower-case letter, got "Rate"')]: queries('id: Rate, expression: a'),
      [at('cloudWatch', '/metricDataQueries/0: the id of a query is a name that starts with a lower-case letter, got none')]: queries('expression: a'),
      [at('cloudWatch', '/metricDataQueries/1: each query has an id of its own, got "a" twice')]: queries('id: a, expression: x', 'id: a, expression: y'),
      [at('cloudWatch', '/metricDataQueries/0: a query has exactly one of "expression" and "metricStat", got neither')]: queries('id: a'),
      [at('cloudWatch', '/metricDataQueries/0: a query has exactly one of "expression" and "metricStat", got both')]: queries('id: a, expression: x, metricStat: {}'),
    },
  },
  'cloud-watch-one-result': {
    accepts: [queries('id: a, expression: x', 'id: b, metricStat: {}, returnData: false'), queries('id: a, expression: x')],
    rejects: {
      [at('cloudWatch', '/metricDataQueries: one query should return its data, got 2: give the others "returnData: false"')]:
        queries('id: a, expression: x', 'id: b, metricStat: {}'),
    },
  },
};
