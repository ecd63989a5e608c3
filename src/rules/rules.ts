import { ANALYSIS_RUN_RULES } from './analysis/analysis-run';
import { ARGUMENT_RULES } from './analysis/arguments';
import { ANALYSIS_COURSE_RULES } from './analysis/course';
import { METRIC_FILTER_RULES } from './analysis/metric-filters';
import { RUN_RULES } from './analysis/runs';
import { SECRET_RULES } from './analysis/secrets';
import { TEMPLATE_RULES } from './analysis/templates';
import { ANALYSIS_USE_RULES } from './analysis/use';
import { CONDITION_RULES } from './condition/conditions';
import { CONDITION_GUARD_RULES } from './condition/guards';
import { CONFIG_NAME_RULES } from './controller/config-names';
import { INSTANCE_RULES } from './controller/instances';
import { CONTROLLER_METRIC_RULES } from './controller/metrics';
import { NOTIFICATION_RULES } from './controller/notifications';
import { PLUGIN_RULES } from './controller/plugins';
import { RELEASE_RULES } from './controller/releases';
import { TARGET_RULES } from './controller/target';
import { EXPERIMENT_RULES } from './experiment/experiment';
import { EXPERIMENT_POD_RULES } from './experiment/experiment-pods';
import { EXPERIMENT_TRAFFIC_RULES } from './experiment/experiment-traffic';
import { MEASUREMENT_RULES } from './metric/measurements';
import { METRIC_RULES } from './metric/metrics';
import { PLACEHOLDER_RULES } from './metric/placeholders';
import { PROVIDER_RULES } from './metric/provider';
import { TOLD_PROVIDER_RULES } from './metric/providers/providers';
import { TEXT_RULES } from './metric/texts';
import { DATA_RULES } from './objects/data';
import { DERIVED_NAME_RULES } from './objects/derived-names';
import { DUPLICATE_RULES } from './objects/duplicates';
import { METADATA_RULES } from './objects/metadata';
import { SUPPRESSION_RULES } from './objects/suppressions';
import { PLAN_GATE_RULES } from './plan/gates';
import { PLAN_WEIGHT_RULES } from './plan/weights';
import { CONTAINER_RULES } from './pods/containers';
import { IMAGE_RULES } from './pods/images';
import { PROBE_RULES } from './pods/probes';
import { RESOURCE_RULES } from './pods/resources';
import { VOLUME_RULES } from './pods/volumes';
import { ARGUMENT_FIT_RULES } from './query/arguments-fit';
import { EXPRESSION_SIZE_RULES } from './query/expression-size';
import { NEW_VERSION_RULES } from './query/new-version';
import { PROMQL_RULES } from './query/promql';
import { FOUND_RULES } from './references/found';
import { HASHED_NAME_RULES } from './references/hashed-names';
import { POSSIBLE_RULES } from './references/possible';
import { SERVICE_PORT_RULES } from './references/service-ports';
import { SERVICE_RULES } from './references/services';
import { REFERENCE_RULES } from './references/workloads';
import { AUTOSCALER_RULES } from './rollout/autoscalers';
import { CANARY_RULES } from './rollout/canary';
import { DISRUPTION_BUDGET_RULES } from './rollout/disruption-budget';
import { ROLLOUT_RULES } from './rollout/rollout';
import { SELECTOR_RULES } from './rollout/selector';
import { STRATEGY_RULES } from './rollout/strategy';
import { STRATEGY_CHOICE_RULES } from './rollout/strategy-choice';
import { WORKLOAD_RULES } from './rollout/workload';
import { WORKLOAD_SCALE_RULES } from './rollout/workload-scale';
import { CONSTRUCT_FACTS } from './rule/construct-facts';
import { INPUT_FACTS } from './rule/input-facts';
import { OWN_RULE_RUNS } from './rule/own-rule';
import { Rule, RuleFacts } from './rule/rule';
import { KIND_RULES } from './schema/kinds';
import { SCHEMA_RULES } from './schema/schema';
import { ROUTE_RULES } from './steps/routes';
import { STEP_SHAPE_RULES } from './steps/shape';
import { STEP_RULES } from './steps/steps';
import { CANARY_SHAPE_RULES } from './steps/weights-and-pods';
import { ADDRESS_RULES } from './traffic/addresses';
import { ALB_RULES } from './traffic/alb';
import { AMBASSADOR_RULES } from './traffic/ambassador';
import { APISIX_RULES } from './traffic/apisix';
import { APP_MESH_RULES } from './traffic/app-mesh';
import { DESTINATION_RULE_RULES } from './traffic/destination-rule';
import { FOREIGN_VIRTUAL_SERVICE_RULES } from './traffic/foreign-virtual-service';
import { GATEWAY_RULES } from './traffic/gateway-api';
import { GATEWAY_ROUTE_RULES } from './traffic/gateway-routes';
import { HOST_RULES } from './traffic/hosts';
import { INGRESS_RULES } from './traffic/ingress';
import { INGRESS_CLASS_RULES } from './traffic/ingress-class';
import { MADE_OBJECT_RULES } from './traffic/made-objects';
import { MANAGED_ROUTE_RULES } from './traffic/managed-routes';
import { NGINX_RULES } from './traffic/nginx';
import { ROUTER_PLUGIN_RULES } from './traffic/plugins';
import { ROUTE_PORT_RULES } from './traffic/route-ports';
import { ROUTER_REFERENCE_RULES } from './traffic/router-references';
import { ROUTER_RULES } from './traffic/routers';
import { TRAEFIK_RULES } from './traffic/traefik';
import { VIRTUAL_SERVICE_RULES } from './traffic/virtual-service';

/** The rules of a room: a folder beside this file, and a page of the documentation. */
export interface Room {
  readonly folder: string;
  /** What its rules are about, as the documentation calls it. */
  readonly title: string;
  readonly rules: readonly Rule[];
  /** What is found without asking a rule: while reading, while writing, or by running a user's rules. */
  readonly facts?: readonly RuleFacts[];
}

/**
 * All rules, in the order in which their findings are told.
 */
export const ROOMS: readonly Room[] = [
  { folder: 'schema', title: 'Schema', rules: [...SCHEMA_RULES, ...KIND_RULES] },
  {
    folder: 'rollout',
    title: 'Rollouts and workloads',
    rules: [
      ...ROLLOUT_RULES, ...SELECTOR_RULES, ...WORKLOAD_RULES, ...WORKLOAD_SCALE_RULES, ...AUTOSCALER_RULES, ...DISRUPTION_BUDGET_RULES,
      ...STRATEGY_RULES, ...STRATEGY_CHOICE_RULES, ...CANARY_RULES,
    ],
  },
  { folder: 'pods', title: 'Pods', rules: [...CONTAINER_RULES, ...IMAGE_RULES, ...RESOURCE_RULES, ...PROBE_RULES, ...VOLUME_RULES] },
  {
    folder: 'references',
    title: 'References and Services',
    rules: [...POSSIBLE_RULES, ...SERVICE_RULES, ...SERVICE_PORT_RULES, ...REFERENCE_RULES, ...FOUND_RULES, ...HASHED_NAME_RULES],
  },
  {
    folder: 'traffic',
    title: 'Traffic routing',
    rules: [
      ...ROUTER_RULES, ...ROUTER_REFERENCE_RULES, ...MADE_OBJECT_RULES, ...HOST_RULES, ...ROUTE_PORT_RULES, ...ADDRESS_RULES, ...INGRESS_RULES,
      ...INGRESS_CLASS_RULES, ...NGINX_RULES, ...ALB_RULES, ...VIRTUAL_SERVICE_RULES, ...FOREIGN_VIRTUAL_SERVICE_RULES,
      ...DESTINATION_RULE_RULES, ...AMBASSADOR_RULES,
      ...TRAEFIK_RULES, ...APISIX_RULES, ...APP_MESH_RULES, ...GATEWAY_RULES, ...GATEWAY_ROUTE_RULES, ...ROUTER_PLUGIN_RULES, ...MANAGED_ROUTE_RULES,
    ],
  },
  { folder: 'steps', title: 'Steps', rules: [...STEP_SHAPE_RULES, ...STEP_RULES, ...CANARY_SHAPE_RULES, ...ROUTE_RULES] },
  { folder: 'plan', title: 'The course of an update', rules: [...PLAN_WEIGHT_RULES, ...PLAN_GATE_RULES] },
  { folder: 'experiment', title: 'Experiments', rules: [...EXPERIMENT_RULES, ...EXPERIMENT_POD_RULES, ...EXPERIMENT_TRAFFIC_RULES] },
  {
    folder: 'analysis',
    title: 'Analyses and templates',
    rules: [
      ...ANALYSIS_USE_RULES, ...ANALYSIS_COURSE_RULES, ...RUN_RULES, ...ARGUMENT_RULES, ...SECRET_RULES, ...METRIC_FILTER_RULES, ...TEMPLATE_RULES,
      ...ANALYSIS_RUN_RULES,
    ],
  },
  {
    folder: 'metric',
    title: 'Metrics and providers',
    rules: [...PLACEHOLDER_RULES, ...METRIC_RULES, ...TEXT_RULES, ...MEASUREMENT_RULES, ...PROVIDER_RULES, ...TOLD_PROVIDER_RULES],
  },
  { folder: 'condition', title: 'Conditions', rules: [...CONDITION_RULES, ...CONDITION_GUARD_RULES] },
  { folder: 'query', title: 'Queries', rules: [...PROMQL_RULES, ...NEW_VERSION_RULES, ...EXPRESSION_SIZE_RULES, ...ARGUMENT_FIT_RULES] },
  {
    folder: 'controller',
    title: 'The controller',
    rules: [
      ...TARGET_RULES, ...RELEASE_RULES, ...INSTANCE_RULES, ...CONFIG_NAME_RULES, ...PLUGIN_RULES, ...NOTIFICATION_RULES, ...CONTROLLER_METRIC_RULES,
    ],
  },
  {
    folder: 'objects',
    title: 'Any object',
    rules: [...METADATA_RULES, ...DERIVED_NAME_RULES, ...DUPLICATE_RULES, ...DATA_RULES, ...SUPPRESSION_RULES],
  },
  { folder: 'rule', title: 'Input, constructs and rules of your own', rules: [], facts: [...INPUT_FACTS, ...CONSTRUCT_FACTS, OWN_RULE_RUNS] },
];

export const RULES: readonly Rule[] = ROOMS.flatMap(({ rules }) => rules);

/** What can be found, by rules, by reading, of constructs, and by running a user's rules: all that a setting can name. */
export const FACTS: ReadonlyMap<string, RuleFacts> = new Map(
  ROOMS.flatMap(({ rules, facts = [] }) => [...rules, ...facts]).map((each) => [each.id, each]),
);
