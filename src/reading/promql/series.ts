import { Aggregation, Binary, COMPARISONS, Query, selectorsOf } from './query';

/** How many series a query yields, and whether they carry labels. */
export interface Series {
  readonly several: boolean;
  readonly labelled: boolean;
}

const ONE: Series = { several: false, labelled: false };

/** Labels of which each instance of an application has another value. */
const OF_ONE_TARGET = ['instance', 'pod', 'pod_name', 'exported_pod', 'kubernetes_pod_name', 'container_id'];

/**
 * What is known of the series of a query. Doubt counts as one series.
 *
 * @param dropped labels that a function around the query takes away
 */
export function seriesOf(query: Query, dropped: readonly string[] = []): Series {
  switch (query.kind) {
    case 'selector': return { several: !isOneTarget(query), labelled: true };
    case 'range': return seriesOf(query.of, dropped);
    case 'unary': return seriesOf(query.operand, dropped);
    case 'call': return ofCall(query, dropped);
    case 'aggregation': return ofAggregation(query, dropped);
    case 'binary': return ofBinary(query, dropped);
    default: return ONE;
  }
}

/** A recording rule may have aggregated before: its name says so with a colon. */
function isOneTarget({ name, matchers }: Extract<Query, { kind: 'selector' }>): boolean {
  return !name || name.includes(':') || matchers.some(({ label, operator }) => operator === '=' && OF_ONE_TARGET.includes(label));
}

function ofCall({ name, args }: Extract<Query, { kind: 'call' }>, dropped: readonly string[]): Series {
  if (['vector', 'scalar', 'time', 'pi'].includes(name) || args.length === 0) {
    return ONE;
  }
  if (name.startsWith('absent')) {
    return { several: false, labelled: true };
  }
  const measured = args.find(({ kind }) => kind !== 'number' && kind !== 'string') ?? args[0];
  const series = seriesOf(measured, name.startsWith('histogram_') ? [...dropped, 'le'] : dropped);
  return name === 'label_replace' || name === 'label_join' ? { ...series, labelled: true } : series;
}

function ofAggregation({ operator, args, grouping }: Aggregation, dropped: readonly string[]): Series {
  const inner = args[args.length - 1];
  if (operator === 'count_values') {
    return { several: true, labelled: true };
  }
  if (['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(operator)) {
    const first = args[0].kind === 'number' && args[0].value === 1 && !grouping?.labels.length;
    return { several: !first && seriesOf(inner).several, labelled: true };
  }
  if (grouping?.without) {
    return { several: seriesOf(inner, dropped).several, labelled: true };
  }
  const apart = (grouping?.labels ?? []).filter((label) => !dropped.includes(label));
  return { several: apart.some((label) => !isFixed(label, inner)) && seriesOf(inner).several, labelled: apart.length > 0 };
}

/** Whether all that is selected has one value of a label. */
function isFixed(label: string, query: Query): boolean {
  const selectors = selectorsOf(query);
  return selectors.length > 0 && selectors.every(({ matchers }) => matchers.some((matcher) => matcher.label === label && matcher.operator === '='));
}

function ofBinary({ operator, left, right, many, on }: Binary, dropped: readonly string[]): Series {
  const [first, second] = [seriesOf(left, dropped), seriesOf(right, dropped)];
  if (operator === 'or') {
    const labelled = first.labelled || second.labelled;
    return { several: labelled || first.several || second.several, labelled };
  }
  if (operator === 'and' || operator === 'unless' || isScalar(right) || many === 'left') {
    return first;
  }
  if (isScalar(left) || many === 'right') {
    return second;
  }
  return { several: first.several && second.several && on?.length !== 0, labelled: first.labelled && second.labelled };
}

function isScalar(query: Query): boolean {
  return query.kind === 'number' || (query.kind === 'call' && ['scalar', 'time', 'pi'].includes(query.name))
    || (query.kind === 'unary' && isScalar(query.operand)) || (query.kind === 'binary' && isScalar(query.left) && isScalar(query.right));
}

/** Whether a query can find nothing. Doubt counts as no. */
export function canBeEmpty(query: Query): boolean {
  switch (query.kind) {
    case 'selector': return true;
    case 'range': return canBeEmpty(query.of);
    case 'unary': return canBeEmpty(query.operand);
    case 'call': return query.name.startsWith('absent') || (query.name !== 'scalar' && query.args.some(canBeEmpty));
    case 'aggregation': return query.args.some(canBeEmpty);
    case 'binary': return canBinaryBeEmpty(query);
    default: return false;
  }
}

function canBinaryBeEmpty({ operator, left, right, bool }: Binary): boolean {
  if (operator === 'or') {
    return canBeEmpty(left) && canBeEmpty(right);
  }
  return operator === 'and' || operator === 'unless' || (COMPARISONS.includes(operator) && !bool) || canBeEmpty(left) || canBeEmpty(right);
}

/** Whether a query can yield NaN because nothing happened: 0 / 0, or a quantile of no observations. Doubt counts as no. */
export function canBeNaN(query: Query): boolean {
  switch (query.kind) {
    case 'call': return query.name === 'histogram_quantile' || query.args.some(canBeNaN);
    case 'aggregation': return query.args.some(canBeNaN);
    case 'unary': return canBeNaN(query.operand);
    case 'range': return canBeNaN(query.of);
    case 'binary': return canBinaryBeNaN(query);
    default: return false;
  }
}

function canBinaryBeNaN({ operator, left, right, bool }: Binary): boolean {
  if (COMPARISONS.includes(operator) && !bool) {
    // a comparison lets no NaN through, but for one
    return operator === '!=' && canBeNaN(left);
  }
  if (operator === 'and' || operator === 'unless') {
    return canBeNaN(left) && !asksForTraffic(operator, right);
  }
  return canBeNaN(left) || canBeNaN(right) || (operator === '/' && canBeZero(left) && canBeZero(right));
}

/** Whether `and` keeps a value only while there is something, or `unless` drops it while there is nothing. */
function asksForTraffic(operator: string, asked: Query): boolean {
  return asked.kind === 'binary' && COMPARISONS.includes(asked.operator) && !asked.bool && asked.right.kind === 'number'
    && compares(0, asked.operator, asked.right.value) === (operator === 'unless');
}

function compares(one: number, operator: string, other: number): boolean {
  return { '==': one === other, '!=': one !== other, '>': one > other, '<': one < other, '>=': one >= other, '<=': one <= other }[operator]!;
}

const NEVER_ZERO = [
  'absent', 'absent_over_time', 'count_over_time', 'present_over_time', 'exp', 'pi', 'time', 'timestamp', 'day_of_month', 'day_of_year', 'days_in_month',
  'month', 'year',
];
const LEAST_GIVEN = ['clamp_min', 'clamp'];

/** Whether nothing having happened shows as a zero. */
function canBeZero(query: Query): boolean {
  switch (query.kind) {
    case 'number': return query.value === 0;
    case 'selector': case 'range': return true;
    case 'unary': return canBeZero(query.operand);
    case 'aggregation': return canAggregationBeZero(query);
    case 'call': return canCallBeZero(query);
    case 'binary': return canBinaryBeZero(query);
    default: return false;
  }
}

function canCallBeZero({ name, args }: Extract<Query, { kind: 'call' }>): boolean {
  const [, least] = args;
  return !NEVER_ZERO.includes(name) && !(LEAST_GIVEN.includes(name) && least?.kind === 'number' && least.value > 0) && args.some(canBeZero);
}

/** Whoever adds a constant to whatever is there, as in `sum(x or vector(1))`, is never left with nothing. */
function canAggregationBeZero({ operator, args }: Aggregation): boolean {
  const inner = args[args.length - 1];
  const isRaised = ['sum', 'avg', 'max'].includes(operator) && inner.kind === 'binary' && inner.operator === 'or'
    && seriesOf(inner.left).labelled && !seriesOf(inner.right).labelled && !canBeZero(inner.right);
  return operator !== 'count' && operator !== 'group' && !isRaised && canBeZero(inner);
}

function canBinaryBeZero({ operator, left, right, bool }: Binary): boolean {
  if (COMPARISONS.includes(operator) && !bool) {
    const keepsZero = right.kind === 'number' ? compares(0, operator, right.value) : ['>=', '<=', '=='].includes(operator);
    return keepsZero && canBeZero(left);
  }
  switch (operator) {
    case '+': return canBeZero(left) && canBeZero(right);
    case '*': return canBeZero(left) || canBeZero(right);
    case 'and': case 'unless': return canBeZero(left) && !asksForTraffic(operator, right);
    default: return canBeZero(left);
  }
}
