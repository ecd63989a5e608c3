import { Manifest } from '../manifest/bundle';
import { TrafficRouting } from '../manifest/types';
import { NamedObject, routingObjects } from '../reading/named-objects';
import { routersOf, routerTitle, ROUTING } from '../reading/routers';

/** How the routers of a rollout are called, in the order in which they are given. */
export function routerTitles(routing: TrafficRouting | undefined): string[] {
  return routersOf(routing).flatMap((router) => router !== 'plugins' ? routerTitle(router)
    : Object.keys(routing?.plugins ?? {}).map((plugin) => routerTitle(router, plugin)));
}

/** An object that a router splits traffic with. */
export interface RoutingObject extends NamedObject {
  /** How the router is called. */
  readonly router: string;
}

/** The objects that the routers of a rollout split traffic with. */
export function objectsOfRouters(rollout: Manifest): RoutingObject[] {
  return routingObjects(rollout).map((object) => {
    const [router, plugin] = object.path.slice(ROUTING.length).map(String);
    return { ...object, router: routerTitle(router, router === 'plugins' ? plugin : undefined) };
  });
}
