import { RuleCases } from '../../rule-cases';

const metric = (provider: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: a, provider: {${provider}}}]}}`;
const config = (plugins: string) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-config}, data: {metricProviderPlugins: ${JSON.stringify(plugins)}}}`;
const controller = '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts, namespace: rollouts}, '
  + 'spec: {template: {spec: {containers: [{image: "quay.io/argoproj/argo-rollouts:v1.10.1"}]}}}}';
const secret = (name: string, namespace: string) => `{apiVersion: v1, kind: Secret, metadata: {name: ${name}, namespace: ${namespace}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const PROVIDER = '/spec/metrics/0/provider';
const PLUGIN = metric('plugin: {example/load: {}}');
const NEW_RELIC = metric('newRelic: {query: a}');

export const CONTROLLER_CASES: Record<string, RuleCases> = {
  'metric-plugin-configured': {
    accepts: [PLUGIN, together(PLUGIN, config('- name: "example/load"\n  location: https://a\n')), together(metric('web: {url: "http://a"}'), config(''))],
    rejects: {
      [`${PROVIDER}/plugin/example~1load: ConfigMap "argo-rollouts-config" has no plugin "example/load" in metricProviderPlugins, it has: example/other`]:
        together(PLUGIN, config('- location: https://a\n  name: example/other # ours\n')),
      [`${PROVIDER}/plugin/example~1load: ConfigMap "argo-rollouts-config" has no plugin "example/load" in metricProviderPlugins, it has: none`]:
        together(PLUGIN, config('')),
    },
  },
  'provider-secret-in-reach': {
    accepts: [
      together(NEW_RELIC, controller, secret('newrelic', 'rollouts')), together(NEW_RELIC, secret('newrelic', 'shop')), together(NEW_RELIC, controller),
      together(metric('datadog: {query: a, secretRef: {name: mine, namespaced: true}}'), controller, secret('mine', 'shop')),
      together(NEW_RELIC, controller, secret('newrelic', 'shop'), secret('newrelic', 'rollouts')),
    ],
    rejects: {
      [`${PROVIDER}/newRelic: the controller looks for Secret "newrelic" in namespace "rollouts", got it in "shop": put it there as well`]:
        together(NEW_RELIC, controller, secret('newrelic', 'shop')),
      [`${PROVIDER}/influxdb: the controller looks for Secret "team" in namespace "rollouts", got it in "shop": put it there as well`]:
        together(metric('influxdb: {profile: team, query: a}'), controller, secret('team', 'shop')),
    },
  },
};
