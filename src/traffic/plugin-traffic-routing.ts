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
   * The plugin and its configuration.
   */
  readonly plugin: TrafficPlugin;

  /**
   * The weight that means all traffic. It is refused for known plugins, because they always use 100. Needs Argo Rollouts 1.7.
   *
   * @default 100
   */
  readonly maxTrafficWeight?: number;
}

/**
 * Moves a canary's traffic with a plugin of the controller. For known plugins, synth reports an error for each step that the plugin ignores silently.
 *
 * For the Gateway API use `GatewayApiTrafficRouting`.
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
