/**
 * Writes the pictures and the tables of docs/dashboards.md: `npx projen docdashboards`. They are made from the dashboards themselves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { PrometheusSource } from '../src/analysis/prometheus-source';
import { ControllerDashboard } from '../src/operate/controller-dashboard';
import { GrafanaDashboard, GrafanaPanel } from '../src/operate/dashboards/grafana';
import { RolloutDashboard } from '../src/operate/rollout-dashboard';
import { selectorsOf } from '../src/reading/promql/query';
import { readQuery } from '../src/reading/promql/read';
import { drawDashboard } from './draw-dashboard';

const DOCS = join(__dirname, '..', 'docs');
const TABLES = /(?<=<!-- panels -->\n)[^]*(?=<!-- \/panels -->)/;

/** Every file that is made, and what belongs into it. */
export function dashboardFiles(): Record<string, string> {
  const [rollouts, controller] = dashboards();
  const page = join(DOCS, 'dashboards.md');
  const tables = `\n### Of rollouts\n\n${table(rollouts)}\n### Of the controller\n\n${table(controller)}\n`;
  return {
    [page]: readFileSync(page, 'utf8').replace(TABLES, () => tables),
    [join(DOCS, 'images', 'rollout-dashboard.svg')]: drawDashboard(rollouts),
    [join(DOCS, 'images', 'controller-dashboard.svg')]: drawDashboard(controller),
  };
}

/** With every panel that there is. */
function dashboards(): GrafanaDashboard[] {
  const chart = new Chart(new App(), 'chart');
  new RolloutDashboard(chart, 'Rollouts', { requests: PrometheusSource.application() });
  new ControllerDashboard(chart, 'Controller');
  return Testing.synth(chart).map(({ data }) => JSON.parse(Object.values<string>(data)[0]));
}

function table({ panels }: GrafanaDashboard): string {
  const lines = panels.map((panel) => panel.type === 'row'
    ? `| **${panel.title}** | | |`
    : `| ${panel.title} | ${panel.description} | ${metricsOf(panel).map((name) => `\`${name}\``).join(', ')} |`);
  return `| Panel | Shows | From |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function metricsOf({ targets }: GrafanaPanel): string[] {
  const queries = targets.map(({ expr }) => readQuery(expr.replaceAll(/\$__\w+/g, '5m')).query!);
  return [...new Set(queries.flatMap(selectorsOf).map(({ name }) => name!))];
}

if (require.main === module) {
  for (const [file, content] of Object.entries(dashboardFiles())) {
    writeFileSync(file, content);
  }
}
