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
   * Name, labels and annotations of the Ingress. An annotation here goes before an option that stands for it.
   *
   * @default - named like the rollout
   */
  readonly metadata?: ApiObjectMetadata;

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
   * The paths that lead to the rollout, on every host.
   *
   * @default - `/` and all below
   */
  readonly paths?: IngressPath[];

  /**
   * The Ingress class. The controller notices changes at once of Ingresses whose class is in its `--alb-ingress-classes`.
   *
   * @default 'alb'
   */
  readonly className?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * The Service that the paths of the Ingress name. The load balancer sends it nothing: its name stands for the weights between the Services of
   * the two versions.
   *
   * @default - with ping-pong `<rollout>-root` is created, else it is the stable Service
   */
  readonly rootService?: ServiceReference;

  /**
   * How long a client stays with the version that answered it first, by a cookie. From a second to seven days. While it holds, the share of the
   * canary is one of new clients.
   *
   * @default - each request is sent anew
   */
  readonly stickiness?: Duration;

  /**
   * The prefix of annotations that this AWS Load Balancer Controller listens to, without a slash at its end.
   *
   * @default 'alb.ingress.kubernetes.io'
   */
  readonly annotationPrefix?: string;

  /**
   * Ingresses that exist already, each with a path to the root Service at the port `use-annotation`. No Ingress is created then.
   *
   * @default - one Ingress is created
   */
  readonly ingresses?: IngressReference[];
}

/**
 * Moves a canary's traffic with the AWS Load Balancer Controller: the weights are in an annotation of the Ingress, which Argo Rollouts writes.
 * Header routes work with it, for exact values.
 *
 * For updates that lose no request give the rollout `pingPong: {}`: then no Service changes its pods while it carries traffic.
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
   * The Service that the paths of the Ingress name, unless it is the stable Service.
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
