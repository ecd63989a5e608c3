import { RuleCases } from '../rule-cases';

const rollout = (canary: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${canary}}}}}`;
const LABEL = 'at most 63 lower-case letters, digits and "-", and begins and ends with a letter or a digit';
const NAME = 'at most 253 lower-case letters, digits, "-" and ".", and each part of it begins and ends with a letter or a digit';

export const POSSIBLE_CASES: Record<string, RuleCases> = {
  'reference-possible': {
    accepts: [
      rollout('stableService: api-stable, trafficRouting: {nginx: {stableIngress: api.v1}}'), rollout('stableService: "{{ .Values.service }}"'),
      rollout('analysis: {templates: [{templateName: health.v1}]}'),
    ],
    rejects: {
      [`/spec/strategy/canary/stableService: the name of a Service has ${LABEL}, got "api.v1-stable"`]: rollout('stableService: api.v1-stable'),
      [`/spec/strategy/canary/trafficRouting/nginx/stableIngress: the name of an Ingress has ${NAME}, got "Front"`]: rollout('trafficRouting: {nginx: {stableIngress: Front}}'),
      [`/spec/strategy/canary/analysis/templates/0/templateName: the name of an AnalysisTemplate has ${NAME}, got "shopApi"`]:
        rollout('analysis: {templates: [{templateName: shopApi}]}'),
    },
  },
};
