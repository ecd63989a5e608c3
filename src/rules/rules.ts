import { ANALYSIS_RULES } from './analysis-rules';
import { CANARY_RULES } from './canary-rules';
import { POD_RULES } from './pod-rules';
import { ROLLOUT_RULES } from './rollout-rules';
import { ROUTE_RULES } from './route-rules';
import { ROUTER_RULES } from './router-rules';
import { Rule } from './rule';
import { RUN_RULES } from './run-rules';
import { SCHEMA_RULES } from './schema-rules';
import { SERVICE_RULES } from './service-rules';
import { STEP_RULES } from './step-rules';
import { STEP_SHAPE_RULES } from './step-shape-rules';
import { STRATEGY_RULES } from './strategy-rules';
import { WORKLOAD_RULES } from './workload-rules';

/**
 * All rules, in the order in which their findings are told.
 */
export const RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  ...ROLLOUT_RULES,
  ...POD_RULES,
  ...WORKLOAD_RULES,
  ...STRATEGY_RULES,
  ...SERVICE_RULES,
  ...CANARY_RULES,
  ...ROUTER_RULES,
  ...STEP_SHAPE_RULES,
  ...STEP_RULES,
  ...ROUTE_RULES,
  ...RUN_RULES,
  ...ANALYSIS_RULES,
];
