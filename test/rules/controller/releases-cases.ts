import { RuleCases } from '../rule-cases';

/** The controller that the manifests are deployed with. */
const controller = (version: string, args = '') => '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts}, spec: {template: {spec: {containers: '
  + `[{image: "quay.io/argoproj/argo-rollouts:${version}", args: [${args}]}]}}}}`;
const at = (version: string, ...documents: string[]) => [...documents, controller(version)].join('\n---\n');
const notifications = (key: string) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-notification-configmap}, data: {${key}: "apiURL: a"}}`;
const routed = (fields: string, http: string) => [
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {trafficRouting: {istio: {virtualService: {name: api${fields}}}}}}}}`,
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: api}, spec: {http: [${http}]}}`,
];
const crd = (group: string, characters: number, annotations = '') => '{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, '
  + `metadata: {name: rollouts, annotations: {${annotations}}}, spec: {group: ${group}, description: "${'a'.repeat(characters)}"}}`;

const ARGS = '/spec/template/spec/containers/0/args';
const SIZE = 'an object that is applied by the client has at most 262144 bytes';

export const RELEASES_CASES: Record<string, RuleCases> = {
  'target-knows-service': {
    accepts: [notifications('service.nats'), at('v1.10.1', notifications('service.nats.team')), at('v1.7.2', notifications('service.slack'))],
    rejects: {
      '/data/service.nats: a service of type "nats" needs Argo Rollouts v1.10, got v1.9: use another, or raise the version': at('v1.9.3', notifications('service.nats')),
      '/data/service.teams-workflows.team: a service of type "teams-workflows" needs Argo Rollouts v1.10, got v1.8: use another, or raise the version':
        at('v1.8.5', notifications('service.teams-workflows.team')),
    },
  },
  'target-knows-flag': {
    accepts: [
      controller('v1.7.2', '--leader-elect, --loglevel=debug, --kubeconfig, /config'), controller('v1.9.3', '--metricsPort=8090'),
      controller('v1.10.1', 'dashboard, --address=0.0.0.0'),
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {template: {spec: {containers: [{image: api, args: [--aws-region=a]}]}}}}',
    ],
    rejects: {
      [`${ARGS}/1: the controller has no flag "--aws-region": leave it out`]: controller('v1.10.1', '--namespaced, --aws-region=eu-west-1'),
      [`${ARGS}/0: "--ephemeral-metadata-threads" needs Argo Rollouts v1.9, got v1.8: leave it out, or raise the version`]:
        controller('v1.8.5', '--ephemeral-metadata-threads=2'),
    },
  },
  'target-weighs-route': {
    accepts: [
      routed('', '{name: main}').join('\n---\n'), at('v1.8.5', ...routed('', '{route: []}')), at('v1.8.3', ...routed(', routes: [main]', '{name: main}')),
    ],
    rejects: {
      '/spec/strategy/canary/trafficRouting/istio/virtualService: before v1.8.4 Argo Rollouts passes over an http route that has a name, got "main" in VirtualService "api": name it in "routes"':
        at('v1.8.3', ...routed('', '{name: main}')),
    },
  },
  'crd-applies': {
    accepts: [
      crd('argoproj.io', 10), crd('example.com', 300_000), crd('argoproj.io', 300_000, 'argocd.argoproj.io/sync-options: "Prune=false,ServerSideApply=true"'),
    ],
    rejects: { [`: ${SIZE}, got 300170: apply it with --server-side, or leave the descriptions out of it`]: crd('argoproj.io', 300_000) },
  },
};
