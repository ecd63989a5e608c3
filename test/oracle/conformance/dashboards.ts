import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { dump } from 'js-yaml';
import {
  AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryStep, ControllerDashboard, IstioTrafficRouting, NginxTrafficRouting, PrometheusSource,
  RolloutDashboard,
} from 'cdk8s-argo-rollouts';
import { PANEL_SCENARIOS, PanelScenario } from '../dashboards/scenarios';
import { Check, Outcome } from './check';
import { goldens, nameOf, objectsOf } from './goldens';
import { WORK } from './oracle';
import { checkRules } from './prometheus';
import { PROMTOOL, run } from './tool';

/** The expressions of something that shows or alerts. */
export interface Expressions {
  readonly name: string;
  readonly expressions: readonly string[];
}

/** What stands in an expression for what Grafana puts there. Whatever is chosen is called x. */
const BUILT_IN: Readonly<Record<string, string>> = { $__rate_interval: '5m', $__interval: '2m', $__range: '6h', $namespace: 'x', $rollout: 'x' };

/** Whether Prometheus reads every expression of every dashboard, and answers some of them as a panel says. */
export const dashboardsShow: Check = {
  name: 'dashboards',
  needs: [PROMTOOL],
  run: () => [
    ...dashboards().map(({ name, expressions }) => checkRules(`${expressions.length} expressions of ${name}`, {
      groups: [{ name: 'expressions', rules: expressions.map((expr, index) => ({ record: `expression${index + 1}`, expr })) }],
    })),
    show(PANEL_SCENARIOS),
  ],
};

/** Those of the examples, and some that have every panel. */
export function dashboards(): Expressions[] {
  return [
    ...goldens().flatMap((golden) => modelsIn(objectsOf(golden), nameOf(golden))),
    ...modelsIn(full(), 'the dashboards with every panel'),
  ].map(({ name, model }) => ({ name, expressions: [...shownOf(model), ...chosenFrom(model)].map(filledIn) }));
}

function modelsIn(objects: readonly any[], of: string): { name: string; model: any }[] {
  return objects.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.grafana_dashboard !== undefined)
    .flatMap(({ data }) => Object.entries<string>(data).map(([file, json]) => ({ name: `${file} of ${of}`, model: JSON.parse(json) })));
}

/** All panels in the order in which they are read, those of folded rows included. */
function panelsOf({ panels }: any): any[] {
  return panels.flatMap((panel: any) => [panel, ...panel.panels ?? []]);
}

function shownOf(model: any): string[] {
  return panelsOf(model).flatMap(({ targets = [] }) => targets).map(({ expr }) => expr);
}

function chosenFrom({ templating }: any): string[] {
  return templating.list.filter(({ type }: any) => type === 'query')
    .map(({ definition }: any) => definition.replace(/^label_values\((.+), (\w+)\)$/, 'group by ($2) ($1)'));
}

function filledIn(expr: string): string {
  return expr.replace(/\$[a-z_]+/g, (name) => BUILT_IN[name] ?? name);
}

function show(scenarios: readonly PanelScenario[]): Outcome {
  const panels = modelsIn(full(), '').flatMap(({ model }) => panelsOf(model));
  mkdirSync(WORK, { recursive: true });
  writeFileSync(join(WORK, 'dashboards-test.yaml'), dump({ tests: scenarios.map((scenario) => toTest(scenario, panels)) }, { lineWidth: -1 }));
  const { ok, output } = run('promtool', ['test', 'rules', 'dashboards-test.yaml'], WORK);
  return { name: `${scenarios.length} scenarios of panels`, problems: ok ? [] : [output] };
}

function toTest({ panel: [section, title], legend, when, series, at, shows }: PanelScenario, panels: readonly any[]) {
  const below = panels.slice(panels.findIndex((panel) => panel.type === 'row' && panel.title === section));
  const { targets } = below.find((panel) => panel.title === title);
  const { expr } = targets.find(({ legendFormat }: any) => legend === undefined || legendFormat === legend);
  return {
    name: `${section}, ${title}: ${when}`,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [{ expr: filledIn(expr), eval_time: `${at}m`, exp_samples: Object.entries(shows).map(([labels, value]) => ({ labels, value })) }],
  };
}

function full(): any[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const canary = (name: string) => new CanaryRollout(chart, name, {
    metadata: { name },
    containers: [{ image: 'registry.example/api:1', portNumber: 8000 }],
    servicePorts: [{ port: 80, targetPort: 8000 }],
    steps: [CanaryStep.weight(10), CanaryStep.analysis({ templates: [AnalysisTemplate.fromName('health')] })],
  });
  const [nginx, istio] = [canary('nginx'), canary('istio')];
  new NginxTrafficRouting(chart, 'Nginx', { rollout: nginx, host: 'nginx.example' });
  new IstioTrafficRouting(chart, 'Istio', { rollout: istio, hosts: ['istio.example'] });
  const site = new BlueGreenRollout(chart, 'site', {
    metadata: { name: 'site', namespace: 'web' },
    containers: [{ image: 'registry.example/site:1', portNumber: 80 }],
  });
  new RolloutDashboard(chart, 'Routers', { rollouts: [nginx, istio, site] });
  const otherwise = { requests: PrometheusSource.application(), namespaceLabel: 'exported_namespace' };
  new RolloutDashboard(chart, 'Pods', { ...otherwise, rollouts: [site, nginx] });
  new RolloutDashboard(chart, 'All', otherwise);
  new ControllerDashboard(chart, 'Controller', { job: 'rollouts' });
  return Testing.synth(chart);
}
