import { Duration } from 'cdk8s';
import { Alert } from './alert';
import { oneOf } from './promql';
import { Selection } from './selection';

/** What goes wrong while a weight is set is a TrafficRoutingError with any router. The others happen before and after that. */
const ROUTING_ERRORS = ['TrafficRoutingError', 'WeightVerifyError', 'DestinationRuleNotFound', 'LoadBalancerNotFound', 'TargetGroupVerifyError'];

/** Alerts about what the controller reports as an event of the rollout. */
export const EVENT_ALERTS: readonly Alert[] = [
  {
    name: 'RolloutTrafficRoutingError',
    severity: 'critical',
    after: Duration.minutes(5),
    applies: ({ routers }) => routers.length > 0,
    expr: happened(...ROUTING_ERRORS),
    summary: ({ rollout }) => `The traffic of rollout ${rollout} cannot be moved`,
    description: ({ command }) => 'The router does not take the weights that the rollout asks for, so traffic may not be where its status says. '
      + 'Check that the route objects exist, that nothing else writes their weights, and that the controller may change them; '
      + `its log and the events of the rollout give the reason. See: ${command('get rollout')}. To send all traffic to the stable version: ${command('abort')}`,
  },
  {
    name: 'RolloutStepPluginError',
    severity: 'warning',
    after: Duration.minutes(5),
    applies: ({ stepPlugins }) => stepPlugins,
    expr: happened('ReconciliationError'),
    summary: ({ rollout }) => `A step plugin of rollout ${rollout} fails`,
    description: ({ command }) => 'The update cannot get past this step. What the plugin says is in the log of the controller; '
      + `see which step it is: ${command('get rollout')}. To give the update up: ${command('abort')}`,
  },
];

/** An event within ten minutes. The counter of an event appears with its first one, which `increase` cannot see. */
function happened(...reasons: string[]) {
  return (selection: Selection) => {
    const events = selection.ofRollouts('rollout_events_total', oneOf('reason', reasons));
    return [
      `sum by (${selection.by}) (increase(${events}[10m])) > 0`,
      'or',
      `sum by (${selection.by}) (${events} unless ${events} offset 10m) > 0`,
    ].join('\n');
  };
}
