import { remembered } from '../manifest/remembered';

export type Fields = Record<string, any>;

export const ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

/** The field of each router in `trafficRouting`, and how the router is called. */
const ROUTERS: Readonly<Record<string, string>> = {
  alb: 'the AWS Load Balancer Controller',
  ambassador: 'Ambassador',
  apisix: 'Apache APISIX',
  appMesh: 'AWS App Mesh',
  istio: 'Istio',
  nginx: 'ingress-nginx',
  plugins: 'a plugin',
  smi: 'SMI',
  traefik: 'Traefik',
};

/** How a router is called. A plugin has a name of its own. */
export function routerTitle(router: string, plugin?: string): string {
  return plugin === undefined ? ROUTERS[router] : `plugin ${plugin}`;
}

/** The routers of traffic routing, in the order in which they are given. An empty list of plugins is none. */
export function routersOf(trafficRouting: Record<string, any> | undefined): readonly string[] {
  return trafficRouting ? routersIn(trafficRouting) : [];
}

const routersIn = remembered((trafficRouting: Record<string, any>): readonly string[] => Object.entries(trafficRouting)
  .filter(([key, value]) => Object.hasOwn(ROUTERS, key) && value && (key !== 'plugins' || Object.keys(value).length > 0))
  .map(([key]) => key));
