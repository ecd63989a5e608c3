import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { ObjectReference } from './object-reference';
import { routeTraffic } from './routed-rollout';

/**
 * Options of `AppMeshTrafficRouting`.
 */
export interface AppMeshTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * The App Mesh VirtualService. It must lead to a VirtualRouter. Each route of this VirtualRouter must have both nodes as weighted targets.
   */
  readonly virtualService: ObjectReference;

  /**
   * The names of the routes in the VirtualRouter whose weights are changed.
   *
   * @default - all of them
   */
  readonly routes?: string[];

  /**
   * The VirtualNode of the stable version. The controller adds the pod-template hash to its pod selector.
   */
  readonly stableVirtualNode: ObjectReference;

  /**
   * The VirtualNode of the new version.
   */
  readonly canaryVirtualNode: ObjectReference;
}

/**
 * Moves a canary's traffic with the weights of an AWS App Mesh VirtualRouter. The App Mesh objects must already exist.
 *
 * AWS ended App Mesh in September 2026. For new clusters use `GatewayApiTrafficRouting` with Amazon VPC Lattice, or another mesh.
 *
 * @see https://github.com/argoproj/argo-rollouts/tree/master/examples/appmesh
 * @example
 * new AppMeshTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   virtualService: ObjectReference.fromName('shop'),
 *   stableVirtualNode: ObjectReference.fromName('shop-stable'),
 *   canaryVirtualNode: ObjectReference.fromName('shop-canary'),
 * });
 */
@checked
export class AppMeshTrafficRouting extends Construct {
  constructor(scope: Construct, id: string, private readonly props: AppMeshTrafficRoutingProps) {
    super(scope, id);
    const { rollout, virtualService, stableVirtualNode, canaryVirtualNode } = props;
    routeTraffic(this, rollout, {
      name: 'appMesh',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => [
        virtualService._referredOf('VirtualService'), stableVirtualNode._referredOf('VirtualNode'), canaryVirtualNode._referredOf('VirtualNode'),
      ],
    });
  }

  private toTrafficRouting(): TrafficRouting {
    const { virtualService, routes, stableVirtualNode, canaryVirtualNode } = this.props;
    return {
      appMesh: {
        virtualService: { name: virtualService._nameOf('VirtualService'), routes },
        virtualNodeGroup: {
          stableVirtualNodeRef: { name: stableVirtualNode._nameOf('VirtualNode') },
          canaryVirtualNodeRef: { name: canaryVirtualNode._nameOf('VirtualNode') },
        },
      },
    };
  }
}
