import { RuleCases } from '../rule-cases';

const object = (apiVersion: string, kind: string, metadata: string, spec = '') => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const template = (name: string, spec = '', kind = 'AnalysisTemplate') => object('argoproj.io/v1alpha1', kind, `name: ${name}`, spec);
const together = (...documents: string[]) => documents.join('\n---\n');

const rollout = (metadata: string, apiVersion = 'argoproj.io/v1alpha1') => object(apiVersion, 'Rollout', metadata);
const controller = (namespace: string, image = 'quay.io/argoproj/argo-rollouts:v1.10.2') => object('apps/v1', 'Deployment', `name: c, namespace: ${namespace}`,
  `template: {spec: {serviceAccountName: argo-rollouts, containers: [{name: c, image: '${image}'}]}}`);
const binding = (namespace: string, name = 'argo-rollouts') => `{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: ${name}},
  subjects: [{kind: ServiceAccount, name: argo-rollouts, namespace: ${namespace}}]}`;
const taken = (name: string, own: string, other: string) => '/metadata/name: a ClusterRoleBinding is in no namespace and has a name of its own, '
  + `got "${name}" for ${own}/argo-rollouts and before for ${other}/argo-rollouts: give each installation names of its own`;

export const DUPLICATES_CASES: Record<string, RuleCases> = {
  'object-once': {
    accepts: [
      together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: y')),
      together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a')),
      together(object('v1', 'Service', 'name: a'), object('v1', 'Service', 'name: a')),
      together(object('serving.knative.dev/v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: x')),
      together(object('batch/v1', 'Job', 'generateName: a, namespace: x'), object('batch/v1', 'Job', 'generateName: a, namespace: x')),
    ],
    rejects: {
      '/metadata/name: an object is deployed once, got another Service "a" before: rename one of them, or remove one':
        together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: x')),
      '/metadata/name: an object is deployed once, got another ClusterAnalysisTemplate "a" before: rename one of them, or remove one':
        together(template('a', '', 'ClusterAnalysisTemplate'), template('a', '', 'ClusterAnalysisTemplate')),
    },
  },
  'rollout-once': {
    accepts: [
      together(rollout('name: api, namespace: x'), rollout('name: api, namespace: y')),
      together(rollout('name: api, namespace: x'), rollout('name: web, namespace: x')),
      together(rollout('name: api'), rollout('name: api')),
      together(rollout('name: api, namespace: x'), rollout('name: api, namespace: x', 'example.com/v1')),
      together(rollout('generateName: api, namespace: x'), rollout('generateName: api, namespace: x')),
    ],
    rejects: {
      '/metadata/name: a rollout is deployed once, got another Rollout "api" in namespace "x" before: rename one of them, or remove one':
        together(rollout('name: api, namespace: x'), rollout('name: web, namespace: x'), rollout('name: api, namespace: x')),
    },
  },
  'cluster-role-binding-once': {
    accepts: [
      together(controller('one'), binding('one'), controller('two'), binding('two', 'argo-rollouts-two')),
      together(controller('one'), binding('one'), binding('one')),
      // what another program's later binding takes away, we do not know
      together(controller('one', 'example.com/other:1'), binding('one'), binding('two')),
    ],
    rejects: {
      [taken('argo-rollouts', 'two', 'one')]: together(controller('one'), binding('one'), controller('two'), binding('two')),
      [taken('rollouts', 'two', 'one')]: together(controller('one', 'mirror.example/argo-rollouts@sha256:0'), binding('one', 'rollouts'), binding('two', 'rollouts')),
    },
  },
};
