/**
 * Draws how the panels of a dashboard lie, from its own model. What the panels show in the picture is made up.
 */
import { GrafanaDashboard, GrafanaPanel, GrafanaRow } from '../src/operate/dashboards/grafana';

const CELL = { width: 40, height: 20 };
const GAP = 4;
const COLORS: Record<string, string> = {
  'green': '#73bf69', 'blue': '#5794f2', 'light-blue': '#8ab8ff', 'yellow': '#fade2a', 'orange': '#ff9830', 'red': '#f2495c', 'dark-red': '#c4162a', 'purple': '#b877d9',
};
const LINES = ['#73bf69', '#f2cc0c', '#5794f2'];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function drawDashboard({ title = '', panels }: GrafanaDashboard): string {
  const placed = panels.flatMap((panel) => [panel, ...panel.type === 'row' ? panel.panels : []]);
  const height = Math.max(...placed.map(({ gridPos }) => gridPos!.y + gridPos!.h)) * CELL.height + GAP;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * CELL.width + GAP} ${height}" font-family="sans-serif" font-size="12" fill="#ccccdc">
<title>${text(title)}</title>
<rect width="100%" height="100%" fill="#111217"/>
${placed.map((panel) => panel.type === 'row' ? row(panel) : box(panel)).join('\n')}
</svg>
`;
}

function row({ title = '', gridPos }: GrafanaRow): string {
  return `<text x="${2 * GAP}" y="${gridPos!.y * CELL.height + 15}" font-weight="bold">${text(title)}</text>`;
}

function box(panel: GrafanaPanel): string {
  const { x, y, w, h } = panel.gridPos;
  const [width, height] = [w * CELL.width - GAP, h * CELL.height - GAP];
  return `<svg x="${x * CELL.width + GAP}" y="${y * CELL.height + GAP}" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="#181b1f" stroke="#2d2f36"/><text x="8" y="17">${text(panel.title ?? '')}</text>
${sketch(panel, { x: 8, y: 26, width: width - 16, height: height - 34 })}
</svg>`;
}

function sketch(panel: GrafanaPanel, inside: Box): string {
  switch (panel.type) {
    case 'stat': return numbers(panel, inside);
    case 'timeseries': return panel.fieldConfig.defaults.custom?.drawStyle === 'bars' ? bars(inside) : lines(panel, inside);
    case 'state-timeline': return states(panel, inside);
    case 'table': return cells(panel, inside);
  }
}

/** The colours of the states that a panel knows. */
function colorsOf({ fieldConfig: { defaults: { mappings = [] }, overrides } }: GrafanaPanel): string[] {
  const mapped = mappings.flatMap((mapping) => mapping.type === 'value' ? Object.values(mapping.options) : []).map(({ color }) => color);
  const named = overrides.flatMap(({ properties }) => properties).map(({ value }) => value?.fixedColor);
  return [...mapped, ...named].flatMap((color) => color && COLORS[color] || []);
}

function numbers(panel: GrafanaPanel, inside: Box): string {
  const { mappings, unit } = panel.fieldConfig.defaults;
  const { x, y, width, height } = inside;
  if (mappings) {
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colorsOf(panel)[0]}"/>${number(inside, 'Completed', '#111217')}`;
  }
  const series = panel.fieldConfig.overrides.length > 0 ? panel.fieldConfig.overrides.map(({ matcher }) => matcher.options) : namesOf(panel);
  return series.map((name, index) => {
    const [part, color = '#ccccdc'] = [width / series.length, colorsOf(panel)[index]];
    const place = { x: Math.round(x + index * part), y, width: Math.round(part), height };
    return number(place, unit === 's' ? '2 days' : name.startsWith('{') ? name.slice(2, -2) : '3', color)
      + (series.length > 1 ? `<text x="${place.x + place.width / 2}" y="${y + 9}" text-anchor="middle" font-size="10">${name}</text>` : '');
  }).join('');
}

function number({ x, y, width, height }: Box, value: string, color: string): string {
  return `<text x="${x + width / 2}" y="${y + height / 2 + 12}" text-anchor="middle" font-size="20" fill="${color}">${value}</text>`;
}

/** What the series are called. A name with a label in it stands for several. */
function namesOf({ targets }: GrafanaPanel): string[] {
  return targets.map(({ legendFormat = '' }) => legendFormat);
}

function lines(panel: GrafanaPanel, { x, y, width, height }: Box): string {
  const count = namesOf(panel).some((name) => name.includes('{')) ? 3 : panel.targets.length;
  const stacked = colorsOf(panel);
  return (stacked.length > 0 ? stacked : LINES).slice(0, count).map((color, line) => {
    const points = Array.from({ length: 25 }, (_, point) => {
      const value = 0.2 + line * 0.3 + 0.1 * Math.sin(point / (2 + line)) * Math.cos(point / 3);
      return `${x + Math.round(point * width / 24)},${y + Math.round((1 - value) * height)}`;
    });
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="1.5"/>`;
  }).join('');
}

function bars({ x, y, width, height }: Box): string {
  return [2, 3, 9, 10, 17].map((place, index) => {
    const tall = Math.round(height * [0.3, 0.8, 0.5, 0.3, 0.6][index]);
    return `<rect x="${x + Math.round(place * width / 20)}" y="${y + height - tall}" width="${Math.round(width / 40)}" height="${tall}" fill="${LINES[index % 3]}"/>`;
  }).join('');
}

function states(panel: GrafanaPanel, { x, y, width, height }: Box): string {
  const colors = colorsOf(panel);
  const count = Math.max(1, Math.floor(height / 26));
  const tall = Math.min(22, height);
  return Array.from({ length: count }, (_, line) => [0.4, 0.2, 0.1, 0.3].reduce(({ drawn, from }, part, index) => ({
    drawn: `${drawn}<rect x="${x + Math.round(from * width)}" y="${y + line * 26}" width="${Math.round(part * width)}" height="${tall}" fill="${
      index === 3 && line % 3 === 1 ? colors[3] : colors[[0, 1, 2, 0][index]]}"/>`,
    from: from + part,
  }), { drawn: '', from: 0 }).drawn).join('');
}

function cells({ transformations = [] }: GrafanaPanel, { x, y, width, height }: Box): string {
  const columns = Object.keys(transformations[0].options.indexByName);
  const each = width / columns.length;
  const drawn = columns.flatMap((column, index) => [
    `<text x="${x + Math.round(index * each)}" y="${y + 12}" fill="#6e9fff">${column}</text>`,
    ...Array.from({ length: Math.floor((height - 20) / 20) }, (_, line) => `<rect x="${x + Math.round(index * each)}" y="${y + 22 + line * 20}" width="${
      Math.round(each * 0.7)}" height="8" fill="${column === 'phase' ? COLORS[line % 3 ? 'yellow' : 'orange'] : '#3a3d45'}"/>`),
  ]);
  return drawn.join('');
}

function text(title: string): string {
  return title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
