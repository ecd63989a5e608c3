import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { routeTraffic } from './routed-rollout';

/**
 * Options of `SmiTrafficRouting`.
 */
export interface SmiTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * The Service that clients in the mesh use. Its requests are split between the versions.
   *
   * @default - `<rollout>-root` is created
   */
  readonly rootService?: ServiceReference;

  /**
   * The name of the TrafficSplit that the controller creates. No other TrafficSplit may have this name.
   *
   * @default - the name of the rollout
   */
  readonly trafficSplitName?: string;
}

/**
 * Moves a canary's traffic with a TrafficSplit of the Service Mesh Interface (SMI). The controller creates the TrafficSplit. It works with meshes
 * that support SMI: Linkerd with its SMI extension, Open Service Mesh.
 *
 * The SMI project has been archived since October 2023, and meshes no longer support it. It still works where it is installed. For new clusters use
 * `GatewayApiTrafficRouting`, which also works with Linkerd.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/smi/
 * @example
 * new SmiTrafficRouting(chart, 'Traffic', { rollout: api });
 */
@checked
export class SmiTrafficRouting extends Construct {
  /**
   * The Service that clients in the mesh use.
   */
  public readonly rootService: ServiceReference;

  constructor(scope: Construct, id: string, props: SmiTrafficRoutingProps) {
    super(scope, id);
    const { rollout, trafficSplitName } = props;
    routeTraffic(this, rollout, {
      name: 'smi',
      toTrafficRouting: (): TrafficRouting => ({ smi: { rootService: this.rootService.name, trafficSplitName } }),
      referred: () => [this.rootService._referred],
    });
    this.rootService = props.rootService ?? rollout._rootService(this);
  }
}
