import { pointer } from '../../../manifest/pointer';
import { isOpen } from '../../../reading/open-value';
import { Violation, Severity } from '../../rule/finding';
import { got } from '../../rule/got';
import { Rule } from '../../rule/rule';
import { isSaid, providerRule } from './provider-rule';

type Query = Record<string, any>;

const ID = /^[a-z][a-zA-Z0-9_]*$/;

function queryProblem({ id, expression, metricStat }: Query, before: readonly Query[]): string | undefined {
  if (!isOpen(id) && !ID.test(id ?? '')) {
    return `the id of a query is a name that starts with a lower-case letter, got ${got(id)}`;
  }
  if (!isOpen(id) && before.some((other) => other.id === id)) {
    return `each query has an id of its own, got "${id}" twice`;
  }
  return isSaid(expression) !== (metricStat !== undefined) ? undefined
    : `a query has exactly one of "expression" and "metricStat", got ${metricStat ? 'both' : 'neither'}`;
}

const cloudWatchQueries = providerRule(['cloudWatch'], {
  id: 'cloud-watch-queries',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'AWS refuses the request, so each measurement ends in an error',
  check({ metricDataQueries }): Violation[] {
    const queries: Query[] = metricDataQueries ?? [];
    return queries.flatMap((query, index) => {
      const message = queryProblem(query, queries.slice(0, index));
      return message === undefined ? [] : { pointer: pointer('metricDataQueries', index), message };
    });
  },
});

const cloudWatchOneResult = providerRule(['cloudWatch'], {
  id: 'cloud-watch-one-result',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'the result has an element for each query that returns its data, and the condition tells them apart only by their place',
  check({ metricDataQueries }) {
    const queries: Query[] = metricDataQueries ?? [];
    const returned = queries.filter(({ returnData = true }) => returnData).length;
    return returned < 2 ? [] : [{
      pointer: pointer('metricDataQueries'), message: `one query should return its data, got ${returned}: give the others "returnData: false"`,
    }];
  },
});

export const CLOUD_WATCH_RULES: readonly Rule[] = [cloudWatchQueries, cloudWatchOneResult];
