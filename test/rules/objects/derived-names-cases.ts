import { oneOf } from '../../../src/manifest/object-name';
import { RuleCases } from '../rule-cases';

const PODS = 'template: {spec: {containers: [{name: api, ports: [{containerPort: 80}]}]}}';
const rollout = (name: string, strategy = 'canary: {}', pods = PODS) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${pods}, strategy: {${strategy}}}}`;
const trial = (name: string, template: string, analyses = '', pods?: string) =>
  rollout(name, `canary: {steps: [{experiment: {templates: [{specRef: canary, ${template}}], analyses: [${analyses}]}}]}`, pods);
const experiment = (name: string, template: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: ${name}}, spec: {templates: [{${template}, ${PODS}}]}}`;

const X = 'xxxxxxxxxx';
const LABEL = 'at most 63 lower-case letters, digits and "-", and begins and ends with a letter or a digit';
const NAME = 'at most 253 lower-case letters, digits, "-" and ".", and each part of it begins and ends with a letter or a digit';
const cannotBe = (kind: string, name: string, allowed = NAME) => `the controller makes ${oneOf(kind)} that cannot be: the name of ${oneOf(kind)} has ${allowed}, got "${name}"`
  + (name.length > 63 ? ` with ${name.length} characters` : '');
const STEP = '/spec/strategy/canary/steps/0/experiment';
const LONG = 'a'.repeat(45);

export const DERIVED_NAMES_CASES: Record<string, RuleCases> = {
  'derived-name-fits': {
    accepts: [
      rollout('a'.repeat(242)), rollout('api.v1'), trial('api', 'name: trial, weight: 5', '{name: health, templateName: a}'),
      // without a Service its name may be longer, and have dots
      trial(LONG, 'name: baseline'), trial('api.v1', 'name: trial'),
      trial(LONG, 'name: baseline, service: {name: baseline}'),
      // nothing is served
      trial(LONG, 'name: baseline, weight: 5', '', 'template: {spec: {containers: [{name: api}]}}'),
      trial(LONG, 'name: baseline, weight: 5', '', 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}'),
      experiment('try', 'name: baseline, service: {}'), rollout('api', 'canary: {trafficRouting: {nginx: {stableIngress: front}}}'),
      rollout('"{{ .Release.Name }}"'),
    ],
    rejects: {
      [`/metadata/name: ${cannotBe('ReplicaSet', `${'a'.repeat(243)}-${X}`)}`]: rollout('a'.repeat(243)),
      [`/metadata/name: ${cannotBe('AnalysisRun', `${'a'.repeat(240)}-${X}-1-pre`)}`]:
        rollout('a'.repeat(240), 'blueGreen: {prePromotionAnalysis: {templates: []}}'),
      [`${STEP}/templates/0/name: ${cannotBe('Service', `${LONG}-${X}-1-0-baseline`, LABEL)}`]: trial(LONG, 'name: baseline, weight: 5'),
      [`${STEP}/templates/0/name: ${cannotBe('Service', `api.v1-${X}-1-0-trial`, LABEL)}`]: trial('api.v1', 'name: trial, service: {}'),
      [`${STEP}/templates/0/name: ${cannotBe('ReplicaSet', `api-${X}-1-0-My_Trial`)}`]: trial('api', 'name: My_Trial'),
      [`${STEP}/templates/0/service/name: ${cannotBe('Service', 'My_Trial', LABEL)}`]: trial('api', 'name: trial, service: {name: My_Trial}'),
      [`${STEP}/analyses/0/name: ${cannotBe('AnalysisRun', `api-${X}-1-0-Is Healthy`)}`]: trial('api', 'name: trial', '{name: Is Healthy, templateName: a}'),
      [`/spec/templates/0/name: ${cannotBe('Service', `${'a'.repeat(60)}-baseline`, LABEL)}`]: experiment('a'.repeat(60), 'name: baseline, service: {}'),
      [`/spec/strategy/canary/trafficRouting/nginx/stableIngress: ${cannotBe('Ingress', 'api-Front-canary')}`]:
        rollout('api', 'canary: {trafficRouting: {nginx: {stableIngress: Front}}}'),
    },
  },
};
