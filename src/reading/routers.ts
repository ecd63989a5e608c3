import { remembered } from '../manifest/remembered';

export type Fields = Record<string, any>;

export const ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'plugins', 'smi', 'traefik'];

/** The routers of traffic routing, in the order in which they are given. An empty list of plugins is none. */
export function routersOf(trafficRouting: Record<string, any> | undefined): readonly string[] {
  return trafficRouting ? routersIn(trafficRouting) : [];
}

const routersIn = remembered((trafficRouting: Record<string, any>): readonly string[] => Object.entries(trafficRouting)
  .filter(([key, value]) => ROUTERS.includes(key) && value && (key !== 'plugins' || Object.keys(value).length > 0))
  .map(([key]) => key));
