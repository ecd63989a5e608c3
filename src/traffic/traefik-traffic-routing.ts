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
 * How Traefik encrypts a route. `{}` does it with its default certificate.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export interface TraefikTls {
  /**
   * The Secret with the certificate.
   *
   * @default - the default certificate, or one of the resolver
   */
  readonly secret?: kplus.ISecret;

  /**
   * What gets a certificate, by its name in the static configuration.
   *
   * @default - none
   */
  readonly certResolver?: string;

  /**
   * The name of a TLSOption in the rollout's namespace.
   *
   * @default - the one called `default`
   */
  readonly options?: string;
}

/**
 * A cookie by which a client stays with the version that answered it first.
 */
export interface TraefikStickyCookie {
  /**
   * Its name.
   *
   * @default - a short hash
   */
  readonly name?: string;

  /**
   * Sent over HTTPS alone.
   *
   * @default false
   */
  readonly secure?: boolean;

  /**
   * Not to be read by scripts.
   *
   * @default false
   */
  readonly httpOnly?: boolean;

  /**
   * Whether other sites may have it sent: `none`, `lax` or `strict`.
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
   * The group and version of the objects: `traefik.io/v1alpha1`, or `traefik.containo.us/v1alpha1` for a Traefik before 2.10. Argo Rollouts
   * looks for TraefikServices of one group, which `settings.traefikApiVersion` of `ArgoRolloutsInstall` says. Another one is refused.
   *
   * @default 'traefik.io/v1alpha1'
   */
  readonly apiVersion?: string;

  /**
   * The host.
   *
   * @default - any host
   */
  readonly host?: string;

  /**
   * Further hosts.
   *
   * @default - none
   */
  readonly additionalHosts?: string[];

  /**
   * What the paths begin with that lead to the rollout, on every host.
   *
   * @default - all paths
   */
  readonly paths?: string[];

  /**
   * Which requests lead to the rollout, as Traefik says it, instead of hosts and paths. Traefik 2 and 3 write some matchers differently.
   *
   * @default - those for the hosts and paths
   * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
   */
  readonly match?: string;

  /**
   * Which rule goes before another that matches the same request: the higher one.
   *
   * @default - the longer rule
   */
  readonly priority?: number;

  /**
   * The entry points on which Traefik listens for the route, by their names in the static configuration.
   *
   * @default - the default ones
   */
  readonly entryPoints?: string[];

  /**
   * Encrypts the route.
   *
   * @default - no TLS
   */
  readonly tls?: TraefikTls;

  /**
   * The names of Middlewares that change requests and answers, in their order: retries, rate limits, headers. They are in the rollout's namespace.
   *
   * @default - none
   */
  readonly middlewares?: string[];

  /**
   * Creates an IngressRoute that leads to the TraefikService. Without it one of yours has to.
   *
   * @default true
   */
  readonly createIngressRoute?: boolean;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * The protocol that the pods speak: `http`, `https` or `h2c`, which gRPC without TLS needs.
   *
   * @default - `https` for the port 443, `http` for others
   */
  readonly scheme?: string;

  /**
   * The name of a ServersTransport in the rollout's namespace, which has the timeouts and certificates of connections to the pods.
   *
   * @default - Traefik's own
   */
  readonly serversTransport?: string;

  /**
   * Keeps a client with the version that answered it first. The share of the canary is then one of new clients.
   *
   * @default - each request is sent anew
   */
  readonly stickyCookie?: TraefikStickyCookie;

  /**
   * A TraefikService that exists already, whose `weighted.services` lists the stable and the canary Service. Nothing is created then.
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
 * Moves a canary's traffic with the weights of a TraefikService, to which an IngressRoute leads.
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
   * The IngressRoute that leads to it, if one is created.
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
