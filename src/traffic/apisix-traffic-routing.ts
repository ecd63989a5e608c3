import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { goDuration } from '../synth/go-duration';
import { hostsOf } from './ingress-routes';
import { ObjectReference } from './object-reference';
import { assertNotBoth, routeTraffic } from './routed-rollout';

/**
 * How long APISIX waits for the pods. The default of each is 60 seconds.
 */
export interface ApisixTimeouts {
  /**
   * The timeout to connect.
   *
   * @default Duration.minutes(1)
   */
  readonly connect?: Duration;

  /**
   * The timeout between two writes of a request.
   *
   * @default Duration.minutes(1)
   */
  readonly send?: Duration;

  /**
   * The timeout between two reads of an answer.
   *
   * @default Duration.minutes(1)
   */
  readonly read?: Duration;
}

/**
 * Options of `ApisixTrafficRouting`.
 */
export interface ApisixTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the ApisixRoute.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The host name, such as `shop.example` or `*.shop.example`.
   *
   * @default - any host
   */
  readonly host?: string;

  /**
   * More host names.
   *
   * @default - none
   */
  readonly additionalHosts?: string[];

  /**
   * The paths that lead to the rollout, for every host. A path that ends with `*` is a prefix.
   *
   * @default ['/*']
   */
  readonly paths?: string[];

  /**
   * The HTTP methods of requests that lead to the rollout.
   *
   * @default - all
   */
  readonly methods?: string[];

  /**
   * The priority of the rule. If several rules match the same path, the one with the highest number is used. A header route has this number plus one.
   *
   * @default 0
   */
  readonly priority?: number;

  /**
   * How long APISIX waits for the pods.
   *
   * @default - a minute each
   */
  readonly timeouts?: ApisixTimeouts;

  /**
   * Whether websockets are allowed.
   *
   * @default false
   */
  readonly websocket?: boolean;

  /**
   * The name of an ApisixPluginConfig in the rollout's namespace. It can have APISIX plugins that change or check requests.
   *
   * @default - none
   */
  readonly pluginConfig?: string;

  /**
   * The class of the ingress controller for this route. Needs APISIX ingress controller 1.7.
   *
   * @default - the default class
   */
  readonly className?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * An existing ApisixRoute. Its rules must have both Services as backends. With this option none is created.
   *
   * @default - one is created
   */
  readonly route?: ObjectReference;

  /**
   * The names of the rules in `route` whose weights are changed.
   *
   * @default - the rule with the name of the route
   */
  readonly rules?: string[];
}

const DESCRIBED: readonly (keyof ApisixTrafficRoutingProps)[] = [
  'metadata', 'host', 'additionalHosts', 'paths', 'methods', 'priority', 'timeouts', 'websocket', 'pluginConfig', 'className', 'servicePort',
];

/**
 * Moves a canary's traffic with the weights of an ApisixRoute. Header routes are supported. For each of them the controller creates another
 * ApisixRoute with the name of the header route. For this it needs `InstallPermission.APISIX`, because the official release does not have this
 * permission.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/apisix/
 * @example
 * new ApisixTrafficRouting(chart, 'Traffic', { rollout: api, host: 'shop.example' });
 */
@checked
export class ApisixTrafficRouting extends Construct {
  /**
   * The ApisixRoute.
   */
  public readonly route: ObjectReference;

  constructor(scope: Construct, id: string, private readonly props: ApisixTrafficRoutingProps) {
    super(scope, id);
    assertNotBoth(this, 'route', props, DESCRIBED);
    routeTraffic(this, props.rollout, {
      name: 'apisix',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => [this.route._referredOf('ApisixRoute')],
    });
    if (props.rules && !props.route) {
      throw new Error(`[${this.node.path}] got "rules" of a route that is created here, and that has one rule: leave them out, or reference a "route"`);
    }
    this.route = props.route ?? ObjectReference.of(this.createRoute());
  }

  private toTrafficRouting(): TrafficRouting {
    return { apisix: { route: { name: this.route._nameOf('ApisixRoute'), rules: this.props.rules } } };
  }

  private createRoute(): ApiObject {
    const { rollout, metadata, className, host, additionalHosts, paths = ['/*'], methods, priority, timeouts, websocket, pluginConfig } = this.props;
    const { stable, canary } = rollout._routedServices;
    const hosts = hostsOf(host, additionalHosts);
    return objectOfRollout(this, 'ApisixRoute', rollout, {
      apiVersion: 'apisix.apache.org/v2',
      kind: 'ApisixRoute',
      metadata,
      spec: Lazy.any({
        produce: () => ({
          ingressClassName: className,
          http: [{
            name: metadata?.name ?? rollout.name,
            priority,
            match: { hosts: hosts.length > 0 ? hosts : undefined, paths, methods },
            backends: [this.backend(stable, 100), this.backend(canary, 0)],
            timeout: timeouts && { connect: goDuration(timeouts.connect), send: goDuration(timeouts.send), read: goDuration(timeouts.read) },
            websocket,
            plugin_config_name: pluginConfig,
          }],
        }),
      }),
    });
  }

  private backend({ name, port }: ServiceReference, weight: number) {
    return { serviceName: name, servicePort: this.props.servicePort ?? port, weight };
  }
}
