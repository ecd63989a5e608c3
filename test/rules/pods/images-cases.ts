import { RuleCases } from '../rule-cases';

const of = (kind: string, spec: string) => `{apiVersion: argoproj.io/v1alpha1, kind: ${kind}, metadata: {name: api}, spec: {${spec}}}`;
const rollout = (containers: string) => of('Rollout', `template: {metadata: {labels: {app: api}}, spec: {${containers}}}`);
const image = (text: string) => rollout(`containers: [{name: api, image: "${text}"}]`);
const job = (kind: string, text: string) => of(kind,
  `metrics: [{name: a, provider: {job: {spec: {template: {spec: {containers: [{name: a, image: "${text}"}]}}}}}}]`);

const SHOULD = 'an image should have a tag of its own or a digest';

export const IMAGES_CASES: Record<string, RuleCases> = {
  'image-pinned': {
    accepts: [
      image('registry.example/api:2.0.0'),
      image('registry.example:5000/api:latest-2'),
      image(`registry.example:5000/api@sha256:${'0'.repeat(64)}`),
      image('api:{{ .Values.tag }}'),
      image('{{ .Values.image }}'),
      job('AnalysisTemplate', 'grafana/k6:1.7.1'),
      job('AnalysisTemplate', '{{args.image}}'),
      of('AnalysisTemplate', 'metrics: [{name: a, provider: {job: {spec: {}}}}, {name: b, provider: {prometheus: {query: a}}}]'),
    ],
    rejects: {
      [`/spec/metrics/0/provider/job/spec/template/spec/containers/0/image: ${SHOULD}, got "grafana/k6:latest"`]: job('AnalysisTemplate', 'grafana/k6:latest'),
      [`/spec/template/spec/containers/0/image: ${SHOULD}, got "registry.example:5000/api"`]: image('registry.example:5000/api'),
      [`/spec/template/spec/containers/0/image: ${SHOULD}, got "api"`]: image('api'),
      [`/spec/template/spec/initContainers/0/image: ${SHOULD}, got "load:latest"`]: rollout(
        'initContainers: [{name: load, image: "load:latest"}], containers: [{name: api, image: "a:1"}]'),
      [`/spec/metrics/0/provider/job/spec/template/spec/containers/0/image: ${SHOULD}, got "k6"`]: job('AnalysisRun', 'k6'),
      [`/spec/templates/0/template/spec/containers/0/image: ${SHOULD}, got "b:latest"`]: of('Experiment',
        'templates: [{name: a, template: {spec: {containers: [{name: a, image: "b:latest"}]}}}]'),
    },
  },
};
