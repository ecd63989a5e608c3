import { RuleCases } from '../rule-cases';

const object = (name: string, data = '', kind = 'ConfigMap') => `{apiVersion: v1, kind: ${kind}, metadata: {name: ${name}}, data: {${data}}}`;
const PLUGINS = 'trafficRouterPlugins: "- name: argoproj-labs/gatewayAPI"';
const read = (name: string, got: string, kind = 'ConfigMap') => `/metadata/name: the controller reads the ${kind} "${name}", got "${got}": call it so, if it is meant for the controller`;

export const CONFIG_NAMES_CASES: Record<string, RuleCases> = {
  'controller-config-named': {
    accepts: [
      object('argo-rollouts-config', PLUGINS), object('argo-rollouts-notification-configmap', 'service.slack: ""'), object('argocd-notifications-cm', 'service.slack: ""'),
      object('argo-rollouts-dashboard'), object('settings', PLUGINS), object('argo-rollouts-notification-secret', '', 'Secret'), object('rollouts-demo', 'a: b'),
    ],
    rejects: {
      [read('argo-rollouts-config', 'argo-rollout-config')]: object('argo-rollout-config', PLUGINS),
      [read('argo-rollouts-config', 'argo-rollouts-configmap')]: object('argo-rollouts-configmap'),
      [read('argo-rollouts-config', 'rollouts-plugins')]: object('rollouts-plugins', PLUGINS),
      [read('argo-rollouts-notification-configmap', 'argo-rollouts-notifications-configmap')]: object('argo-rollouts-notifications-configmap'),
      [read('argo-rollouts-notification-configmap', 'argo-rollouts-notification-cm')]: object('argo-rollouts-notification-cm', 'trigger.on-done: ""'),
      [read('argo-rollouts-notification-secret', 'argo-rollouts-notifications-secret', 'Secret')]: object('argo-rollouts-notifications-secret', '', 'Secret'),
    },
  },
};
