import { ANALYSIS_RULES } from './analysis-rules';
import { CANARY_RULES } from './canary-rules';
import { ROLLOUT_RULES } from './rollout-rules';
import { Rule } from './rule';
import { SCHEMA_RULES } from './schema-rules';
import { SERVICE_RULES } from './service-rules';
import { STEP_RULES } from './step-rules';

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
];
