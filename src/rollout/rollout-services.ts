import * as kplus from 'cdk8s-plus-28';

/**
 * Settings of the Services that a rollout creates for its versions. Their ports are the `servicePorts` of the rollout.
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
   * The type of the Services. Routers that send requests to nodes need `NODE_PORT`, such as an AWS load balancer with targets of type `instance`.
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
   * Annotations, such as those for the health check of a load balancer.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;

  /**
   * The application protocol of the pods, for all ports, such as `http`, `https`, or `kubernetes.io/h2c` for gRPC without TLS. Routers read it.
   *
   * @default - the router decides
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string;
}
