/** A query, once parsed. `at` is the offset in its text. */
export type Query = { readonly at: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  /** Something over a span of time. */
  | { readonly kind: 'range'; readonly of: Query }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Query[] }
  | Aggregation
  | Binary
  | { readonly kind: 'unary'; readonly operand: Query }
  /** A placeholder that can become anything. */
  | { readonly kind: 'open' }
);

export interface Selector {
  readonly kind: 'selector';
  readonly name?: string;
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly args: readonly Query[];
  readonly grouping?: { readonly without: boolean; readonly labels: readonly string[] };
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Query;
  readonly right: Query;
  readonly bool: boolean;
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  /** The side that may have several series for one of the other. */
  readonly many?: 'left' | 'right';
  readonly included: readonly string[];
}

export const COMPARISONS = ['==', '!=', '>', '<', '>=', '<='];
export const SET_OPERATORS = ['and', 'or', 'unless'];

/** A place where Prometheus would stop, and why. */
export class QueryError extends Error {
  /** `isUnfinished` if nothing is wrong with what is there, but the end is missing. */
  constructor(public readonly at: number, message: string, public readonly isUnfinished = false) {
    super(message);
  }
}

/** The parts directly inside a query. */
export function partsOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case 'range': return [query.of];
    case 'call': case 'aggregation': return query.args;
    case 'binary': return [query.left, query.right];
    case 'unary': return [query.operand];
    default: return [];
  }
}

/** All selectors in a query. */
export function selectorsOf(query: Query): Selector[] {
  return query.kind === 'selector' ? [query] : partsOf(query).flatMap(selectorsOf);
}

/** The function that a subquery is: what stands before its range must be a vector. */
export const SUBQUERY = '[]';
