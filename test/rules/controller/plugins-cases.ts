import { RuleCases } from '../rule-cases';

const rollout = (canary: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${canary}}}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const config = (data: string, name = 'argo-rollouts-config') => `{kind: ConfigMap, metadata: {name: ${name}}, data: ${JSON.stringify(Object.fromEntries([data.split(/: (.*)/s)]))}}`;
const ROUTER = rollout('trafficRouting: {plugins: {example/router: {}}}');
const STEP = rollout('steps: [{plugin: {name: example/step}}]');
const plugin = (name: string, location = 'https://example.com/a') => `- name: ${name}\n  location: ${location}\n`;
const missing = (name: string, list: string, got: string) => `ConfigMap "argo-rollouts-config" has no plugin "${name}" in ${list}, it has: ${got}`;

export const PLUGINS_CASES: Record<string, RuleCases> = {
  'plugin-configured': {
    accepts: [
      together(ROUTER, config(`trafficRouterPlugins: ${plugin('example/router')}`)),
      together(STEP, config('stepPlugins: [{"location": "file:///a", "name": "example/step"}]')),
      together(ROUTER, config('trafficRouterPlugins: []', 'other')), ROUTER, together(rollout(''), config('stepPlugins: []')),
      together(ROUTER, config('trafficRouterPlugins: {{ .Values.plugins }}')),
    ],
    rejects: {
      [`/spec/strategy/canary/trafficRouting/plugins/example~1router: ${missing('example/router', 'trafficRouterPlugins', 'example/gateway')}`]:
        together(ROUTER, config(`trafficRouterPlugins: ${plugin('example/gateway')}`)),
      [`/spec/strategy/canary/steps/0/plugin/name: ${missing('example/step', 'stepPlugins', 'none')}`]:
        together(STEP, config(`trafficRouterPlugins: ${plugin('example/step')}`)),
    },
  },
  'plugins-load': {
    accepts: [
      config(`stepPlugins: # ours\n${plugin('example/step')}`), config('stepPlugins: '), config(`stepPlugins: ${plugin('"example/a.b_c"', 'file://./a')}`),
      config(`stepPlugins: ${plugin('${NAME}', '${LOCATION}')}`), config('stepPlugins: name: a', 'other'), config('stepPlugins: {{ .Values.plugins }}'),
    ],
    rejects: {
      '/data/stepPlugins: plugins are a list in YAML, got "name: example/step"': config('stepPlugins: name: example/step'),
      '/data/stepPlugins: a plugin is named as "owner/name", got "step"': config(`stepPlugins: ${plugin('step')}`),
      '/data/trafficRouterPlugins: the location of a plugin begins with https://, http:// or file://, got "/plugins/router"':
        config(`trafficRouterPlugins: ${plugin('example/router', '/plugins/router')}`),
    },
  },
};
