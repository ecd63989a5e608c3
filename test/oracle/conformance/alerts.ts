import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { dump } from 'js-yaml';
import {
  AnalysisTemplate, BlueGreenRollout, CanaryRollout, CanaryStep, ControllerAlerts, IstioTrafficRouting, NginxTrafficRouting, PrometheusSource,
  Rollout, RolloutAlerts,
} from 'cdk8s-argo-rollouts';
import { CONTROLLER_SCENARIOS } from '../alerts/controller-scenarios';
import { ROLLOUT_SCENARIOS } from '../alerts/rollout-scenarios';
import { Scenario } from '../alerts/scenario';
import {
  APPLICATION_SCENARIOS, ISTIO_SCENARIOS, ISTIO_SERVICE_SCENARIOS, NGINX_SCENARIOS, NGINX_SERVICE_SCENARIOS,
} from '../alerts/traffic-scenarios';
import { Check, Outcome } from './check';
import { WORK } from './oracle';
import { PROMTOOL, run } from './tool';

type AlertRule = { readonly alert: string; readonly labels: Record<string, string>; readonly annotations?: unknown };

/** Whether every alert fires when it should, and is silent when it should be, by promtool. */
export const alertsFire: Check = {
  name: 'alerts',
  needs: [PROMTOOL],
  run: () => [
    test('a rollout with ingress-nginx', rulesOf((chart) => watched(chart, (rollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'api.example' }))),
      [...ROLLOUT_SCENARIOS, ...NGINX_SCENARIOS]),
    test('a rollout with Istio', rulesOf((chart) => watched(chart, (rollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['api.example'] }))),
      [...ROLLOUT_SCENARIOS, ...ISTIO_SCENARIOS]),
    test('a canary whose application counts requests', versionRules((chart) => canary(chart), PrometheusSource.application()), APPLICATION_SCENARIOS),
    test('blue-green whose application counts requests', versionRules(blueGreen, PrometheusSource.application()), APPLICATION_SCENARIOS),
    test('blue-green behind ingress-nginx', versionRules(blueGreen, PrometheusSource.ingressNginx()), NGINX_SERVICE_SCENARIOS),
    test('blue-green in Istio', versionRules(blueGreen, PrometheusSource.istio()), ISTIO_SERVICE_SCENARIOS),
    test('the controller', rulesOf((chart) => new ControllerAlerts(chart, 'Alerts')), CONTROLLER_SCENARIOS),
  ],
};

const PODS = { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:1', portNumber: 8000 }], servicePorts: [{ port: 80, targetPort: 8000 }] };

function canary(chart: Chart): CanaryRollout {
  return new CanaryRollout(chart, 'Rollout', {
    ...PODS,
    steps: [CanaryStep.weight(10), CanaryStep.analysis({ templates: [AnalysisTemplate.fromName('health')] }), CanaryStep.plugin('acme/step')],
  });
}

function blueGreen(chart: Chart): BlueGreenRollout {
  return new BlueGreenRollout(chart, 'Rollout', PODS);
}

/** The rules about requests alone: the others are tried with a router. */
function versionRules(rollout: (chart: Chart) => Rollout, requests: PrometheusSource): AlertRule[] {
  return rulesOf((chart) => new RolloutAlerts(chart, 'Alerts', { rollouts: [rollout(chart)], requests })).filter(({ alert }) => alert.startsWith('Version'));
}

function watched(chart: Chart, route: (rollout: CanaryRollout) => unknown) {
  const rollout = canary(chart);
  route(rollout);
  new RolloutAlerts(chart, 'Alerts', { rollouts: [rollout], overrides: { RolloutExperimentFailed: { enabled: true } } });
}

function rulesOf(build: (chart: Chart) => unknown): AlertRule[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  build(chart);
  return Testing.synth(chart).filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec.groups).flatMap(({ rules }) => rules);
}

function test(name: string, rules: readonly AlertRule[], scenarios: readonly Scenario[]): Outcome {
  mkdirSync(WORK, { recursive: true });
  // promtool compares annotations as well, and those are texts for people
  const group = { name: 'alerts', rules: rules.map(({ annotations, ...rule }) => rule) };
  writeFileSync(join(WORK, 'alerts.yaml'), dump({ groups: [group] }, { lineWidth: -1 }));
  writeFileSync(join(WORK, 'alerts-test.yaml'), dump({
    rule_files: ['alerts.yaml'],
    evaluation_interval: '1m',
    tests: scenarios.map((scenario) => toTest(scenario, rules)),
  }, { lineWidth: -1 }));
  const { ok, output } = run('promtool', ['test', 'rules', 'alerts-test.yaml'], WORK);
  return { name: `${scenarios.length} scenarios of ${name}`, problems: [...untested(rules, scenarios), ...ok ? [] : [output]] };
}

function toTest({ alert, when, series, at, fires }: Scenario, rules: readonly AlertRule[]) {
  const { labels } = rules.find((rule) => rule.alert === alert)!;
  return {
    name: `${alert}: ${when}`,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [{ eval_time: `${at}m`, alertname: alert, exp_alerts: fires ? [{ exp_labels: { ...fires, ...labels } }] : [] }],
  };
}

function untested(rules: readonly AlertRule[], scenarios: readonly Scenario[]): string[] {
  const lacks = (alert: string, firing: boolean) => !scenarios
    .some((scenario) => scenario.alert === alert && (scenario.fires !== undefined) === firing);
  return rules.flatMap(({ alert }) => [
    ...lacks(alert, true) ? [`${alert} has no scenario in which it fires`] : [],
    ...lacks(alert, false) ? [`${alert} has no scenario in which it is silent`] : [],
  ]);
}
