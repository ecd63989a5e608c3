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
   * The Service that clients in the mesh ask, and whose requests are split.
   *
   * @default - `<rollout>-root` is created
   */
  readonly rootService?: ServiceReference;

  /**
   * The name of the TrafficSplit that the controller makes. There must be none of that name.
   *
   * @default - the name of the rollout
   */
  readonly trafficSplitName?: string;
}

/**
 * Moves a canary's traffic with a TrafficSplit of the Service Mesh Interface, which the controller makes, for meshes that have it:
 * Linkerd with its SMI extension, Open Service Mesh.
 *
 * The project is archived since October 2023, and meshes have left it. It keeps working where it is installed; for something new take the
 * Gateway API, which Linkerd has.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/smi/
 * @example
 * new SmiTrafficRouting(chart, 'Traffic', { rollout: api });
 */
@checked
export class SmiTrafficRouting extends Construct {
  /**
   * The Service that clients in the mesh ask.
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
