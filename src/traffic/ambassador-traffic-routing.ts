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
 * When Ambassador asks again after a failure.
 */
export interface AmbassadorRetryPolicy {
  /**
   * After which failures: `5xx`, `gateway-error`, `connect-failure`, `retriable-4xx`, `refused-stream` or `retriable-status-codes`.
   */
  readonly retryOn: string;

  /**
   * How often.
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
   * Name, labels and annotations of the Mappings. Further ones have a number at the end of their names.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The group and version of the Mappings: `getambassador.io/v3alpha1`, or `getambassador.io/v2` for a release before 2.0. Another one is refused.
   *
   * @default 'getambassador.io/v3alpha1'
   */
  readonly apiVersion?: string;

  /**
   * The host, such as `shop.example` or `*.shop.example`.
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
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * What takes the place of the beginning of a path before the request is sent on. An empty text leaves the path as it is.
   *
   * @default '/'
   */
  readonly rewrite?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * Whether the pods speak gRPC.
   *
   * @default false
   */
  readonly grpc?: boolean;

  /**
   * The name of the resolver that finds the pods. With one for endpoints requests go to the pods, otherwise through the Service.
   *
   * @default - the one for Services
   */
  readonly resolver?: string;

  /**
   * How long a request may take.
   *
   * @default - three seconds, unless the Module says otherwise
   */
  readonly timeout?: Duration;

  /**
   * How long a connection of a client may be idle.
   *
   * @default - five minutes, unless the Module says otherwise
   */
  readonly idleTimeout?: Duration;

  /**
   * How long it may take to connect to a pod.
   *
   * @default - three seconds, unless the Module says otherwise
   */
  readonly connectTimeout?: Duration;

  /**
   * When it asks again after a failure.
   *
   * @default - never
   */
  readonly retryPolicy?: AmbassadorRetryPolicy;

  /**
   * The Ambassadors that the Mappings are for.
   *
   * @default - the one called `default`
   */
  readonly ambassadorIds?: string[];

  /**
   * Mappings that exist already, each to the stable Service and without a weight. None is created then.
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
 * Moves a canary's traffic with Ambassador, which is called Emissary-ingress now. The Mapping to the stable Service is created here; the one to the
 * canary Service (`<mapping>-canary`) is the controller's, for the time of an update, and must not be created by anyone else.
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
