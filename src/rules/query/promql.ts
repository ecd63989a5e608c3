import { parseGoDuration } from '../../manifest/go-duration';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import * as conditions from '../../reading/condition/lazy';
import { Expression, holds } from '../../reading/condition/syntax';
import { UNKNOWN } from '../../reading/condition/types';
import { speaksMetricsQl } from '../../reading/metrics-ql';
import { hasPlaceholder } from '../../reading/placeholder';
import * as queries from '../../reading/promql/lazy';
import { Query } from '../../reading/promql/query';
import { metricRule } from '../metric/metric-rule';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { queryRule } from './query-rule';

const promqlParses = queryRule({
  id: 'promql-parses',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'Prometheus refuses the query, each measurement ends in an error, and after five of them the analysis does',
  message({ metric, text }, bundle) {
    const { error, type } = queries.reading().readQuery(text);
    if (error && !(speaksMetricsQl(metric, bundle) && !error.isUnfinished)) {
      return `a query that Prometheus refuses at character ${error.at + 1}: ${error.message}, got ${JSON.stringify(text)}`;
    }
    return type === 'string' ? `a query must yield numbers, got the text ${text}` : undefined;
  },
});

const yieldsSeveral = remembered((query: Query) => queries.counting().seriesOf(query).several);

const promqlOneSeries = queryRule({
  id: 'promql-one-series',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'series come without their labels and in any order, so one of them decides by chance',
  message({ metric, text }) {
    const { query } = queries.reading().readQuery(text);
    const asked = [metric.successCondition, metric.failureCondition].filter(Boolean)
      .map((condition) => conditions.reading().readCondition(condition).expression);
    return query && yieldsSeveral(query) && asked.some((condition) => condition && readsOne(condition))
      ? 'the query can yield several series, and the condition looks at one of them: aggregate without "by" (sum, max, …), '
        + 'or ask about all of them with all(result, …)'
      : undefined;
  },
});

/** Whether a condition looks at the element of a certain place, and never at how many there are but for none. */
function readsOne(condition: Expression): boolean {
  const isResult = (part: Expression) => part.kind === 'name' && part.name === 'result';
  const picks = holds(condition, (part) => part.kind === 'member' ? isResult(part.base) && part.property.kind === 'literal'
    : part.kind === 'builtin' && ['first', 'last'].includes(part.name) && isResult(part.args[0]));
  const counts = holds(condition, (part) => part.kind === 'binary' && [part.left, part.right].some((side) => side.kind === 'builtin' && side.name === 'len')
    && [part.left, part.right].some((side) => side.kind === 'literal' && side.value !== 0));
  return picks && !counts;
}

const rangeQuerySpans = metricRule({
  id: 'range-query-spans',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the controller cannot ask for the span, and each measurement ends in an error',
  check({ metric, path }) {
    const range = metric.provider?.prometheus?.rangeQuery;
    const at = (field: string) => pointer(...path, 'provider', 'prometheus', 'rangeQuery', field);
    return range ? [...timeObjections(range, at), ...stepObjections(range, at)] : [];
  },
});

function timeObjections(range: Record<string, string>, at: (field: string) => string): Violation[] {
  return ['start', 'end'].flatMap((field) => {
    const text = range[field] ?? '';
    const problem = timeProblem(text);
    return problem === undefined ? [] : {
      pointer: at(field),
      message: `the ${field} of a range is an expression for a time, such as now() - duration("5m"), got ${JSON.stringify(text)}: ${problem}`,
    };
  });
}

function timeProblem(text: string): string | undefined {
  const { expression, error } = conditions.reading().readCondition(text);
  if (!expression) {
    return error && `${error.message} at character ${error.at + 1}`;
  }
  const { error: problem, yields } = conditions.judging().compile(expression, UNKNOWN);
  return problem ?? (yields === undefined || yields === 'a time' ? undefined : `it is ${yields}`);
}

function stepObjections({ step = '' }: Record<string, string>, at: (field: string) => string): Violation[] {
  return hasPlaceholder(step) || (parseGoDuration(step) ?? 0) > 0 ? [] : [{
    pointer: at('step'),
    message: `the step of a range is a duration above zero, such as 1m, got ${JSON.stringify(step)}`,
  }];
}

export const PROMQL_RULES: readonly Rule[] = [promqlParses, promqlOneSeries, rangeQuerySpans];
