import { Aggregation, Binary, COMPARISONS, Query, QueryError, SET_OPERATORS, SUBQUERY } from './query';

/** What a query yields: a number, a list of series, a list of spans of series, or a text; `open` where a placeholder decides. */
export type QueryType = 'scalar' | 'vector' | 'range' | 'string' | 'open';

const DESCRIBED: Record<QueryType, string> = {
  scalar: 'a number', vector: 'an instant vector', range: 'a range such as x[5m]', string: 'a text', open: 'anything',
};

/** What functions take, with an optional last argument in brackets and one that can be repeated with dots. All but two give vectors. */
const SIGNATURES: Record<string, string> = {
  'range': 'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time'
    + ' max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time'
    + ' ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  'vector': 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev'
    + ' histogram_stdvar histogram_sum ln log10 log2 rad scalar sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  '[vector]': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  'scalar': 'vector',
  '': 'pi time',
  'vector scalar': 'clamp_max clamp_min',
  'vector [scalar]': 'round',
  'vector scalar scalar': 'clamp',
  'range scalar': 'predict_linear',
  'range scalar scalar': 'double_exponential_smoothing',
  'scalar range': 'quantile_over_time',
  'scalar vector': 'histogram_quantile',
  'scalar scalar vector': 'histogram_fraction',
  'vector string string string string': 'label_replace',
  'vector string string ...string': 'label_join',
  'vector ...string': 'sort_by_label sort_by_label_desc',
};
const SCALARS = ['scalar', 'pi', 'time'];

const PARAMETERS = new Map(Object.entries(SIGNATURES).flatMap(([params, names]) => names.split(' ').map((name) => [name, params.split(' ').filter(Boolean)])));

/** What aggregations take before what they aggregate. */
const AGGREGATION_PARAMETER: Record<string, QueryType> = {
  topk: 'scalar', bottomk: 'scalar', quantile: 'scalar', limitk: 'scalar', limit_ratio: 'scalar', count_values: 'string',
};

/** Throws what Prometheus rejects. */
export function typeOfQuery(query: Query): QueryType {
  switch (query.kind) {
    case 'open': return 'open';
    case 'number': return 'scalar';
    case 'string': return 'string';
    case 'selector': return 'vector';
    case 'range': typeOfQuery(query.of); return 'range';
    case 'unary': return expect(query.operand, ['scalar', 'vector'], 'a sign');
    case 'call': return call(query);
    case 'aggregation': return aggregation(query);
    case 'binary': return binary(query);
  }
}

function fail({ at }: { at: number }, message: string): never {
  throw new QueryError(at, message);
}

function expect(query: Query, wanted: readonly QueryType[], by: string): QueryType {
  const type = typeOfQuery(query);
  return type === 'open' || wanted.includes(type) ? type
    : fail(query, `${by} takes ${wanted.map((one) => DESCRIBED[one]).join(' or ')}, got ${DESCRIBED[type]}`);
}

function call(query: Extract<Query, { kind: 'call' }>): QueryType {
  const { name, args } = query;
  if (name === SUBQUERY) {
    return expect(args[0], ['vector'], 'a subquery');
  }
  const params = PARAMETERS.get(name);
  if (!params) {
    return 'open';
  }
  const last = params[params.length - 1] ?? '';
  const least = params.filter((param) => !/^\[|^\.\.\./.test(param)).length;
  const most = last.startsWith('...') ? Infinity : params.length;
  if (args.length < least || args.length > most) {
    const count = least === most ? least : most === Infinity ? `at least ${least}` : `${least} or ${most}`;
    fail(query, `${name} takes ${count} ${count === 1 ? 'argument' : 'arguments'}, got ${args.length}`);
  }
  args.forEach((arg, index) => expect(arg, [(params[index] ?? last).replace(/[[\].]/g, '') as QueryType], name));
  return SCALARS.includes(name) ? 'scalar' : 'vector';
}

function aggregation(query: Aggregation & { at: number }): QueryType {
  const { operator, args } = query;
  const params: QueryType[] = [...AGGREGATION_PARAMETER[operator] ? [AGGREGATION_PARAMETER[operator]] : [], 'vector'];
  if (args.length !== params.length) {
    fail(query, `${operator} takes ${params.length} ${params.length === 1 ? 'argument' : 'arguments'}, got ${args.length}`);
  }
  args.forEach((arg, index) => expect(arg, [params[index]], operator));
  return 'vector';
}

function binary(query: Binary & { at: number }): QueryType {
  const { operator, left, right, bool, on, ignoring, many, included } = query;
  const types = [left, right].map((side) => expect(side, ['scalar', 'vector'], `"${operator}"`));
  const scalars = types.filter((type) => type === 'scalar').length;
  const compares = COMPARISONS.includes(operator);
  if (bool && !compares) {
    fail(query, `"bool" goes with a comparison, got "${operator}"`);
  }
  if (compares && !bool && scalars === 2) {
    fail(query, `two numbers are compared with "${operator} bool"`);
  }
  if (SET_OPERATORS.includes(operator) && (scalars > 0 || many)) {
    fail(query, scalars > 0 ? `"${operator}" takes instant vectors, got a number` : `"${operator}" goes without group_left and group_right`);
  }
  if (scalars > 0 && ((on ?? ignoring ?? []).length > 0)) {
    fail(query, 'labels match between instant vectors, got a number');
  }
  const twice = included.find((label) => on?.includes(label));
  if (twice) {
    fail(query, `label "${twice}" stands in both "on" and "group_${many}"`);
  }
  return types.includes('vector') ? 'vector' : types.includes('open') ? 'open' : 'scalar';
}
