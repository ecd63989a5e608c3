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
   * The name of the only route for HTTP. Several routes have their names in `http`.
   *
   * @default 'primary'
   */
  readonly route?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service; with `subsets`, of the root Service
   */
  readonly servicePort?: number;

  /**
   * The Service of all pods, whatever their version: the host that clients in the mesh ask for, and with `subsets` the one that has them.
   *
   * @default - one that is named like the rollout is created, if nothing else says a host or there are subsets
   */
  readonly rootService?: ServiceReference;

  /**
   * Tells the versions apart as subsets of the root Service, instead of by a Service for each. The rollout needs no other Services then.
   * `subsets: {}` takes the names `stable` and `canary`.
   *
   * @default - the stable and the canary Service are two hosts
   */
  readonly subsets?: IstioSubsets;

  /**
   * The traffic policy of both versions as in a DestinationRule: connection pool, outlier detection, load balancer.
   *
   * @default - none, and without subsets no DestinationRule
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
   */
  readonly trafficPolicy?: Record<string, any>;

  /**
   * VirtualServices that exist already. None is created then, except by `addVirtualService`.
   *
   * @default - one VirtualService is created
   */
  readonly virtualServices?: VirtualServiceReference[];
}

/**
 * Moves a canary's traffic with the weights of an Istio VirtualService, between the stable and the canary Service or between two subsets of one.
 * Header routes and mirror routes work with it.
 *
 * For meshes with sidecars, and for gateways. Ambient meshes take routes of the Gateway API instead.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 * @example
 * new IstioTrafficRouting(chart, 'Traffic', { rollout: api, hosts: ['shop.example'], gateways: ['istio-ingress/public'] });
 */
@checked
export class IstioTrafficRouting extends Construct {
  /**
   * The VirtualService that is made here, unless others exist already.
   */
  public readonly virtualService?: ApiObject;

  /**
   * The DestinationRules that are made here.
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
   * All VirtualServices.
   */
  public get virtualServices(): VirtualServiceReference[] {
    return [...this.references];
  }

  /**
   * The Service of all pods, where there is one.
   */
  public get rootService(): ServiceReference | undefined {
    return this.hosts.rootService;
  }

  /**
   * Makes a further VirtualService for the same rollout, such as one for a gateway beside one for the mesh. All get the same weights.
   *
   * @param id the id of the construct
   * @param options at least a name that no other has, or a namespace
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
