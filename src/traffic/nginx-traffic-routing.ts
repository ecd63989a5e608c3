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
   * Name, labels and annotations of the stable Ingress, such as those for cert-manager. Nearly all annotations that ingress-nginx reads here apply to
   * both versions; see `canaryIngressAnnotations`.
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
   * The TLS certificates.
   *
   * @default - no TLS
   */
  readonly tls?: kplus.IngressTls[];

  /**
   * The Ingress class. The controller only notices changes of Ingresses whose class is in its option `--nginx-ingress-classes`.
   *
   * @default 'nginx'
   */
  readonly className?: string;

  /**
   * The port of the Services that receives the requests.
   *
   * @default - the first port of the stable Service
   */
  readonly servicePort?: number;

  /**
   * Existing Ingresses. Each must have a rule that leads to the stable Service. With this option no Ingress is created.
   *
   * @default - one Ingress is created
   */
  readonly ingresses?: IngressReference[];

  /**
   * Annotations of the canary Ingress, without their prefix: `canary-by-header` becomes `nginx.ingress.kubernetes.io/canary-by-header`. With this
   * example, anyone who sends the header gets the new version, at any weight.
   *
   * @default - none
   */
  readonly additionalIngressAnnotations?: Record<string, string>;

  /**
   * Annotations of the canary Ingress, with their full names. Needs Argo Rollouts 1.8.
   *
   * ingress-nginx uses the annotations of the stable Ingress for both versions. From the canary Ingress it reads only `load-balance`,
   * `upstream-hash-by`, those about session affinity, and those that start with `canary`. It ignores all others. The controller does not copy
   * annotations from the stable Ingress.
   *
   * @default - none
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
   */
  readonly canaryIngressAnnotations?: Record<string, string>;

  /**
   * The prefix of the annotations that this ingress-nginx reads, without a slash at the end.
   *
   * @default 'nginx.ingress.kubernetes.io'
   */
  readonly annotationPrefix?: string;

  /**
   * The weight that means all traffic. With more than 100, weights can have finer steps. Needs Argo Rollouts 1.7.
   *
   * @default 100
   */
  readonly maxTrafficWeight?: number;
}

/**
 * Moves a canary's traffic with ingress-nginx. This construct creates the stable Ingress. The controller creates the canary Ingress
 * (`<rollout>-<ingress>-canary`); nobody else may create it.
 *
 * The ingress-nginx project has been retired since March 2026. It still works where it is installed. For new clusters choose a router that is
 * maintained, such as Istio or a Gateway API implementation.
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
