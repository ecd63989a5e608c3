import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { ROUTER_PLUGIN } from '../manifest/names';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { GATEWAY_KINDS, GatewayRoute, GatewayRouteKind } from './gateway-route';
import { ObjectReference } from './object-reference';
import { routeTraffic } from './routed-rollout';

/**
 * Options of `GatewayApiTrafficRouting`.
 */
export interface GatewayApiTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * The routes. At least one.
   */
  readonly routes: GatewayRoute[];

  /**
   * The namespace of existing routes. Before version 0.11 of the plugin it is required, even if it is the namespace of the rollout. Routes that are
   * created here are always in the namespace of the rollout, so together with them another namespace is refused.
   *
   * @default - the rollout's namespace
   */
  readonly namespace?: string;

  /**
   * Do not add a label to the routes during an update.
   *
   * @default false
   */
  readonly disableInProgressLabel?: boolean;

  /**
   * The label that routes have while the canary has traffic.
   *
   * @default 'rollouts.argoproj.io/gatewayapi-canary'
   */
  readonly inProgressLabelKey?: string;

  /**
   * The value of that label.
   *
   * @default 'in-progress'
   */
  readonly inProgressLabelValue?: string;
}

/** A route with its name, known by now or later. */
interface Named {
  readonly kind: GatewayRouteKind;
  readonly takesHeaders?: boolean;
  readonly object?: ApiObject;
  readonly existing?: ObjectReference;
}

/**
 * Moves a canary's traffic with routes of the Gateway API. It works with any implementation: Envoy Gateway, Istio, Linkerd, Cilium, NGINX Gateway
 * Fabric, and many more. The controller needs the plugin `argoproj-labs/gatewayAPI`: see `InstallPlugin.gatewayApi`. Header routes are supported. If
 * an option needs a newer version of the plugin, synth reports an error with that version.
 *
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/
 * @example
 * new GatewayApiTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   routes: [GatewayRoute.http({ parents: [RouteParent.gateway('public', { namespace: 'edge' })], hostnames: ['api.example'] })],
 * });
 */
@checked
export class GatewayApiTrafficRouting extends Construct {
  /**
   * The routes that are created, in the order of `routes`.
   */
  public readonly createdRoutes: ApiObject[];

  private readonly named: Named[];

  constructor(scope: Construct, id: string, private readonly props: GatewayApiTrafficRoutingProps) {
    super(scope, id);
    this.checkProps();
    const { rollout, routes, namespace } = props;
    routeTraffic(this, rollout, {
      name: ROUTER_PLUGIN.gatewayApi,
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => namespace === undefined ? this.named.map(({ kind, existing, object }) => object ?? existing?._referredOf(kind)) : [],
    });
    this.named = routes.filter(({ _route: { made, existing } }) => made ?? existing).map((route) => this.name(route));
    this.createdRoutes = this.named.flatMap(({ object }) => object ?? []);
  }

  private name({ _route: { kind, takesHeaders, made, existing } }: GatewayRoute): Named {
    const { rollout } = this.props;
    const object = made && objectOfRollout(this, this.freeId(kind), rollout, {
      apiVersion: `gateway.networking.k8s.io/${GATEWAY_KINDS[kind].version}`,
      kind,
      metadata: made.metadata,
      spec: Lazy.any({ produce: () => made.spec(rollout._routedServices, rollout.metadata.namespace) }),
    });
    return { kind, takesHeaders, object, existing };
  }

  /** `HttpRoute`, `HttpRoute2` and so on. */
  private freeId(kind: GatewayRouteKind): string {
    const { field } = GATEWAY_KINDS[kind];
    const id = field[0].toUpperCase() + field.slice(1);
    const others = this.node.children.filter((child) => child.node.id.startsWith(id)).length;
    return others === 0 ? id : `${id}${others + 1}`;
  }

  private toTrafficRouting(): TrafficRouting {
    const { namespace, disableInProgressLabel, inProgressLabelKey, inProgressLabelValue } = this.props;
    return {
      plugins: {
        [ROUTER_PLUGIN.gatewayApi]: {
          ...Object.assign({}, ...Object.values(GatewayRouteKind).map((kind) => this.fieldsOf(kind))),
          namespace,
          disableInProgressLabel,
          inProgressLabelKey,
          inProgressLabelValue,
        },
      },
    };
  }

  /** One route is told by its name alone, which means that it takes routes by header. */
  private fieldsOf(kind: GatewayRouteKind) {
    const { field, takesHeaders: canTake } = GATEWAY_KINDS[kind];
    const routes = this.named.filter((route) => route.kind === kind)
      .map(({ existing, object, takesHeaders }) => ({ name: object?.name ?? existing!._nameOf(kind), takesHeaders }));
    const isShort = routes.length === 1 && (routes[0].takesHeaders || !canTake);
    const [selector] = this.selectorsOf(kind);
    return {
      ...isShort ? { [field]: routes[0].name } : {},
      ...!isShort && routes.length > 0 ? { [`${field}s`]: routes.map(({ name, takesHeaders }) => ({ name, ...takesHeaders && { useHeaderRoutes: true } })) } : {},
      ...selector ? { [`${field}Selector`]: selector } : {},
    };
  }

  private selectorsOf(kind: GatewayRouteKind) {
    return this.props.routes.filter(({ _route }) => _route.kind === kind).flatMap(({ _route }) => _route.selector ?? []);
  }

  private checkProps() {
    const { rollout, routes, namespace } = this.props;
    if (routes.length === 0) {
      throw new Error(`[${this.node.path}] needs a route, got an empty list: the plugin would set no weight, and no step would complete`);
    }
    const twice = Object.values(GatewayRouteKind).find((kind) => this.selectorsOf(kind).length > 1);
    if (twice) {
      throw new Error(`[${this.node.path}] selects ${twice}s twice: the plugin knows one selection of a kind, so give it all conditions`);
    }
    const own = rollout.metadata?.namespace;
    if (namespace !== undefined && own !== undefined && namespace !== own && routes.some(({ _route }) => _route.made)) {
      throw new Error(`[${this.node.path}] makes routes in the namespace "${own}" of its rollout, got namespace "${namespace}": `
        + 'reference a route that is there, or leave the namespace out');
    }
  }
}
