import { App, Chart, Testing } from 'cdk8s';
import {
  AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryStep, ControllerDashboard, IstioTrafficRouting, NginxTrafficRouting, PrometheusSource,
  RolloutDashboard,
} from 'cdk8s-argo-rollouts';
import { Check } from './check';
import { goldens, nameOf, objectsOf } from './goldens';
import { checkRules } from './prometheus';
import { PROMTOOL } from './tool';

/** The expressions of something that shows or alerts. */
export interface Expressions {
  readonly name: string;
  readonly expressions: readonly string[];
}

/** What stands in an expression for what Grafana puts there. */
const BUILT_IN = { $__rate_interval: '5m', $__interval: '2m', $__range: '6h' };

/** Whether Prometheus reads every expression of every dashboard. */
export const dashboardsParse: Check = {
  name: 'dashboards',
  needs: [PROMTOOL],
  run: () => dashboards().map(({ name, expressions }) => checkRules(`${expressions.length} expressions of ${name}`, {
    groups: [{ name: 'expressions', rules: expressions.map((expr, index) => ({ record: `expression${index + 1}`, expr })) }],
  })),
};

/** Those of the examples, and some that have every panel. */
export function dashboards(): Expressions[] {
  return [
    ...goldens().flatMap((golden) => objectsOf(golden).flatMap((object) => expressionsOf(object, nameOf(golden)))),
    ...full().flatMap((object) => expressionsOf(object, 'the dashboards with every panel')),
  ];
}

function expressionsOf({ kind, metadata, data }: any, of: string): Expressions[] {
  return kind !== 'ConfigMap' || metadata.labels?.grafana_dashboard === undefined ? [] : Object.entries<string>(data)
    .map(([file, json]) => ({ name: `${file} of ${of}`, expressions: expressionsIn(JSON.parse(json)) }));
}

function expressionsIn({ panels, templating }: any): string[] {
  const variables: Record<string, string> = { ...BUILT_IN, ...Object.fromEntries(templating.list.map(({ name }: any) => [`$${name}`, 'x'])) };
  const shown = panels.flatMap((panel: any) => [panel, ...panel.panels ?? []])
    .flatMap(({ targets = [] }: any) => targets.map(({ expr }: any) => expr));
  const chosenFrom = templating.list.filter(({ type }: any) => type === 'query')
    .map(({ definition }: any) => definition.replace(/^label_values\((.+), (\w+)\)$/, 'group by ($2) ($1)'));
  return [...shown, ...chosenFrom].map((expr: string) => expr.replace(/\$[a-z_]+/g, (name) => variables[name] ?? name));
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
