import { oneOf } from '../../../src/manifest/object-name';
import { RuleCases } from '../rule-cases';

const object = (kind: string, metadata: string, apiVersion = 'v1') => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata}}}`;
const ours = (metadata: string, kind = 'Rollout') => object(kind, metadata, 'argoproj.io/v1alpha1');
const role = (name: string, kind = 'ClusterRoleBinding') => object(kind, `name: "${name}"`, 'rbac.authorization.k8s.io/v1');
const made = (strategy: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {${strategy}}}}`;

const LABEL = 'at most 63 lower-case letters, digits and "-", and begins and ends with a letter or a digit';
const NAME = 'at most 253 lower-case letters, digits, "-" and ".", and each part of it begins and ends with a letter or a digit';
const named = (kind: string, name: string, allowed = NAME) => `/metadata/name: the name of ${oneOf(kind)} has ${allowed}, got "${name}"${name.length > 63 ? ` with ${name.length} characters` : ''}`;
const KEY = 'has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';
const VALUE = 'the value of a label has at most 63 letters, digits, "-", "_" and ".", and begins and ends with a letter or a digit';

export const METADATA_CASES: Record<string, RuleCases> = {
  'name-valid': {
    accepts: [
      ours('name: api'), ours('name: api.v1'), ours('name: 3d-api'), ours(`name: ${'a'.repeat(253)}`), object('Service', `name: ${'a'.repeat(63)}`), object('Service', 'name: 3d'),
      role('system:node/a'.replace('/', ':')), role('Admin_Role', 'Role'), object('Job', 'generateName: test-', 'batch/v1'), object('ConfigMap', 'name: "{{ .Release.Name }}-A"'),
      object('Secret', 'name: "${cluster}_A"'), object('Component', 'name: My_Api', 'backstage.io/v1alpha1'), object('Kustomization', 'name: My_Api', 'kustomize.config.k8s.io/v1beta1'),
    ],
    rejects: {
      [named('Rollout', 'My_Api')]: ours('name: My_Api'),
      [named('AnalysisTemplate', 'shopApi')]: ours('name: shopApi', 'AnalysisTemplate'),
      [named('Rollout', 'api-')]: ours('name: api-'),
      [named('Rollout', 'api..v1')]: ours('name: api..v1'),
      [named('Service', 'api.v1-stable', LABEL)]: object('Service', 'name: api.v1-stable'),
      [named('Service', `${'a'.repeat(57)}-stable`, LABEL)]: object('Service', `name: ${'a'.repeat(57)}-stable`),
      [named('Namespace', 'team.a', LABEL)]: object('Namespace', 'name: team.a'),
      [named('Ingress', 'Front')]: object('Ingress', 'name: Front', 'networking.k8s.io/v1'),
      [named('ClusterRoleBinding', 'a/b', 'no "/" and no "%", and is not "." or ".."')]: role('a/b'),
      [named('AnalysisRun', 'Run-').replace('/name:', '/generateName:')]: ours('generateName: Run-', 'AnalysisRun'),
    },
  },
  'service-name-begins-with-letter': {
    accepts: [object('Service', 'name: api-3d'), ours('name: 3d-api'), object('Service', 'name: 3d-api', 'serving.knative.dev/v1')],
    rejects: {
      '/metadata/name: the name of a Service begins with a letter before Kubernetes 1.36, got "3d-api"': object('Service', 'name: 3d-api'),
    },
  },
  'namespace-valid': {
    accepts: [ours('name: a, namespace: team-1'), ours('name: a, namespace: ""'), ours('name: a, namespace: "{{ .Release.Namespace }}"')],
    rejects: Object.fromEntries(['My NS', 'team.a', 'Team', 'a'.repeat(64)].map((namespace) => [
      `/metadata/namespace: a namespace has ${LABEL}, got "${namespace}"`, ours(`name: a, namespace: ${namespace}`),
    ])),
  },
  'labels-valid': {
    accepts: [
      ours('name: a, labels: {app.kubernetes.io/name: api, Team_1: "", version: "1.0"}'),
      object('Service', 'name: a, labels: {app: "{{ .Values.app }}"}'),
      made('canary: {canaryMetadata: {labels: {role: canary}}, analysis: {analysisRunMetadata: {labels: {team: a}}}}'),
    ],
    rejects: {
      [`/metadata/labels/a b: the key of a label ${KEY}, got "a b"`]: ours('name: a, labels: {a b: c}'),
      [`/metadata/labels/~1app: the key of a label ${KEY}, got "/app"`]: object('Service', 'name: a, labels: {/app: c}'),
      [`/metadata/labels/app: ${VALUE}, got "a b!"`]: ours('name: a, labels: {app: a b!}'),
      [`/metadata/labels/version: ${VALUE}, got "${'a'.repeat(64)}"`]: object('Deployment', `name: a, labels: {version: ${'a'.repeat(64)}}`, 'apps/v1'),
      '/metadata/labels/version: the value of a label is text, got 1: put it in quotes': object('Service', 'name: a, labels: {version: 1}'),
      [`/spec/strategy/canary/stableMetadata/labels/role: ${VALUE}, got "the stable one"`]: made('canary: {stableMetadata: {labels: {role: the stable one}}}'),
      [`/spec/strategy/canary/steps/0/analysis/analysisRunMetadata/labels/a b: the key of a label ${KEY}, got "a b"`]:
        made('canary: {steps: [{analysis: {analysisRunMetadata: {labels: {a b: c}}}}]}'),
    },
  },
  'annotations-valid': {
    accepts: [
      ours('name: a, annotations: {Example.com/Note: "any text: at all", note: ""}'), object('Service', `name: a, annotations: {a: ${'x'.repeat(262143)}}`),
    ],
    rejects: {
      [`/metadata/annotations/a b: the key of an annotation ${KEY}, got "a b"`]: ours('name: a, annotations: {a b: c}'),
      [`/metadata/annotations/a~1b~1c: the key of an annotation ${KEY}, got "a/b/c"`]: object('Service', 'name: a, annotations: {a/b/c: d}'),
      '/metadata/annotations/on: the value of an annotation is text, got true: put it in quotes': object('Service', 'name: a, annotations: {on: true}'),
      '/metadata/annotations: annotations have at most 262144 bytes together, got 262145': object('Service', `name: a, annotations: {a: ${'x'.repeat(262144)}}`),
      [`/spec/strategy/blueGreen/activeMetadata/annotations/a b: the key of an annotation ${KEY}, got "a b"`]:
        made('blueGreen: {activeMetadata: {annotations: {a b: c}}}'),
    },
  },
};
