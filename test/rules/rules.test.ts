import { lint } from '../../src/rules/lint/lint';
import { RULES } from '../../src/rules/rules';
import { CASES, documentsOf } from './cases';

/** What a rule says of YAML documents, as `pointer: message`. */
function violations(rule: string, yaml: string): string[] {
  return lint(documentsOf(yaml).map((manifest) => ({ manifest, origin: undefined })))
    .filter((finding) => finding.rule === rule)
    .map(({ pointer, message }) => `${pointer}: ${message}`);
}

test('every rule has cases, and every case has a rule', () => {
  expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('ids are unique and in kebab-case', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});

describe.each(Object.entries(CASES))('%s', (rule, { accepts, rejects }) => {
  test.each(accepts)('accepts %j', (yaml) => {
    expect(violations(rule, yaml)).toEqual([]);
  });

  test.each(Object.entries(rejects))('rejects with %j', (message, yaml) => {
    expect(violations(rule, yaml)).toEqual(message.split('\n'));
  });
});

test.each(['{}', 'kind: Rollout', 'kind: Rollout\nspec: {strategy: {canary: {steps: [null]}}}', 'kind: AnalysisTemplate\nspec: {metrics: [{}]}'])(
  'no rule stumbles over %j', (yaml) => {
    expect(() => violations('', yaml)).not.toThrow();
  });
