import { ROUTER_PLUGIN } from '../manifest/names';
import { remembered } from '../manifest/remembered';

export type Fields = Record<string, any>;

export const ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

/** What some routers can do beside moving a weight. The first two are steps. */
export type Ability = 'setHeaderRoute' | 'setMirrorRoute' | 'experimentWeight' | 'pingPong' | 'maxTrafficWeight';

/** A way in which Argo Rollouts moves traffic. */
export interface Router {
  /** How it is called in a sentence. */
  readonly title: string;
  /** The construct for it. */
  readonly construct: string;
  readonly can: readonly Ability[];
}

/** Every router, by its field in `trafficRouting`. */
export const ROUTERS: Readonly<Record<string, Router>> = {
  alb: { title: 'the AWS Load Balancer Controller', construct: 'AlbTrafficRouting', can: ['setHeaderRoute', 'experimentWeight', 'pingPong'] },
  ambassador: { title: 'Ambassador', construct: 'AmbassadorTrafficRouting', can: [] },
  apisix: { title: 'Apache APISIX', construct: 'ApisixTrafficRouting', can: ['setHeaderRoute'] },
  appMesh: { title: 'AWS App Mesh', construct: 'AppMeshTrafficRouting', can: [] },
  istio: { title: 'Istio', construct: 'IstioTrafficRouting', can: ['setHeaderRoute', 'setMirrorRoute', 'experimentWeight', 'pingPong'] },
  nginx: { title: 'ingress-nginx', construct: 'NginxTrafficRouting', can: ['maxTrafficWeight'] },
  plugins: {
    title: 'a plugin',
    construct: 'PluginTrafficRouting',
    // which of it, is for the plugin to say
    can: ['setHeaderRoute', 'setMirrorRoute', 'experimentWeight', 'pingPong', 'maxTrafficWeight'],
  },
  smi: { title: 'SMI', construct: 'SmiTrafficRouting', can: ['experimentWeight'] },
  traefik: { title: 'Traefik', construct: 'TraefikTrafficRouting', can: [] },
};

/** A plugin whose code is known. */
export interface RouterPlugin {
  readonly can: readonly Ability[];
  /** It looks for the stable and the canary Service by their names, in the objects that it changes. */
  readonly splitsServices: boolean;
}

/** The plugins that are known, by name. A step that one cannot do it passes over, and reports success. */
export const PLUGINS: Readonly<Record<string, RouterPlugin>> = {
  [ROUTER_PLUGIN.gatewayApi]: { can: ['setHeaderRoute', 'experimentWeight'], splitsServices: true },
  [ROUTER_PLUGIN.contour]: { can: [], splitsServices: true },
  [ROUTER_PLUGIN.consul]: { can: [], splitsServices: false },
  [ROUTER_PLUGIN.glooEdge]: { can: [], splitsServices: true },
  [ROUTER_PLUGIN.glooPlatform]: { can: ['setHeaderRoute'], splitsServices: true },
  [ROUTER_PLUGIN.openShift]: { can: [], splitsServices: true },
};

/** Those that traffic goes through: each router, and each plugin for itself. */
export interface Way {
  readonly router: string;
  readonly plugin?: string;
  /** What is not known of a plugin, it can. */
  can(ability: Ability): boolean;
}

export function waysOf(trafficRouting: Record<string, any> | undefined): Way[] {
  return routersOf(trafficRouting).flatMap((router): Way[] => router !== 'plugins' ? [{ router, can: (ability) => canDo(router, ability) }]
    : Object.keys(trafficRouting!.plugins).map((plugin) => (
      { router, plugin, can: (ability) => !Object.hasOwn(PLUGINS, plugin) || PLUGINS[plugin].can.includes(ability) }
    )));
}

/** How a router is called. A plugin has a name of its own. */
export function routerTitle(router: string, plugin?: string): string {
  return plugin === undefined ? ROUTERS[router].title : `plugin ${plugin}`;
}

export function canDo(router: string, ability: Ability): boolean {
  return ROUTERS[router].can.includes(ability);
}

/** The routers that can do something. */
export function routersThatCan(ability: Ability): readonly string[] {
  return Object.keys(ROUTERS).filter((router) => canDo(router, ability));
}

/** The routers of traffic routing, in the order in which they are given. An empty list of plugins is none. */
export function routersOf(trafficRouting: Record<string, any> | undefined): readonly string[] {
  return trafficRouting ? routersIn(trafficRouting) : [];
}

const routersIn = remembered((trafficRouting: Record<string, any>): readonly string[] => Object.entries(trafficRouting)
  .filter(([key, value]) => Object.hasOwn(ROUTERS, key) && value && (key !== 'plugins' || Object.keys(value).length > 0))
  .map(([key]) => key));
