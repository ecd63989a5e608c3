import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { heldObject, nameOf, written } from '../synth/held-object';
import { Referred } from '../synth/same-namespace';

/**
 * Options of `ServiceReference.fromName`: what is known about a Service outside of the app.
 */
export interface ServiceFromNameOptions {
  /**
   * The ports of the Service. Routes and analyses use the first port unless they name another one.
   *
   * @default - port 80, or the named ports
   */
  readonly ports?: number[];

  /**
   * The ports that have a name, by name: `{ http: 80 }`. They are added to `ports`, after the ports without a name.
   *
   * @default - no port has a name
   */
  readonly namedPorts?: Record<string, number>;

  /**
   * The namespace of the Service. It must be the namespace of the rollout, because the controller looks for the Service there.
   *
   * @default - the rollout's namespace
   */
  readonly namespace?: string;
}

/** A port of a Service. */
export interface PortOfService {
  readonly name?: string;
  readonly port: number;
}

/**
 * A Service that already exists, in this app or outside of it. The Argo Rollouts controller adds the pod-template hash to its selector. So the
 * Service must be in the namespace of the rollout, and only one rollout may use it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 * @example
 * new BlueGreenRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   activeService: ServiceReference.fromName('web', { ports: [80] }),
 *   previewService: ServiceReference.fromName('web-preview', { ports: [80] }),
 * });
 */
@checked
export class ServiceReference {
  /**
   * A Service of this app. This can be any construct that is or contains a Service, made with any library: a `kplus.Service` of any version, a raw
   * `ApiObject`, a `cdk8s.Include`. Name, namespace and ports are read when they are needed, so later changes are included. It is an error if the
   * construct contains no Service, or several.
   *
   * @example
   * const preview = new kplus.Service(chart, 'Preview', { metadata: { name: 'web-preview' }, ports: [{ port: 80, targetPort: 8080 }] });
   * const web = new BlueGreenRollout(chart, 'Web', {
   *   metadata: { name: 'web' },
   *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
   *   previewService: ServiceReference.of(preview),
   * });
   * preview.select(web);
   */
  public static of(service: IConstruct): ServiceReference {
    const object = heldObject(service, ['Service']);
    const ports = (): PortOfService[] => written(object).spec?.ports ?? [];
    return new ServiceReference(() => nameOf(object), ports, () => written(object).metadata?.namespace, object);
  }

  /**
   * A Service that is not in this app.
   *
   * @param name the name of the Service
   */
  public static fromName(name: string, options: ServiceFromNameOptions = {}): ServiceReference {
    const { namedPorts, namespace } = options;
    const ports = [
      ...(options.ports ?? (namedPorts ? [] : [80])).map((port) => ({ port })),
      ...Object.entries(namedPorts ?? {}).map(([portName, port]) => ({ name: portName, port })),
    ];
    return new ServiceReference(() => name, () => ports, () => namespace, namespace ? { kind: 'Service', name, namespace } : undefined);
  }

  /**
   * A Service made by this library.
   *
   * @internal
   */
  public static _of(object: ApiObject, ports: () => readonly PortOfService[]): ServiceReference {
    return new ServiceReference(() => object.name, ports, () => object.metadata.namespace, object);
  }

  private constructor(
    private readonly named: () => string,
    private readonly portsOf: () => readonly PortOfService[],
    private readonly namespaceOf: () => string | undefined,
    /**
     * What it refers to, where that is known.
     *
     * @internal
     */
    public readonly _referred?: Referred,
  ) {}

  /**
   * The name of the Service.
   */
  public get name(): string {
    return this.named();
  }

  /**
   * The namespace of the Service, if it is known.
   */
  public get namespace(): string | undefined {
    return this.namespaceOf();
  }

  /**
   * The ports of the Service.
   */
  public get ports(): number[] {
    return this.portsOf().map(({ port }) => port);
  }

  /**
   * The default port for routes and analyses: the first one.
   */
  public get port(): number {
    const [first] = this.ports;
    if (first === undefined) {
      throw new Error(`service "${this.name}" has no port: give the containers a port, or the rollout "servicePorts"`);
    }
    return first;
  }

  /**
   * The number of the port that has a name.
   *
   * @internal
   */
  public _portNamed(name: string): number {
    const ports = this.portsOf();
    const found = ports.find((port) => port.name === name);
    if (!found) {
      const there = ports.map((port) => port.name === undefined ? `${port.port} without a name` : `"${port.name}"`).join(', ') || 'none';
      throw new Error(`service "${this.name}" has no port named "${name}": there is ${there}`);
    }
    return found.port;
  }

  /**
   * The Service as the backend of a path in a `kplus.Ingress`.
   *
   * @param port the port of the Service, by default its first
   */
  public toIngressBackend(port: number = this.port): kplus.IngressBackend {
    // a backend asks nothing else of a Service, and cdk8s-plus has no other way to make one
    return kplus.IngressBackend.fromService({ name: this.name, ports: [{ port }] } as kplus.Service);
  }
}
