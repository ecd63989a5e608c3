import { ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { ServiceReference } from '../rollout/service-reference';
import { ALB_INGRESS_OPTIONS, albAnnotations, AlbIngressOptions } from './alb-ingress';
import { IngressReference } from './ingress-reference';
import { createIngress, IngressPath } from './ingress-routes';
import { assertNotBoth, routeTraffic } from './routed-rollout';

/**
 * Options of `AlbTrafficRouting`.
 */
export interface AlbTrafficRoutingProps extends AlbIngressOptions {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the Ingress. An annotation here overrides the option that would set it.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

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
   * The paths that lead to the rollout, for every host.
   *
   * @default - `/` and all paths below it
   */
  readonly paths?: IngressPath[];

  /**
   * The Ingress class. The controller notices changes immediately only for Ingresses whose class is in its option `--alb-ingress-classes`.
   *
   * @default 'alb'
   */
  readonly className?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * The Service in the paths of the Ingress. The load balancer sends no requests to it: its name refers to the annotation with the weights of the two
   * versions' Services.
   *
   * @default - with ping-pong `<rollout>-root` is created; otherwise the stable Service
   */
  readonly rootService?: ServiceReference;

  /**
   * How long a client stays with the version of its first answer. The load balancer uses a cookie. From one second to seven days. With it, the weight
   * of the canary is a share of new clients.
   *
   * @default - each request is routed independently
   */
  readonly stickiness?: Duration;

  /**
   * The prefix of the annotations that this AWS Load Balancer Controller reads, without a slash at the end.
   *
   * @default 'alb.ingress.kubernetes.io'
   */
  readonly annotationPrefix?: string;

  /**
   * Existing Ingresses. Each must have a path to the root Service with the port `use-annotation`. With this option no Ingress is created.
   *
   * @default - one Ingress is created
   */
  readonly ingresses?: IngressReference[];
}

/**
 * Moves a canary's traffic with the AWS Load Balancer Controller. Argo Rollouts writes the weights into an annotation of the Ingress. Header routes
 * are supported, for exact values.
 *
 * To lose no requests during updates, set `pingPong: {}` in the rollout. Then no Service changes its pods while it has traffic.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/
 * @example
 * new AlbTrafficRouting(chart, 'Traffic', { rollout: api, host: 'shop.example', scheme: AlbScheme.INTERNET_FACING });
 */
@checked
export class AlbTrafficRouting extends Construct {
  /**
   * The Ingresses.
   */
  public readonly ingresses: IngressReference[];

  /**
   * The Service in the paths of the Ingress, if it is not the stable Service.
   */
  public readonly rootService?: ServiceReference;

  constructor(scope: Construct, id: string, private readonly props: AlbTrafficRoutingProps) {
    super(scope, id);
    const { rollout } = props;
    assertNotBoth(this, 'ingresses', props, [...ALB_INGRESS_OPTIONS, 'host', 'additionalHosts', 'paths', 'className', 'metadata']);
    routeTraffic(this, rollout, {
      name: 'alb',
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => [...this.ingresses, ...this.rootService ? [this.rootService] : []].map(({ _referred }) => _referred),
    });
    this.rootService = props.rootService ?? (rollout._takesTurns ? rollout._rootService(this) : undefined);
    this.ingresses = props.ingresses ?? [this.createIngress()];
  }

  private toTrafficRouting(): TrafficRouting {
    const { rollout, servicePort, stickiness, annotationPrefix } = this.props;
    const names = this.ingresses.map(({ name }) => name);
    return {
      alb: {
        ...names.length === 1 ? { ingress: names[0] } : { ingresses: names },
        rootService: this.rootService?.name,
        servicePort: servicePort ?? rollout._routedServices.stable.port,
        stickinessConfig: stickiness && { enabled: true, durationSeconds: stickiness.toSeconds() },
        annotationPrefix,
      },
    };
  }

  private createIngress(): IngressReference {
    const { rollout, metadata, className = 'alb', annotationPrefix = 'alb.ingress.kubernetes.io' } = this.props;
    const annotations = { ...albAnnotations(annotationPrefix, this.props), ...metadata?.annotations };
    return IngressReference._of(createIngress(this, rollout, { ...this.props, className, metadata: { ...metadata, annotations } }, () => ({
      name: (this.rootService ?? rollout.stableService).name,
      port: { name: 'use-annotation' },
    })));
  }
}
