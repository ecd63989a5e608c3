import { GrafanaPanel, GrafanaRow } from './grafana';
import { FilledPanel, Section } from './panel';

/** Of every dashboard. */
export const COLUMNS = 24;

/** The data source that is chosen on the dashboard. */
export const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Sections below each other, their panels side by side as long as there is room. Ids are numbered as one reads.
 */
export function layOut(sections: readonly Section[]): Array<GrafanaPanel | GrafanaRow> {
  let id = 1;
  let y = 0;
  return sections.flatMap<GrafanaPanel | GrafanaRow>(({ title, folded = false, panels }) => {
    const row = { type: 'row' as const, id: id++, title, collapsed: folded, gridPos: { x: 0, y: y++, w: COLUMNS, h: 1 } };
    const places = placesOf(panels, y);
    const placed = panels.map((panel, index) => panelAt(panel, id++, places[index]));
    y = Math.max(y, ...placed.map(({ gridPos }) => gridPos.y + gridPos.h));
    return folded ? [{ ...row, panels: placed }] : [{ ...row, panels: [] }, ...placed];
  });
}

function placesOf(panels: readonly FilledPanel[], top: number): Place[] {
  let [x, y, below] = [0, top, top];
  return panels.map(({ width, view }) => {
    if (x + width > COLUMNS) {
      [x, y] = [0, below];
    }
    const place = { x, y };
    x += width;
    below = Math.max(below, y + view.height);
    return place;
  });
}

function panelAt({ title, description, width, view, interval, queries }: FilledPanel, id: number, { x, y }: Place): GrafanaPanel {
  return {
    id,
    title,
    description,
    gridPos: { x, y, w: width, h: view.height },
    datasource: DATA_SOURCE,
    interval,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      expr,
      legendFormat: legend,
      format: view.grafana.type === 'table' ? 'table' : 'time_series',
      instant: view.instant,
      range: view.instant ? false : undefined,
    })),
    transformations: view.transformations,
    ...view.grafana,
  };
}
