import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { hostRules, subsetRules } from './istio-destination-rules';
import { IstioHosts } from './istio-hosts';
import { IstioSubsets, namesOf } from './istio-subsets';
import { IstioVirtualServiceOptions, problemOf, routesOf, VIRTUAL_SERVICE_OPTIONS, virtualServiceSpec } from './istio-virtual-service';
import { assertNotBoth, routeTraffic } from './routed-rollout';
import { VirtualServiceReference } from './virtual-service-reference';

/**
 * Options of `IstioTrafficRouting`.
 */
export interface IstioTrafficRoutingProps extends IstioVirtualServiceOptions {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * The name of the HTTP route, if there is only one. For several routes, set the names in `http`.
   *
   * @default 'primary'
   */
  readonly route?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service; with `subsets`, of the root Service
   */
  readonly servicePort?: number;

  /**
   * The Service for the pods of all versions. Clients in the mesh use it as host name. With `subsets` it is the Service that has the subsets.
   *
   * @default - a Service with the name of the rollout is created, if there are subsets or no other host is set
   */
  readonly rootService?: ServiceReference;

  /**
   * Use two subsets of the root Service for the versions, instead of two Services. Then the rollout needs no other Services. `subsets: {}` uses the
   * names `stable` and `canary`.
   *
   * @default - no subsets: the stable and the canary Service are used
   */
  readonly subsets?: IstioSubsets;

  /**
   * The traffic policy of both versions, as in a DestinationRule: connection pool, outlier detection, load balancer.
   *
   * @default - none, and without subsets no DestinationRule
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
   */
  readonly trafficPolicy?: Record<string, any>;

  /**
   * Existing VirtualServices. With this option none is created, except by `addVirtualService`.
   *
   * @default - one VirtualService is created
   */
  readonly virtualServices?: VirtualServiceReference[];
}

/**
 * Moves a canary's traffic with the weights of an Istio VirtualService: between the stable and the canary Service, or between two subsets of one
 * Service. Header routes and mirror routes are supported.
 *
 * It works for meshes with sidecars, and for gateways. For ambient meshes use `GatewayApiTrafficRouting`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 * @example
 * new IstioTrafficRouting(chart, 'Traffic', { rollout: api, hosts: ['shop.example'], gateways: ['istio-ingress/public'] });
 */
@checked
export class IstioTrafficRouting extends Construct {
  /**
   * The VirtualService that is created. Undefined with existing VirtualServices.
   */
  public readonly virtualService?: ApiObject;

  /**
   * The DestinationRules that are created.
   */
  public readonly destinationRules: ApiObject[];

  private readonly hosts: IstioHosts;
  private readonly references: VirtualServiceReference[] = [];

  constructor(scope: Construct, id: string, private readonly props: IstioTrafficRoutingProps) {
    super(scope, id);
    const { rollout, virtualServices, subsets, rootService, route } = props;
    assertNotBoth(this, 'virtualServices', props, [...VIRTUAL_SERVICE_OPTIONS, 'route', ...subsets ? [] : ['rootService', 'servicePort']]);
    assertNotBoth(this, 'route', props, ['http']);
    this.hosts = new IstioHosts(this, rollout, subsets, rootService);
    routeTraffic(this, rollout, {
      name: 'istio',
      needsNoServices: subsets !== undefined,
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => this.referred(),
    });
    if (virtualServices) {
      this.references.push(...virtualServices);
    } else {
      this.virtualService = this.addVirtualService('VirtualService', route === undefined ? props : { ...props, http: [{ name: route }] });
    }
    this.destinationRules = this.createDestinationRules();
  }

  /**
   * All VirtualServices, created and existing.
   */
  public get virtualServices(): VirtualServiceReference[] {
    return [...this.references];
  }

  /**
   * The Service for the pods of all versions, if there is one.
   */
  public get rootService(): ServiceReference | undefined {
    return this.hosts.rootService;
  }

  /**
   * Creates another VirtualService for the same rollout. For example, one for a gateway in addition to one for the mesh. All VirtualServices get the
   * same weights.
   *
   * @param id the id of the construct
   * @param options at least a name that no other VirtualService has, or a namespace
   */
  public addVirtualService(id: string, options: IstioVirtualServiceOptions): ApiObject {
    const problem = problemOf(options);
    if (problem) {
      throw new Error(`[${this.node.path}/${id}] ${problem}`);
    }
    const { hosts } = this;
    const { metadata, delegate } = options;
    const { rollout, subsets, servicePort } = this.props;
    const namespace = metadata?.namespace ?? rollout.metadata.namespace;
    hosts.calledFrom(namespace);
    if (subsets || !(options.hosts || delegate)) {
      hosts.needRoot();
    }
    const ownHosts = () => options.hosts ?? (delegate ? [] : [hosts.rootFrom(namespace)]);
    const object = objectOfRollout(this, id, rollout, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: Lazy.any({ produce: () => virtualServiceSpec(options, ownHosts(), (port = servicePort) => hosts.destinations(namespace, port)) }),
    });
    this.references.push(VirtualServiceReference._of(object, () => routesOf(options, ownHosts())));
    return object;
  }

  private createDestinationRules(): ApiObject[] {
    const { rollout, subsets, trafficPolicy } = this.props;
    if (subsets) {
      return subsetRules(this, rollout, this.hosts, subsets, trafficPolicy);
    }
    return trafficPolicy ? hostRules(this, rollout, trafficPolicy) : [];
  }

  private toTrafficRouting(): TrafficRouting {
    const { rollout, subsets } = this.props;
    const references = this.references.map((reference) => reference._toKube(rollout.metadata.namespace));
    return {
      istio: {
        ...references.length === 1 ? { virtualService: references[0] } : { virtualServices: references },
        destinationRule: subsets && {
          name: subsets.destinationRule?._nameOf('DestinationRule') ?? this.destinationRules[0].name,
          stableSubsetName: namesOf(subsets).stable,
          canarySubsetName: namesOf(subsets).canary,
          additionalSubsetNames: subsets.additional?.map(({ name }) => name),
        },
      },
    };
  }

  private referred() {
    const { rollout: { metadata: { namespace } }, subsets, rootService } = this.props;
    return [
      ...this.references.map((reference) => reference._referredFrom(namespace)),
      subsets?.destinationRule?._referredOf('DestinationRule'),
      rootService?._referred,
    ];
  }
}
