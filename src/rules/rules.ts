import { ANALYSIS_RULES } from './analysis-rules';
import { CANARY_RULES } from './canary-rules';
import { INPUT_FACTS } from './input-facts';
import { ROLLOUT_RULES } from './rollout-rules';
import { Rule, RuleFacts } from './rule';
import { SCHEMA_RULES } from './schema-rules';
import { SERVICE_RULES } from './service-rules';
import { STEP_RULES } from './step-rules';
import { SUPPRESSION_RULES } from './suppression';

/**
 * All rules, in the order in which their findings are told.
 */
export const RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  ...ROLLOUT_RULES,
  ...SERVICE_RULES,
  ...CANARY_RULES,
  ...STEP_RULES,
  ...ANALYSIS_RULES,
  ...SUPPRESSION_RULES,
];

/** What can be found, by rules and by reading: all that a setting can name. */
export const FACTS: ReadonlyMap<string, RuleFacts> = new Map([...RULES, ...INPUT_FACTS].map((facts) => [facts.id, facts]));
