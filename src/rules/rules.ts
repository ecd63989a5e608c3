import { ALB_RULES } from './alb-rules';
import { AMBASSADOR_RULES } from './ambassador-rules';
import { ANALYSIS_COURSE_RULES } from './analysis-course-rules';
import { ANALYSIS_RUN_RULES } from './analysis-run-rules';
import { ANALYSIS_USE_RULES } from './analysis-use-rules';
import { APISIX_RULES } from './apisix-rules';
import { APP_MESH_RULES } from './app-mesh-rules';
import { ARGUMENT_RULES } from './argument-rules';
import { CANARY_RULES } from './canary-rules';
import { CANARY_SHAPE_RULES } from './canary-shape-rules';
import { CONDITION_GUARD_RULES } from './condition-guard-rules';
import { CONDITION_RULES } from './condition-rules';
import { CONTAINER_RULES } from './container-rules';
import { CONTROLLER_METRIC_RULES } from './controller-metric-rules';
import { DESTINATION_RULE_RULES } from './destination-rule-rules';
import { DUPLICATE_RULES } from './duplicate-rules';
import { EXPERIMENT_POD_RULES } from './experiment-pod-rules';
import { EXPERIMENT_RULES } from './experiment-rules';
import { EXPRESSION_SIZE_RULES } from './expression-size-rules';
import { FOUND_RULES } from './found-rules';
import { GATEWAY_RULES } from './gateway-rules';
import { INGRESS_RULES } from './ingress-rules';
import { INPUT_FACTS } from './input-facts';
import { INSTANCE_RULES } from './instance-rules';
import { MADE_OBJECT_RULES } from './made-object-rules';
import { MANAGED_ROUTE_RULES } from './managed-route-rules';
import { MEASUREMENT_RULES } from './measurement-rules';
import { METRIC_FILTER_RULES } from './metric-filter-rules';
import { METRIC_RULES } from './metric-rules';
import { NEW_VERSION_RULES } from './new-version-rules';
import { NGINX_RULES } from './nginx-rules';
import { NOTIFICATION_RULES } from './notification-rules';
import { OWN_RULE_RUNS } from './own-rule';
import { PLACEHOLDER_RULES } from './placeholder-rules';
import { PLUGIN_RULES } from './plugin-rules';
import { PROBE_RULES } from './probe-rules';
import { PROMQL_RULES } from './promql-rules';
import { PROVIDER_RULES } from './provider-rules';
import { TOLD_PROVIDER_RULES } from './providers/providers';
import { REFERENCE_RULES } from './reference-rules';
import { RELEASE_RULES } from './release-rules';
import { RESOURCE_RULES } from './resource-rules';
import { ROLLOUT_RULES } from './rollout-rules';
import { ROUTE_RULES } from './route-rules';
import { ROUTER_REFERENCE_RULES } from './router-reference-rules';
import { ROUTER_RULES } from './router-rules';
import { Rule, RuleFacts } from './rule';
import { RUN_RULES } from './run-rules';
import { SCHEMA_RULES } from './schema-rules';
import { SECRET_RULES } from './secret-rules';
import { SELECTOR_RULES } from './selector-rules';
import { SERVICE_PORT_RULES } from './service-port-rules';
import { SERVICE_RULES } from './service-rules';
import { STEP_RULES } from './step-rules';
import { STEP_SHAPE_RULES } from './step-shape-rules';
import { STRATEGY_CHOICE_RULES } from './strategy-choice-rules';
import { STRATEGY_RULES } from './strategy-rules';
import { SUPPRESSION_RULES } from './suppression';
import { TARGET_RULES } from './target-rules';
import { TEMPLATE_RULES } from './template-rules';
import { TRAEFIK_RULES } from './traefik-rules';
import { VIRTUAL_SERVICE_RULES } from './virtual-service-rules';
import { VOLUME_RULES } from './volume-rules';
import { WORKLOAD_RULES } from './workload-rules';
import { WORKLOAD_SCALE_RULES } from './workload-scale-rules';

/** Rules about one subject. */
export interface Subject {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/**
 * All rules by subject, in the order in which their findings are told.
 */
export const SUBJECTS: readonly Subject[] = [
  { name: 'Schema', rules: SCHEMA_RULES },
  { name: 'Rollouts', rules: [...ROLLOUT_RULES, ...SELECTOR_RULES] },
  { name: 'Pods', rules: [...CONTAINER_RULES, ...RESOURCE_RULES, ...PROBE_RULES, ...VOLUME_RULES] },
  { name: 'Workloads and autoscalers', rules: [...WORKLOAD_RULES, ...WORKLOAD_SCALE_RULES] },
  { name: 'Strategy', rules: [...STRATEGY_RULES, ...STRATEGY_CHOICE_RULES] },
  { name: 'References', rules: [...SERVICE_RULES, ...SERVICE_PORT_RULES, ...REFERENCE_RULES, ...FOUND_RULES] },
  {
    name: 'Objects of routers',
    rules: [
      ...ROUTER_REFERENCE_RULES, ...MADE_OBJECT_RULES, ...INGRESS_RULES, ...NGINX_RULES, ...ALB_RULES, ...VIRTUAL_SERVICE_RULES,
      ...DESTINATION_RULE_RULES, ...AMBASSADOR_RULES, ...TRAEFIK_RULES, ...APISIX_RULES, ...APP_MESH_RULES, ...GATEWAY_RULES,
    ],
  },
  { name: 'Canaries and traffic routing', rules: [...CANARY_RULES, ...ROUTER_RULES] },
  { name: 'Steps', rules: [...STEP_SHAPE_RULES, ...STEP_RULES, ...CANARY_SHAPE_RULES, ...ROUTE_RULES, ...MANAGED_ROUTE_RULES] },
  { name: 'Plugins', rules: PLUGIN_RULES },
  { name: 'Experiments', rules: [...EXPERIMENT_RULES, ...EXPERIMENT_POD_RULES] },
  { name: 'Analyses', rules: [...ANALYSIS_USE_RULES, ...ANALYSIS_COURSE_RULES, ...RUN_RULES] },
  { name: 'Arguments', rules: [...ARGUMENT_RULES, ...SECRET_RULES] },
  { name: 'Templates', rules: [...METRIC_FILTER_RULES, ...TEMPLATE_RULES, ...INSTANCE_RULES, ...PLACEHOLDER_RULES, ...ANALYSIS_RUN_RULES] },
  { name: 'Metrics', rules: [...METRIC_RULES, ...MEASUREMENT_RULES] },
  { name: 'Providers', rules: [...PROVIDER_RULES, ...TOLD_PROVIDER_RULES] },
  { name: 'Conditions and queries', rules: [...CONDITION_RULES, ...CONDITION_GUARD_RULES, ...PROMQL_RULES, ...NEW_VERSION_RULES, ...EXPRESSION_SIZE_RULES] },
  { name: 'Releases of Argo Rollouts', rules: [...TARGET_RULES, ...RELEASE_RULES] },
  { name: 'Notifications', rules: [...NOTIFICATION_RULES, ...CONTROLLER_METRIC_RULES] },
  { name: 'Any object', rules: [...DUPLICATE_RULES, ...SUPPRESSION_RULES] },
];

export const RULES: readonly Rule[] = SUBJECTS.flatMap(({ rules }) => rules);

/** What can be found, by rules, by reading and by running a user's rules: all that a setting can name. */
export const FACTS: ReadonlyMap<string, RuleFacts> = new Map([...RULES, ...INPUT_FACTS, OWN_RULE_RUNS].map((facts) => [facts.id, facts]));
