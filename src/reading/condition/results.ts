import { remembered } from '../../manifest/remembered';
import { Query } from '../promql/query';
import { readQuery } from '../promql/read';
import { canBeEmpty, canBeNaN } from '../promql/series';
import { ANY, FLOAT, goSlice, listOf, mapOf, NIL, STRING, struct, TIME, Type, UNKNOWN } from './types';
import { Value } from './values';

/** A kind of result that a provider can have. */
export interface Shape {
  /** What it is, with its article. */
  readonly what: string;
  readonly type: Type;
  /** The result that holds a number, where the result is about numbers. */
  readonly holding?: (value: number) => Value;
}

/** The result when there is nothing to measure. */
export interface NoData {
  readonly what: string;
  readonly type: Type;
  readonly value: Value;
  /** What a condition asks first, or what it writes for `result`, to be true or false then as well. */
  readonly guard?: string;
  readonly instead?: string;
}

export interface Results {
  /** One of these, when there is data. */
  readonly shapes: readonly Shape[];
  /** The result when there is none, if that is a result and not an error. */
  readonly noData?: NoData;
  readonly canBeNaN?: boolean;
}

const NUMBER: Shape = { what: 'a number', type: FLOAT, holding: (value) => value };
const NUMBERS: Shape = { what: 'a list of numbers', type: goSlice(FLOAT), holding: (value) => [value] };
const LIST: Shape = { what: 'a list', type: listOf(ANY), holding: (value) => [value] };
const ROW: Shape = { what: 'a map', type: mapOf('string', ANY) };
const ROWS: Shape = { what: 'a list of maps', type: { kind: 'array', name: '[]map', element: ROW.type } };
const METRIC_DATA: Shape = {
  what: 'a list of objects with Values',
  type: goSlice(struct({
    Id: STRING, Label: STRING, StatusCode: STRING, Messages: listOf(UNKNOWN), Timestamps: goSlice(TIME), Values: goSlice(FLOAT),
  })),
  holding: (value) => [{ Id: 'id', Label: 'label', StatusCode: 'Complete', Messages: [], Timestamps: ['time'], Values: [value] }],
};

const EMPTY: NoData = { what: 'an empty list', type: NUMBERS.type, value: [], guard: 'len(result) > 0' };

/** Of the other providers, a web page can answer anything JSON knows, and a plugin anything at all. */
const RESULTS: Record<string, Results> = {
  graphite: { shapes: [NUMBERS], noData: EMPTY },
  datadog: {
    shapes: [NUMBER],
    noData: { what: 'nil', type: NIL, value: null, instead: 'default(result, 0)' },
  },
  wavefront: { shapes: [NUMBER, NUMBERS] },
  newRelic: { shapes: [ROW, ROWS] },
  influxdb: { shapes: [LIST] },
  cloudWatch: {
    shapes: [METRIC_DATA],
    noData: {
      what: 'an object without Values',
      type: METRIC_DATA.type,
      value: [{ Id: 'id', Label: 'label', StatusCode: 'Complete', Messages: [], Timestamps: [], Values: [] }],
      guard: 'len(result[0].Values) > 0',
    },
  },
};

/** Providers that decide by themselves and never look at a condition. */
export const DECIDING = ['job', 'kayenta'];

export function resultsOf(provider: Record<string, any>): Results | undefined {
  const [name] = Object.keys(provider).filter((key) => provider[key]);
  return name === 'prometheus' ? ofPrometheus(provider.prometheus) : RESULTS[name];
}

const OPEN: Results = { shapes: [NUMBERS, NUMBER] };

function ofPrometheus({ query: text, rangeQuery }: Record<string, any>): Results {
  const { query, type } = text ? readQuery(text) : {};
  return !query || type === 'open' ? OPEN : type === 'scalar' && !rangeQuery ? scalarOf(query) : seriesOf(query);
}

// the same object for the same query, so that what follows from it is worked out once as well
const scalarOf = remembered((query: Query): Results => ({ ...seriesOf(query), shapes: [NUMBER] }));

const seriesOf = remembered((query: Query): Results => ({
  shapes: [NUMBERS],
  noData: canBeEmpty(query) ? EMPTY : undefined,
  canBeNaN: canBeNaN(query),
}));
