import { GrafanaOverrides, GrafanaPanel, GrafanaView } from './grafana';
import { coloredNames, coloredSeries, namesOfNumbers, State } from './states';

/** How a panel looks, and what it asks its queries for. */
export interface View {
  readonly grafana: GrafanaView;
  /** In rows of the grid. */
  readonly height: number;
  /** What is now, instead of what was in the time shown. */
  readonly instant?: boolean;
  readonly transformations?: GrafanaPanel['transformations'];
}

interface StatOptions {
  readonly unit?: string;
  /** What stands where there is nothing. */
  readonly noValue: string;
  /** The name of a series instead of its value. */
  readonly names?: boolean;
  /** The values are numbers of these states. */
  readonly states?: readonly State[];
  /** The series are called like these states. */
  readonly series?: readonly State[];
}

interface TimeSeriesOptions {
  readonly unit?: string;
  readonly max?: number;
  readonly bars?: boolean;
  /** Series that are called like these states, on top of each other. */
  readonly stacked?: readonly State[];
}

interface TableOptions {
  /** What the column `phase` has. */
  readonly states: readonly State[];
  /** What stands where there is nothing. */
  readonly noValue: string;
  /** Where the column `name` leads. */
  readonly link?: string;
}

/** Unless there are steps, Grafana shows a number in red from 80 on. */
const THRESHOLDS = { mode: 'absolute', steps: [{ value: null, color: 'text' }] } as const;

const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] } as const;

/** A number for each series, as it is now. */
export function stat({ unit = 'short', noValue, names, states, series = [] }: StatOptions): View {
  return {
    height: 4,
    instant: true,
    grafana: {
      type: 'stat',
      options: {
        colorMode: states ? 'background_solid' : 'value',
        graphMode: 'none',
        justifyMode: 'auto',
        orientation: 'auto',
        percentChangeColorMode: 'standard',
        reduceOptions: { calcs: ['lastNotNull'] },
        showPercentChange: false,
        textMode: names ? 'name' : 'auto',
        wideLayout: true,
      },
      fieldConfig: {
        defaults: {
          unit,
          decimals: unit === 'short' ? 0 : undefined,
          noValue,
          color: { mode: 'thresholds' },
          thresholds: THRESHOLDS,
          mappings: states && namesOfNumbers(states),
        },
        overrides: coloredSeries(series),
      },
    },
  };
}

/** A line for each series, or bars that stand on each other. */
export function timeSeries({ unit = 'short', max, bars, stacked }: TimeSeriesOptions = {}): View {
  return {
    height: 8,
    grafana: {
      type: 'timeseries',
      options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'desc' } },
      fieldConfig: {
        defaults: {
          unit,
          min: 0,
          max,
          color: { mode: 'palette-classic' },
          custom: {
            drawStyle: bars ? 'bars' : 'line',
            lineWidth: 1,
            fillOpacity: bars ? 80 : stacked ? 30 : 0,
            showPoints: 'never',
            stacking: { mode: bars || stacked ? 'normal' : 'none', group: 'A' },
          },
        },
        overrides: coloredSeries(stacked ?? []),
      },
    },
  };
}

/** A bar for each series, in the colours of the states that it went through. */
export function stateTimeline(states: readonly State[], height: number): View {
  return {
    height,
    grafana: {
      type: 'state-timeline',
      options: {
        alignValue: 'left',
        legend: LEGEND,
        mergeValues: true,
        perPage: 20,
        rowHeight: 0.8,
        showValue: 'auto',
        tooltip: { mode: 'single', sort: 'none' },
      },
      fieldConfig: {
        defaults: {
          color: { mode: 'thresholds' },
          thresholds: THRESHOLDS,
          mappings: namesOfNumbers(states),
          custom: { fillOpacity: 80, lineWidth: 0 },
        },
        overrides: [],
      },
    },
  };
}

/** A row for each series, as it is now, with these of its labels. */
export function table(columns: readonly string[], { states, noValue, link }: TableOptions): View {
  return {
    height: 8,
    instant: true,
    transformations: [{
      id: 'organize',
      options: { excludeByName: { Time: true, Value: true }, indexByName: Object.fromEntries(columns.map((column, index) => [column, index])) },
    }],
    grafana: {
      type: 'table',
      options: { cellHeight: 'sm', frameIndex: 0, showHeader: true },
      fieldConfig: {
        defaults: { noValue, custom: { align: 'auto', cellOptions: { type: 'auto' }, filterable: true, inspect: false } },
        overrides: [
          override('phase', [{ id: 'custom.cellOptions', value: { type: 'color-text' } }, { id: 'mappings', value: coloredNames(states) }]),
          ...link ? [override('name', [{ id: 'links', value: [{ title: 'Show this rollout', url: link }] }])] : [],
        ],
      },
    },
  };
}

function override(column: string, properties: GrafanaOverrides[number]['properties']): GrafanaOverrides[number] {
  return { matcher: { id: 'byName', options: column }, properties };
}
