import { ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { assertNotBoth, routeObject, routeTraffic } from './routed-rollout';
import { VirtualServiceReference } from './virtual-service-reference';

/**
 * Options of `IstioTrafficRouting`.
 */
export interface IstioTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the VirtualService.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The hosts that clients ask for: names of Services inside the mesh, or host names of a gateway.
   *
   * @default - the stable Service
   */
  readonly hosts?: string[];

  /**
   * The gateways through which requests come, as `namespace/name`. `mesh` stands for all sidecars.
   *
   * @default - the mesh
   */
  readonly gateways?: string[];

  /**
   * The name of the route whose weights the controller sets.
   *
   * @default 'primary'
   */
  readonly route?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * VirtualServices that exist already. None is created then.
   *
   * @default - one VirtualService is created
   */
  readonly virtualServices?: VirtualServiceReference[];
}

/**
 * Moves a canary's traffic with the weights of an Istio VirtualService between the stable and the canary Service.
 * Header routes and mirror routes work with it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class IstioTrafficRouting extends Construct {
  /**
   * The VirtualServices.
   */
  public readonly virtualServices: VirtualServiceReference[];

  constructor(scope: Construct, id: string, private readonly props: IstioTrafficRoutingProps) {
    super(scope, id);
    assertNotBoth(this, 'virtualServices', props, ['hosts', 'gateways', 'route', 'servicePort', 'metadata']);
    routeTraffic(this, props.rollout, {
      name: 'istio',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => this.virtualServices.map(({ _referred }) => _referred),
    });
    this.virtualServices = props.virtualServices ?? [this.createVirtualService(props.route ?? 'primary')];
  }

  private toTrafficRouting(): TrafficRouting {
    const references = this.virtualServices.map((reference) => reference._toKube());
    return {
      istio: references.length === 1 ? { virtualService: references[0] } : { virtualServices: references },
    };
  }

  private createVirtualService(route: string): VirtualServiceReference {
    const { rollout, metadata, hosts, gateways } = this.props;
    const { stable, canary } = rollout._routedServices;
    const virtualService = routeObject(this, 'VirtualService', rollout, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: Lazy.any({
        produce: () => ({
          gateways,
          hosts: hosts ?? [stable.name],
          http: [{
            name: route,
            route: [
              { destination: this.destination(stable), weight: 100 },
              { destination: this.destination(canary), weight: 0 },
            ],
          }],
        }),
      }),
    });
    return VirtualServiceReference._of(virtualService, route);
  }

  private destination({ name, port }: ServiceReference) {
    return { host: name, port: { number: this.props.servicePort ?? port } };
  }
}
