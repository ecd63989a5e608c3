import { RuleCases } from '../rule-cases';

const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`);
const together = (...documents: string[]) => documents.join('\n---\n');
const WEB = 'provider: {web: {}}';

const SECRET = 'args: [{name: token, valueFrom: {secretKeyRef: {name: a, key: b}}}], ';

export const SECRETS_CASES: Record<string, RuleCases> = {
  'secret-has-key': {
    accepts: [
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}, stringData: {b: x}}'),
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}}'),
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a, namespace: other}, data: {c: eA==}}'),
      metric(WEB, SECRET),
    ],
    rejects: {
      '/spec/args/0/valueFrom/secretKeyRef/key: Secret "a" has no key "b", allowed are: c, d':
        together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}, data: {c: eA==}, stringData: {d: x}}'),
    },
  },
};
