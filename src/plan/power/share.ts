import { goPattern } from '../../reading/pattern';
import { Binary, Matcher, Query, Selector } from '../../reading/promql/query';

/** What a query makes of the requests of a window. */
export interface Share {
  /** What makes a request a bad one. */
  readonly sees: Fault;
  /** Of which requests it tells the share. */
  readonly counts: 'bad' | 'good';
  /** What it makes of the share: `offset + scale * share`. */
  readonly scale: number;
  readonly offset: number;
  /** The quantile, where it tells that of the times of requests and not a share. */
  readonly quantile?: number;
  /** With fewer requests it finds nothing. */
  readonly leastRequests?: number;
}

export type Fault = 'errors' | 'slow requests';

/** The share that a query measures. Undefined if it measures anything else. */
export function shareOf(query: Query): Share | undefined {
  return query.kind === 'call' ? quantileOf(query) : query.kind === 'binary' ? ofBinary(query) : undefined;
}

function ofBinary({ operator, left, right }: Binary): Share | undefined {
  switch (operator) {
    case '/': return right.kind === 'number' ? scaled(shareOf(left), 1 / right.value) : ratioOf(left, right);
    case '*': return left.kind === 'number' ? scaled(shareOf(right), left.value) : right.kind === 'number' ? scaled(shareOf(left), right.value) : undefined;
    case '-': return left.kind === 'number' ? subtracted(left.value, shareOf(right)) : undefined;
    case 'and': return withLeast(shareOf(left), right);
    default: return undefined;
  }
}

function scaled(share: Share | undefined, factor: number): Share | undefined {
  return share && factor > 0 ? { ...share, scale: share.scale * factor, offset: share.offset * factor } : undefined;
}

function subtracted(from: number, share: Share | undefined): Share | undefined {
  return share?.quantile === undefined && share ? { ...share, scale: -share.scale, offset: from - share.offset } : undefined;
}

/** `... and sum(increase(requests[2m])) >= 100` */
function withLeast(share: Share | undefined, asked: Query): Share | undefined {
  return share && asked.kind === 'binary' && asked.operator === '>=' && asked.right.kind === 'number' && countedBy(asked.left, ['increase'])
    ? { ...share, leastRequests: asked.right.value } : undefined;
}

/** Errors or successes by all requests, `100 * a / b`, and `(all - errors) / all`. */
function ratioOf(top: Query, bottom: Query): Share | undefined {
  if (top.kind === 'binary' && top.operator === '*' && top.left.kind === 'number') {
    return scaled(ratioOf(top.right, bottom), top.left.value);
  }
  const isRest = top.kind === 'binary' && top.operator === '-';
  const [part, whole] = [isRest ? countedBy(top.right) : countedBy(top), countedBy(bottom)];
  const total = isRest ? countedBy(top.left) : whole;
  if (!part || !whole || !total || !isSame(total, whole)) {
    return undefined;
  }
  const share = partOf(part, whole);
  return share && isRest ? { ...share, counts: share.counts === 'bad' ? 'good' : 'bad' } : share;
}

/** What is selected where a query is the sum of a counter's growth, which may be zero where it has not begun. */
function countedBy(query: Query, functions: readonly string[] = ['rate', 'increase']): Selector | undefined {
  if (query.kind === 'binary' && query.operator === 'or') {
    return isZero(query.right) ? countedBy(query.left, functions) : undefined;
  }
  const inner = query.kind === 'aggregation' && query.operator === 'sum' && !query.grouping ? query.args[0] : undefined;
  return inner && grownIn(inner, functions);
}

function grownIn(query: Query, functions: readonly string[]): Selector | undefined {
  const [range] = query.kind === 'call' && functions.includes(query.name) ? query.args : [];
  return range?.kind === 'range' && range.of.kind === 'selector' && range.of.name ? range.of : undefined;
}

function isZero(query: Query): boolean {
  return query.kind === 'call' && query.name === 'vector' && query.args[0]?.kind === 'number' && query.args[0].value === 0;
}

function partOf(part: Selector, whole: Selector): Share | undefined {
  const more = part.matchers.filter((one) => !whole.matchers.some((other) => isAlike(one, other)));
  const rest = whole.matchers.filter((one) => !part.matchers.some((other) => isAlike(one, other)));
  const plain = { scale: 1, offset: 0 };
  if (part.name === `${whole.name!.replace(/_count$/, '')}_bucket` && rest.length === 0 && more.length === 1 && more[0].label === 'le' && more[0].operator === '=') {
    return { sees: 'slow requests', counts: 'good', ...plain };
  }
  const isOneLabel = more.length > 0 && more.every(({ label }) => label === more[0].label);
  const counts = part.name === whole.name && rest.length === 0 && isOneLabel ? countedAs(more) : undefined;
  return counts && { sees: 'errors', counts, ...plain };
}

/** What statuses of an error and of a success are called. */
const STATUSES = [['500', '200'], ['13', '0'], ['Internal', 'OK'], ['INTERNAL', 'OK'], ['error', 'success']];

function countedAs(matchers: readonly Matcher[]): Share['counts'] | undefined {
  const [bad, good] = STATUSES.map((values) => values.map((value) => matchers.every((matcher) => accepts(matcher, value))))
    .find(([error, success]) => error !== success) ?? [];
  return bad ? 'bad' : good ? 'good' : undefined;
}

function accepts({ operator, value }: Matcher, status: string): boolean {
  const isMatch = operator.includes('~') ? goPattern(value)?.test(status) ?? false : value === status;
  return operator.startsWith('!') ? !isMatch : isMatch;
}

function isSame(one: Selector, other: Selector): boolean {
  return one.name === other.name && one.matchers.length === other.matchers.length
    && one.matchers.every((matcher) => other.matchers.some((wanted) => isAlike(matcher, wanted)));
}

function isAlike(one: Matcher, other: Matcher): boolean {
  return one.label === other.label && one.operator === other.operator && one.value === other.value;
}

/** `histogram_quantile(0.99, sum by (le) (rate(times_bucket[2m])))` */
function quantileOf({ name, args: [quantile, buckets] }: Extract<Query, { kind: 'call' }>): Share | undefined {
  const isWhole = buckets?.kind === 'aggregation' && buckets.operator === 'sum' && buckets.grouping?.without === false && buckets.grouping.labels.join() === 'le';
  return name === 'histogram_quantile' && quantile.kind === 'number' && isWhole && grownIn(buckets.args[0], ['rate', 'increase'])
    ? { sees: 'slow requests', counts: 'good', scale: 1, offset: 0, quantile: quantile.value } : undefined;
}
