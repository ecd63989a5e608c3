import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const labels = (fields: string) => rollout(`selector: {matchLabels: {${fields}}}`);
const expression = (fields: string) => rollout(`selector: {matchExpressions: [{${fields}}]}`);
const KEY = 'the key of a label has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';
const VALUE = 'the value of a label has at most 63 letters, digits, "-", "_" and "."';
const EXPRESSION = '/spec/selector/matchExpressions/0';

export const SELECTOR_CASES: Record<string, RuleCases> = {
  'selector-readable': {
    accepts: [
      labels('app.kubernetes.io/name: api, tier: ""'),
      labels(`${'a'.repeat(63)}: ${'A'.repeat(63)}, a_B.c-d: x_Y.z-1`),
      expression('key: app, operator: In, values: [api, web]'),
      expression('key: app, operator: Exists'),
      expression('key: other, operator: DoesNotExist, values: []'),
      expression('key: other, operator: NotIn, values: [web]'),
    ],
    rejects: {
      [`/spec/selector/matchLabels/app name: ${KEY}, got "app name"`]: labels('app name: api'),
      [`/spec/selector/matchLabels/App.io~1name: ${KEY}, got "App.io/name"`]: labels('App.io/name: api'),
      [`/spec/selector/matchLabels/${'a'.repeat(64)}: ${KEY}, got "${'a'.repeat(64)}"`]: labels(`${'a'.repeat(64)}: api`),
      [`/spec/selector/matchLabels/app: ${VALUE}, got "a b"`]: labels('app: a b'),
      [`/spec/selector/matchLabels/app: ${VALUE}, got "-a"`]: labels('app: -a'),
      [`${EXPRESSION}/operator: the operator must be one of In, NotIn, Exists, DoesNotExist, got "Equals"`]: expression('key: app, operator: Equals, values: [api]'),
      [`${EXPRESSION}/operator: the operator must be one of In, NotIn, Exists, DoesNotExist, got "constructor"`]: expression('key: app, operator: constructor'),
      [`${EXPRESSION}/values: In needs at least one value, got none`]: expression('key: app, operator: In'),
      [`${EXPRESSION}/values: Exists takes no values, got api, web`]: expression('key: app, operator: Exists, values: [api, web]'),
      [`${EXPRESSION}/key: ${KEY}, got ""`]: expression('key: "", operator: Exists'),
      [`${EXPRESSION}/values/1: ${VALUE}, got "a/b"`]: expression('key: app, operator: In, values: [api, a/b]'),
    },
  },
};
