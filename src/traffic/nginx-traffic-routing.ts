import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { TrafficRouting } from '../manifest/types';
import { CanaryRollout } from '../rollout/canary-rollout';
import { IngressReference } from './ingress-reference';
import { createIngress, IngressPath } from './ingress-routes';
import { assertNotBoth, routeTraffic } from './routed-rollout';

/**
 * Options of `NginxTrafficRouting`.
 */
export interface NginxTrafficRoutingProps {
  /**
   * The rollout whose traffic is moved.
   */
  readonly rollout: CanaryRollout;

  /**
   * Name, labels and annotations of the stable Ingress, such as those of cert-manager. Nearly all that ingress-nginx reads hold for both
   * versions; see `canaryIngressAnnotations`.
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
   * Certificates.
   *
   * @default - no TLS
   */
  readonly tls?: kplus.IngressTls[];

  /**
   * The Ingress class. The controller only follows changes of Ingresses whose class is in its `--nginx-ingress-classes`.
   *
   * @default 'nginx'
   */
  readonly className?: string;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * Ingresses that exist already, each with a rule that leads to the stable Service. No Ingress is created then.
   *
   * @default - one Ingress is created
   */
  readonly ingresses?: IngressReference[];

  /**
   * Annotations for the canary Ingress, without their prefix: `canary-by-header` becomes
   * `nginx.ingress.kubernetes.io/canary-by-header`. Whoever can send the header chooses the new version, at any weight.
   *
   * @default - none
   */
  readonly additionalIngressAnnotations?: Record<string, string>;

  /**
   * Annotations for the canary Ingress, as they are. Since Argo Rollouts 1.8.
   *
   * ingress-nginx takes those of the stable Ingress for both versions. Here it reads `load-balance`, `upstream-hash-by`, those about session
   * affinity and those that begin with `canary`, and ignores all others. The controller copies none.
   *
   * @default - none
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
   */
  readonly canaryIngressAnnotations?: Record<string, string>;

  /**
   * The prefix of annotations that this ingress-nginx listens to, without a slash at its end.
   *
   * @default 'nginx.ingress.kubernetes.io'
   */
  readonly annotationPrefix?: string;

  /**
   * The weight that stands for all traffic; more than 100 allows finer steps. Since Argo Rollouts 1.7.
   *
   * @default 100
   */
  readonly maxTrafficWeight?: number;
}

/**
 * Moves a canary's traffic with ingress-nginx. The stable Ingress is created here; the canary Ingress
 * (`<rollout>-<ingress>-canary`) is the controller's, and must not be created by anyone else.
 *
 * The ingress-nginx project is retired since March 2026. It keeps working where it is installed; for something new
 * choose a router that is maintained, such as `IstioTrafficRouting` or a Gateway API implementation.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/nginx/
 * @example
 * new NginxTrafficRouting(chart, 'Traffic', {
 *   rollout: api,
 *   host: 'shop.example',
 *   metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
 *   tls: [{ hosts: ['shop.example'], secret: kplus.Secret.fromSecretName(chart, 'Certificate', 'shop-tls') }],
 * });
 */
@checked
export class NginxTrafficRouting extends Construct {
  /**
   * The stable Ingresses.
   */
  public readonly ingresses: IngressReference[];

  constructor(scope: Construct, id: string, private readonly props: NginxTrafficRoutingProps) {
    super(scope, id);
    assertNotBoth(this, 'ingresses', props, ['host', 'additionalHosts', 'paths', 'tls', 'className', 'metadata', 'servicePort']);
    routeTraffic(this, props.rollout, {
      name: 'nginx',
      maxTrafficWeight: props.maxTrafficWeight,
      toTrafficRouting: () => this.toTrafficRouting(),
      referred: () => this.ingresses.map(({ _referred }) => _referred),
    });
    this.ingresses = props.ingresses ?? [this.createIngress()];
  }

  private toTrafficRouting(): TrafficRouting {
    const { annotationPrefix, additionalIngressAnnotations, canaryIngressAnnotations } = this.props;
    const names = this.ingresses.map(({ name }) => name);
    return {
      nginx: {
        ...names.length === 1 ? { stableIngress: names[0] } : { stableIngresses: names },
        annotationPrefix,
        additionalIngressAnnotations,
        canaryIngressAnnotations,
      },
    };
  }

  private createIngress(): IngressReference {
    const { rollout, className = 'nginx', servicePort } = this.props;
    return IngressReference._of(createIngress(this, rollout, { ...this.props, className }, () => {
      const { name, port } = rollout.stableService;
      return { name, port: { number: servicePort ?? port } };
    }));
  }
}
