import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { refersWithinNamespace } from '../synth/same-namespace';


/**
 * A path of an Ingress.
 */
export interface IngressPath {
  /**
   * The path.
   */
  readonly path: string;

  /**
   * How the path of a request is compared with it.
   *
   * @default kplus.HttpIngressPathType.PREFIX
   */
  readonly pathType?: kplus.HttpIngressPathType;
}

/** The Ingress of a rollout, where one is made. */
export interface IngressRoutes {
  readonly metadata?: ApiObjectMetadata;
  readonly className: string;
  readonly host?: string;
  readonly additionalHosts?: string[];
  readonly paths?: IngressPath[];
  readonly tls?: kplus.IngressTls[];
}

/** The Service behind each path. */
export interface IngressService {
  readonly name: string;
  readonly port: { readonly number?: number; readonly name?: string };
}

/** All hosts and paths lead to the one Service. */
export function createIngress(scope: Construct, rollout: CanaryRollout, routes: IngressRoutes, service: () => IngressService): ApiObject {
  const { metadata, className, tls } = routes;
  const ingress = objectOfRollout(scope, 'Ingress', rollout, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: Lazy.any({
      produce: () => ({
        ingressClassName: className,
        tls: tls?.map(({ hosts, secret }) => ({ hosts, secretName: secret?.name })),
        rules: rulesOf(routes, service()),
      }),
    }),
  });
  refersWithinNamespace(ingress, () => (tls ?? []).map(({ secret }) => secret));
  return ingress;
}

function rulesOf({ host, additionalHosts = [], paths = [{ path: '/' }] }: IngressRoutes, service: IngressService) {
  const http = {
    paths: paths.map(({ path, pathType }) => ({ path, pathType: pathType ?? kplus.HttpIngressPathType.PREFIX, backend: { service } })),
  };
  const hosts = hostsOf(host, additionalHosts);
  return hosts.length > 0 ? hosts.map((each) => ({ host: each, http })) : [{ http }];
}

/** The hosts of a route. None are any. */
export function hostsOf(host: string | undefined, additionalHosts: readonly string[] = []): string[] {
  return [...host === undefined ? [] : [host], ...additionalHosts];
}
