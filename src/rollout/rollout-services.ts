import * as kplus from 'cdk8s-plus-28';

/**
 * How the Services look that a rollout makes for its versions. Their ports are the rollout's `servicePorts`.
 *
 * @example
 * const web = new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   services: { type: kplus.ServiceType.NODE_PORT, labels: { team: 'checkout' } },
 * });
 * new AlbTrafficRouting(chart, 'Traffic', { rollout: web, host: 'shop.example', targetType: AlbTargetType.INSTANCE });
 */
export interface RolloutServices {
  /**
   * How they are reached. Routers that send requests to nodes need `NODE_PORT`, such as an AWS load balancer with targets of type `instance`.
   *
   * @default kplus.ServiceType.CLUSTER_IP
   */
  readonly type?: kplus.ServiceType;

  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;

  /**
   * Annotations, such as those of a load balancer's health check.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;

  /**
   * The protocol that the pods speak at all ports, as routers know it: `kubernetes.io/h2c` for gRPC without TLS, `http`, `https`.
   *
   * @default - the router decides
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string;
}
