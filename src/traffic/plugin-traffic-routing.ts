import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { CanaryRollout } from '../rollout/canary-rollout';
import { routeTraffic } from './routed-rollout';
import { TrafficPlugin } from './traffic-plugin';

/**
 * Options of `PluginTrafficRouting`.
 */
export interface PluginTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * The plugin, and what it is told.
   */
  readonly plugin: TrafficPlugin;

  /**
   * The weight that stands for all traffic. Refused with plugins that are known: they all count to 100. Since Argo Rollouts 1.7.
   *
   * @default 100
   */
  readonly maxTrafficWeight?: number;
}

/**
 * Moves a canary's traffic with a plugin of the controller. Only known plugins are checked: a step that one of them passes over, as if it had been done, is an error.
 *
 * For the Gateway API there is `GatewayApiTrafficRouting`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/plugins/
 * @example
 * new PluginTrafficRouting(chart, 'Traffic', { rollout: api, plugin: TrafficPlugin.of('acme/router', { route: 'api' }) });
 */
@checked
export class PluginTrafficRouting extends Construct {
  constructor(scope: Construct, id: string, props: PluginTrafficRoutingProps) {
    super(scope, id);
    const { rollout, plugin, maxTrafficWeight } = props;
    const { name, needsNoServices, config, referred } = plugin._plugin;
    routeTraffic(this, rollout, {
      name,
      needsNoServices,
      maxTrafficWeight,
      toTrafficRouting: () => ({ plugins: { [name]: config() } }),
      referred,
    });
  }
}
