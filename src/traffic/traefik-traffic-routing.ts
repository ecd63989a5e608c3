import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { refersWithinNamespace } from '../synth/same-namespace';
import { hostsOf } from './ingress-routes';
import { ObjectReference } from './object-reference';
import { assertNotBoth, routeTraffic } from './routed-rollout';

const API_VERSIONS = ['traefik.io/v1alpha1', 'traefik.containo.us/v1alpha1'];

/**
 * TLS options of a route. `{}` uses Traefik's default certificate.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export interface TraefikTls {
  /**
   * The Secret with the certificate.
   *
   * @default - the default certificate, or a certificate of `certResolver`
   */
  readonly secret?: kplus.ISecret;

  /**
   * The name of a certificate resolver in Traefik's static configuration. It gets the certificate automatically.
   *
   * @default - none
   */
  readonly certResolver?: string;

  /**
   * The name of a TLSOption in the rollout's namespace.
   *
   * @default - the TLSOption with the name `default`
   */
  readonly options?: string;
}

/**
 * A cookie that keeps a client with the version of its first answer.
 */
export interface TraefikStickyCookie {
  /**
   * The name of the cookie.
   *
   * @default - a short hash
   */
  readonly name?: string;

  /**
   * Send the cookie only over HTTPS.
   *
   * @default false
   */
  readonly secure?: boolean;

  /**
   * Do not let scripts read the cookie.
   *
   * @default false
   */
  readonly httpOnly?: boolean;

  /**
   * Whether requests from other sites include the cookie: `none`, `lax` or `strict`.
   *
   * @default - the browser decides
   */
  readonly sameSite?: string;
}

/**
 * Options of `TraefikTrafficRouting`.
 */
export interface TraefikTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the TraefikService and the IngressRoute.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version of the objects: `traefik.io/v1alpha1`, or `traefik.containo.us/v1alpha1` for Traefik before 2.10. Other values are refused. Argo
   * Rollouts supports one of them at a time, see `settings.traefikApiVersion` of `ArgoRolloutsInstall`.
   *
   * @default 'traefik.io/v1alpha1'
   */
  readonly apiVersion?: string;

  /**
   * The host name.
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
   * The prefixes of the paths that lead to the rollout, for every host.
   *
   * @default - all paths
   */
  readonly paths?: string[];

  /**
   * A rule in Traefik's own syntax for the requests that lead to the rollout, instead of hosts and paths. Some matchers are different in Traefik 2
   * and 3.
   *
   * @default - a rule for the hosts and paths
   * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
   */
  readonly match?: string;

  /**
   * The priority of the rule. If several rules match the same request, the one with the highest number is used.
   *
   * @default - the longest rule is used
   */
  readonly priority?: number;

  /**
   * The names of the entry points for the route, from Traefik's static configuration.
   *
   * @default - the default ones
   */
  readonly entryPoints?: string[];

  /**
   * Use TLS for the route.
   *
   * @default - no TLS
   */
  readonly tls?: TraefikTls;

  /**
   * The names of Middlewares in the rollout's namespace, in the order in which they are used. They change requests and answers, for example retries,
   * rate limits and headers.
   *
   * @default - none
   */
  readonly middlewares?: string[];

  /**
   * Create an IngressRoute that leads to the TraefikService. With `false` you need an IngressRoute of your own.
   *
   * @default true
   */
  readonly createIngressRoute?: boolean;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * The protocol of the pods: `http`, `https` or `h2c`. Use `h2c` for gRPC without TLS.
   *
   * @default - `https` for the port 443, `http` for others
   */
  readonly scheme?: string;

  /**
   * The name of a ServersTransport in the rollout's namespace. It has the timeouts and certificates for connections to the pods.
   *
   * @default - the default of Traefik
   */
  readonly serversTransport?: string;

  /**
   * Keep a client with the version of its first answer. With it, the weight of the canary is a share of new clients.
   *
   * @default - each request is routed independently
   */
  readonly stickyCookie?: TraefikStickyCookie;

  /**
   * An existing TraefikService. Its `weighted.services` must list the stable and the canary Service. With this option nothing is created.
   *
   * @default - a TraefikService and an IngressRoute are created
   */
  readonly traefikService?: ObjectReference;
}

const DESCRIBED: readonly (keyof TraefikTrafficRoutingProps)[] = [
  'metadata', 'apiVersion', 'host', 'additionalHosts', 'paths', 'match', 'priority', 'entryPoints', 'tls', 'middlewares', 'createIngressRoute',
  'servicePort', 'scheme', 'serversTransport', 'stickyCookie',
];

/**
 * Moves a canary's traffic with the weights of a TraefikService. An IngressRoute leads to this TraefikService.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/traefik/
 * @example
 * new TraefikTrafficRouting(chart, 'Traffic', { rollout: api, host: 'shop.example', entryPoints: ['websecure'], tls: {} });
 */
@checked
export class TraefikTrafficRouting extends Construct {
  /**
   * The TraefikService with the weights.
   */
  public readonly traefikService: ObjectReference;

  /**
   * The IngressRoute that leads to the TraefikService, if one is created.
   */
  public readonly ingressRoute?: ApiObject;

  constructor(scope: Construct, id: string, private readonly props: TraefikTrafficRoutingProps) {
    super(scope, id);
    const { rollout, apiVersion = API_VERSIONS[0], createIngressRoute = true } = props;
    assertNotBoth(this, 'traefikService', props, DESCRIBED);
    this.assertApiVersion(apiVersion);
    routeTraffic(this, rollout, {
      name: 'traefik',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => [this.traefikService._referredOf('TraefikService')],
    });
    this.traefikService = props.traefikService ?? ObjectReference.of(this.createTraefikService(apiVersion));
    this.ingressRoute = props.traefikService || !createIngressRoute ? undefined : this.createIngressRoute(apiVersion);
  }

  private toTrafficRouting(): TrafficRouting {
    return { traefik: { weightedTraefikServiceName: this.traefikService._nameOf('TraefikService') } };
  }

  private createTraefikService(apiVersion: string): ApiObject {
    const { rollout, metadata, stickyCookie } = this.props;
    const { stable, canary } = rollout._routedServices;
    return objectOfRollout(this, 'TraefikService', rollout, {
      apiVersion,
      kind: 'TraefikService',
      metadata,
      spec: Lazy.any({
        produce: () => ({
          weighted: {
            services: [this.weighted(stable, 100), this.weighted(canary, 0)],
            sticky: stickyCookie && { cookie: stickyCookie },
          },
        }),
      }),
    });
  }

  private weighted({ name, port }: ServiceReference, weight: number) {
    const { servicePort, scheme, serversTransport } = this.props;
    return { name, port: servicePort ?? port, scheme, serversTransport, weight };
  }

  private createIngressRoute(apiVersion: string): ApiObject {
    const { rollout, metadata, entryPoints, priority, middlewares, tls } = this.props;
    const route = objectOfRollout(this, 'IngressRoute', rollout, {
      apiVersion,
      kind: 'IngressRoute',
      metadata,
      spec: Lazy.any({
        produce: () => ({
          entryPoints,
          routes: [{
            kind: 'Rule',
            match: this.match(),
            priority,
            middlewares: middlewares?.map((name) => ({ name })),
            services: [{ kind: 'TraefikService', name: this.traefikService._nameOf('TraefikService') }],
          }],
          tls: tls && { secretName: tls.secret?.name, certResolver: tls.certResolver, options: tls.options && { name: tls.options } },
        }),
      }),
    });
    refersWithinNamespace(route, () => [tls?.secret]);
    return route;
  }

  private match(): string {
    const { match, host, additionalHosts, paths = [] } = this.props;
    const hosts = hostsOf(host, additionalHosts).map((name) => `Host(\`${name}\`)`);
    const prefixes = paths.map((path) => `PathPrefix(\`${path}\`)`);
    const all = [hosts, prefixes].filter((any) => any.length > 0).map((any) => any.length > 1 ? `(${any.join(' || ')})` : any[0]);
    return match ?? (all.join(' && ') || 'PathPrefix(`/`)');
  }

  private assertApiVersion(apiVersion: string) {
    if (!API_VERSIONS.includes(apiVersion)) {
      throw new Error(`[${this.node.path}] needs an "apiVersion" that Traefik has, got "${apiVersion}", allowed are: ${API_VERSIONS.join(', ')}`);
    }
    if (this.props.match !== undefined) {
      assertNotBoth(this, 'match', this.props, ['host', 'additionalHosts', 'paths']);
    }
  }
}
