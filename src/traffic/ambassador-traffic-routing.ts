import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { hostsOf } from './ingress-routes';
import { ObjectReference } from './object-reference';
import { assertNotBoth, routeTraffic } from './routed-rollout';

const V2 = 'getambassador.io/v2';
const API_VERSIONS = ['getambassador.io/v3alpha1', V2];

/**
 * When Ambassador retries a failed request.
 */
export interface AmbassadorRetryPolicy {
  /**
   * The kind of failures that are retried: `5xx`, `gateway-error`, `connect-failure`, `retriable-4xx`, `refused-stream` or `retriable-status-codes`.
   */
  readonly retryOn: string;

  /**
   * The number of retries.
   *
   * @default 1
   */
  readonly numRetries?: number;

  /**
   * How long each attempt may take.
   *
   * @default - as long as the whole request
   */
  readonly perTryTimeout?: Duration;
}

/**
 * Options of `AmbassadorTrafficRouting`.
 */
export interface AmbassadorTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the Mappings. If there are several, the names of the others get a number at the end.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version of the Mappings: `getambassador.io/v3alpha1`, or `getambassador.io/v2` for a release before 2.0. Other values are refused.
   *
   * @default 'getambassador.io/v3alpha1'
   */
  readonly apiVersion?: string;

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
   * The prefixes of the paths that lead to the rollout, for every host.
   *
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * The text that replaces the prefix before the request is sent to the pods. With an empty text the path does not change.
   *
   * @default '/'
   */
  readonly rewrite?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * Whether the pods use gRPC.
   *
   * @default false
   */
  readonly grpc?: boolean;

  /**
   * The name of the resolver that finds the pods. With an endpoint resolver requests go directly to the pods, otherwise through the Service.
   *
   * @default - the resolver for Services
   */
  readonly resolver?: string;

  /**
   * How long a request may take.
   *
   * @default - three seconds, unless the Module sets another time
   */
  readonly timeout?: Duration;

  /**
   * How long a connection of a client may be idle.
   *
   * @default - five minutes, unless the Module sets another time
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a connection to a pod may take.
   *
   * @default - three seconds, unless the Module sets another time
   */
  readonly connectTimeout?: Duration;

  /**
   * When a failed request is retried.
   *
   * @default - never
   */
  readonly retryPolicy?: AmbassadorRetryPolicy;

  /**
   * The ids of the Ambassador installations that use the Mappings.
   *
   * @default - the installation with the id `default`
   */
  readonly ambassadorIds?: string[];

  /**
   * Existing Mappings. Each must lead to the stable Service and have no weight. With this option none is created.
   *
   * @default - one is created for each path of each host
   */
  readonly mappings?: ObjectReference[];
}

const DESCRIBED: readonly (keyof AmbassadorTrafficRoutingProps)[] = [
  'metadata', 'apiVersion', 'host', 'additionalHosts', 'paths', 'rewrite', 'servicePort', 'grpc', 'resolver', 'timeout', 'idleTimeout',
  'connectTimeout', 'retryPolicy', 'ambassadorIds',
];

/**
 * Moves a canary's traffic with Ambassador, which is now named Emissary-ingress. This construct creates the Mapping to the stable Service. During an
 * update the controller creates the Mapping to the canary Service (`<mapping>-canary`); nobody else may create it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/ambassador/
 * @example
 * new AmbassadorTrafficRouting(chart, 'Traffic', { rollout: api, host: 'shop.example', timeout: Duration.seconds(10) });
 */
@checked
export class AmbassadorTrafficRouting extends Construct {
  /**
   * The Mappings to the stable Service.
   */
  public readonly mappings: ObjectReference[];

  constructor(scope: Construct, id: string, private readonly props: AmbassadorTrafficRoutingProps) {
    super(scope, id);
    assertNotBoth(this, 'mappings', props, DESCRIBED);
    routeTraffic(this, props.rollout, {
      name: 'ambassador',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => this.mappings.map((mapping) => mapping._referredOf('Mapping')),
    });
    this.mappings = props.mappings ?? this.createMappings();
  }

  private toTrafficRouting(): TrafficRouting {
    return { ambassador: { mappings: this.mappings.map((mapping) => mapping._nameOf('Mapping')) } };
  }

  private createMappings(): ObjectReference[] {
    const { rollout, metadata, host, additionalHosts, paths = ['/'], apiVersion = API_VERSIONS[0] } = this.props;
    if (!API_VERSIONS.includes(apiVersion)) {
      throw new Error(`[${this.node.path}] needs an "apiVersion" that Ambassador has, got "${apiVersion}", allowed are: ${API_VERSIONS.join(', ')}`);
    }
    const hosts = hostsOf(host, additionalHosts);
    const places = (hosts.length > 0 ? hosts : ['*']).flatMap((hostname) => paths.map((prefix) => ({ hostname, prefix })));
    return places.map(({ hostname, prefix }, index) => {
      const end = index === 0 ? '' : `-${index + 1}`;
      const place = apiVersion === V2 ? { host: hostname === '*' ? undefined : hostname, prefix } : { hostname, prefix };
      return ObjectReference.of(this.createMapping(`Mapping${end}`, { ...metadata, name: `${metadata?.name ?? rollout.name}${end}` }, apiVersion, place));
    });
  }

  private createMapping(id: string, metadata: ApiObjectMetadata, apiVersion: string, place: Record<string, unknown>): ApiObject {
    const { rollout, rewrite, servicePort, grpc, resolver, timeout, idleTimeout, connectTimeout, retryPolicy, ambassadorIds } = this.props;
    return objectOfRollout(this, id, rollout, {
      apiVersion,
      kind: 'Mapping',
      metadata,
      spec: Lazy.any({
        produce: () => ({
          ...place,
          rewrite,
          service: `${rollout.stableService.name}:${servicePort ?? rollout.stableService.port}`,
          grpc,
          resolver,
          timeout_ms: timeout?.toMilliseconds(),
          idle_timeout_ms: idleTimeout?.toMilliseconds(),
          connect_timeout_ms: connectTimeout?.toMilliseconds(),
          retry_policy: retryPolicy && {
            retry_on: retryPolicy.retryOn,
            num_retries: retryPolicy.numRetries,
            per_try_timeout: retryPolicy.perTryTimeout && `${retryPolicy.perTryTimeout.toMilliseconds() / 1000}s`,
          },
          ambassador_id: ambassadorIds,
        }),
      }),
    });
  }
}
