import { ApiObject } from 'cdk8s';
import { IstioVirtualService } from '../manifest/types';
import { Referred } from '../synth/same-namespace';

/**
 * A route of a VirtualService by what it matches, for TLS that is passed through.
 */
export interface TlsRoute {
  /**
   * The port that it matches.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * The server names that it matches, all of them.
   *
   * @default - any
   */
  readonly sniHosts?: string[];
}

/**
 * A route of a VirtualService by what it matches, for TCP.
 */
export interface TcpRoute {
  /**
   * The port that it matches.
   *
   * @default - any
   */
  readonly port?: number;
}

/**
 * What a VirtualService outside the app has to tell about itself.
 */
export interface VirtualServiceFromNameOptions {
  /**
   * The names of the HTTP routes that lead to the stable and the canary Service.
   *
   * @default - its only one
   */
  readonly routes?: string[];

  /**
   * The TLS routes that lead to the stable and the canary Service.
   *
   * @default - its only one
   */
  readonly tlsRoutes?: TlsRoute[];

  /**
   * The TCP routes that lead to the stable and the canary Service.
   *
   * @default - its only one
   */
  readonly tcpRoutes?: TcpRoute[];

  /**
   * The namespace of the VirtualService.
   *
   * @default - the rollout's
   */
  readonly namespace?: string;
}

/**
 * An Istio VirtualService that already exists. Each of its routes for the rollout must name the stable and the canary
 * Service as destinations.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class VirtualServiceReference {
  /**
   * A VirtualService by its name.
   *
   * @param name the name of the VirtualService
   */
  public static fromName(name: string, options: VirtualServiceFromNameOptions = {}): VirtualServiceReference {
    const { routes, tlsRoutes, tcpRoutes, namespace } = options;
    return new VirtualServiceReference({ name: namespace ? `${name}.${namespace}` : name, routes, tlsRoutes, tcpRoutes });
  }

  /**
   * A VirtualService made by this library.
   *
   * @internal
   */
  public static _of(object: ApiObject, route: string): VirtualServiceReference {
    return new VirtualServiceReference({ name: object.name, routes: [route] }, object);
  }

  private constructor(
    private readonly reference: IstioVirtualService,
    /**
     * The VirtualService, where it is of this app.
     *
     * @internal
     */
    public readonly _referred?: Referred,
  ) {}

  /**
   * @internal
   */
  public _toKube(): IstioVirtualService {
    return this.reference;
  }
}
