import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BlueGreenRollout, CanaryRollout, IstioTrafficRouting, NginxTrafficRouting, Rollout } from 'cdk8s-argo-rollouts';
import { PLATFORM } from './platform';
import { Router } from './web-service-props';

interface Route<Kind extends Rollout> {
  readonly rollout: Kind;
  readonly router: Router;
  readonly host: string;
}

/** Requests of a host, in the share that the steps say. */
export function routeCanary(scope: Construct, { rollout, router, host }: Route<CanaryRollout>) {
  if (router === Router.ISTIO) {
    new IstioTrafficRouting(scope, 'Route', { rollout, hosts: [host], gateways: [PLATFORM.gateway] });
  } else {
    new NginxTrafficRouting(scope, 'Route', { rollout, host, className: PLATFORM.ingressClass });
  }
}

/** Requests of a host, to the active Service. The controller moves that, and leaves the route alone. */
export function routeBlueGreen(scope: Construct, { rollout, router, host }: Route<BlueGreenRollout>) {
  const { name, activeService } = rollout;
  if (router === Router.ISTIO) {
    new ApiObject(scope, 'Route', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name },
      spec: {
        gateways: [PLATFORM.gateway],
        hosts: [host],
        http: [{ route: [{ destination: { host: activeService.name, port: { number: activeService.port } } }] }],
      },
    });
  } else {
    new kplus.Ingress(scope, 'Route', { metadata: { name }, className: PLATFORM.ingressClass })
      .addHostRule(host, '/', activeService.toIngressBackend());
  }
}
