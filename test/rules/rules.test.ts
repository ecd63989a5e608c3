import { load } from 'js-yaml';
import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint';
import { RULES } from '../../src/rules/rules';
import { ANALYSIS_CASES } from './analysis-cases';
import { ANALYSIS_COURSE_CASES } from './analysis-course-cases';
import { CANARY_SHAPE_CASES } from './canary-shape-cases';
import { CHOICE_CASES } from './choice-cases';
import { CONDITION_CASES } from './condition-cases';
import { CONTAINER_CASES } from './container-cases';
import { EXPERIMENT_CASES } from './experiment-cases';
import { FILTER_CASES } from './filter-cases';
import { FOUND_CASES } from './found-cases';
import { INSTANCE_CASES } from './instance-cases';
import { METRIC_CASES } from './metric-cases';
import { NOTIFICATION_CASES } from './notification-cases';
import { PROMQL_CASES } from './promql-cases';
import { PROVIDER_CASES } from './provider-cases';
import { REFERENCE_CASES } from './reference-cases';
import { RolloutCase, ROLLOUT_CASES } from './rollout-cases';
import { ROUTER_CASES } from './router-cases';
import { SCHEMA_CASES } from './schema-cases';
import { STEP_CASES } from './step-cases';
import { STRATEGY_CASES } from './strategy-cases';
import { TARGET_CASES } from './target-cases';

const CASES: Record<string, RolloutCase> = {
  ...SCHEMA_CASES,
  ...ROLLOUT_CASES,
  ...STRATEGY_CASES,
  ...CHOICE_CASES,
  ...TARGET_CASES,
  ...CONTAINER_CASES,
  ...ROUTER_CASES,
  ...STEP_CASES,
  ...CANARY_SHAPE_CASES,
  ...EXPERIMENT_CASES,
  ...REFERENCE_CASES,
  ...FOUND_CASES,
  ...ANALYSIS_CASES,
  ...ANALYSIS_COURSE_CASES,
  ...FILTER_CASES,
  ...INSTANCE_CASES,
  ...METRIC_CASES,
  ...PROVIDER_CASES,
  ...CONDITION_CASES,
  ...PROMQL_CASES,
  ...NOTIFICATION_CASES,
};

/** What a rule says of YAML documents, as `pointer: message`. */
function objections(rule: string, yaml: string): string[] {
  const documents = yaml.split(/^---$/m).map((document) => load(document) as Manifest);
  return lint(documents.map((manifest) => ({ manifest, origin: undefined })))
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
    expect(objections(rule, yaml)).toEqual([]);
  });

  test.each(Object.entries(rejects))('rejects with %j', (message, yaml) => {
    expect(objections(rule, yaml)).toEqual(message.split('\n'));
  });
});

test.each(['{}', 'kind: Rollout', 'kind: Rollout\nspec: {strategy: {canary: {steps: [null]}}}', 'kind: AnalysisTemplate\nspec: {metrics: [{}]}'])(
  'no rule stumbles over %j', (yaml) => {
    expect(() => objections('', yaml)).not.toThrow();
  });
