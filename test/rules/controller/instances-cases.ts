import { RuleCases } from '../rule-cases';

const ID = 'argo-rollouts.argoproj.io/controller-instance-id';
const labelled = (id: string | undefined) => id === undefined ? '' : `, labels: {${ID}: ${id}}`;
const object = (kind: string, name: string, id: string | undefined, spec: string, namespace = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: ${kind}, metadata: {name: ${name}${labelled(id)}${namespace}}, spec: {${spec}}}`;
const rollout = (id?: string, reference = 'templateName: health', namespace?: string) =>
  object('Rollout', 'api', id, `strategy: {canary: {analysis: {templates: [{${reference}}]}}}`, namespace);
const template = (id?: string, kind = 'AnalysisTemplate', namespace?: string) => object(kind, 'health', id, 'metrics: []', namespace);
const including = (id?: string) => object('AnalysisTemplate', 'all', id, 'templates: [{templateName: health}]');
const together = (...documents: string[]) => documents.join('\n---\n');
const got = (theirs: string, ours: string) => `a template and what uses it need the same label ${ID}, got ${theirs} and ${ours}: give the label to the whole chart`;
const PLACE = '/spec/strategy/canary/analysis/templates/0';

const SHOP = ', namespace: shop';
const CLUSTER = 'templateName: health, clusterScope: true';
const controller = (args: string, namespace = 'shop') =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: c, namespace: ${namespace}}, spec: {template: {spec: {containers: [{name: argo-rollouts, args: [${args}]}]}}}}`;
const UNSEEN = `${PLACE}: the controller of this namespace runs with --namespaced and sees no ClusterAnalysisTemplate, got "health": `
  + 'use an AnalysisTemplate, or install the controller for the whole cluster';

export const INSTANCES_CASES: Record<string, RuleCases> = {
  'instance-id-agreed': {
    accepts: [
      together(rollout(), template()),
      together(rollout('blue'), template('blue')),
      together(rollout('blue', 'templateName: health, clusterScope: true'), template('blue', 'ClusterAnalysisTemplate')),
      together(rollout('blue', 'templateName: other'), template()),
      together(including('blue'), template('blue')),
      together(rollout('blue'), template('red', 'AnalysisTemplate', ', namespace: shop')),
    ],
    rejects: {
      [`${PLACE}: ${got('none on AnalysisTemplate "health"', '"blue" on Rollout "api"')}`]: together(rollout('blue'), template()),
      [`${PLACE}: ${got('"red" on AnalysisTemplate "health"', 'none on Rollout "api"')}`]: together(rollout(), template('red')),
      [`${PLACE}: ${got('"red" on ClusterAnalysisTemplate "health"', '"blue" on Rollout "api"')}`]:
        together(rollout('blue', 'templateName: health, clusterScope: true'), template('red', 'ClusterAnalysisTemplate')),
      [`/spec/templates/0: ${got('"red" on AnalysisTemplate "health"', '"blue" on AnalysisTemplate "all"')}`]: together(including('blue'), template('red')),
      [`/spec/analyses/0: ${got('"red" on AnalysisTemplate "health"', '"blue" on Experiment "api"')}`]:
        together(object('Experiment', 'api', 'blue', 'templates: [], analyses: [{name: a, templateName: health}]'), template('red')),
    },
  },
  'cluster-template-seen': {
    accepts: [
      together(rollout(undefined, CLUSTER, SHOP), controller('')),
      together(rollout(undefined, CLUSTER, SHOP), controller('--namespaced', 'other')),
      together(rollout(undefined, CLUSTER), controller('--namespaced')),
      together(rollout(undefined, 'templateName: health', SHOP), controller('--namespaced')),
      together(rollout(undefined, CLUSTER, SHOP), controller('--namespaced, --instance-id=blue')),
      together(rollout('blue', CLUSTER, SHOP), controller('--namespaced')),
    ],
    rejects: {
      [UNSEEN]: together(rollout(undefined, CLUSTER, SHOP), controller('--namespaced')),
      [UNSEEN.replace('health', 'other')]:
        together(rollout('blue', 'templateName: other, clusterScope: true', SHOP), controller('--namespaced, --instance-id=blue')),
    },
  },
};
