import { valueAt } from '../../manifest/pointer';
import { fieldsIn } from '../../reading/named-objects';
import { Fields } from '../../reading/routers';
import { PlacedVirtualService, routesIn, Section, SECTIONS, splitRoutes } from '../../reading/virtual-service';
import { Rule } from '../rule/rule';
import { misfitsIn } from '../schema/walk';
import { Said, virtualServiceRule } from './virtual-service-rule';
import { ROUTE_TYPES } from './virtual-service-types';

const virtualServiceHasRoutes = virtualServiceRule({
  id: 'virtual-service-has-routes',
  stage: 'reconcile',
  why: 'the controller refuses a VirtualService without routes, and panics at an empty list of tls or tcp routes',
  check(virtualService) {
    const lists = SECTIONS.map((section) => ({ section, routes: routesIn(virtualService, section) }));
    const empty = lists.filter(({ section: { key, field }, routes }) => key !== 'http' && routes?.length === 0 && !virtualService.reference[field]?.length);
    return [
      ...lists.some(({ routes }) => routes) ? [] : [{ place: [], says: 'needs routes in http, tls or tcp, got none' }],
      ...empty.map(({ section: { key } }) => ({ place: [], says: `needs a ${key} route, got an empty list: add one, or leave "${key}" out` })),
    ];
  },
});

const virtualServiceReadable = virtualServiceRule({
  id: 'virtual-service-readable',
  stage: 'reconcile',
  why: 'the controller refuses a VirtualService whose routes it cannot read',
  check: ({ spec }) => SECTIONS.flatMap(({ key }) => {
    const routes: unknown = valueAt(spec, [key]);
    return !Array.isArray(routes) ? [] : misfitsIn(routes, ROUTE_TYPES[key])
      .map(({ message, pointer }) => ({ place: [], says: `has a value at /spec/${key}${pointer} that ${message}` }));
  }),
});

const virtualServiceSplits = virtualServiceRule({
  id: 'virtual-service-splits',
  stage: 'reconcile',
  why: 'the controller refuses a VirtualService whose routes do not lead to both versions',
  check: (virtualService, canary) => SECTIONS.flatMap((section) => {
    const routes = routesIn(virtualService, section);
    return !routes ? [] : [
      ...unnamed(virtualService, section, routes, canary),
      ...missing(virtualService, section, routes),
      ...oneSided(virtualService, section, canary),
    ];
  }),
});

function unnamed({ reference }: PlacedVirtualService, { key, field }: Section, routes: Fields[], { trafficRouting }: Fields): Said[] {
  const others = key === 'http' ? unmanaged(routes, trafficRouting) : routes;
  return reference[field]?.length > 0 || others.length < 2 ? [] : [{
    place: [field],
    says: `has ${others.length} ${key} routes, so the rollout must name its own, got none`,
  }];
}

function unmanaged(routes: Fields[], { managedRoutes = [] }: Fields): Fields[] {
  const managed = new Set(managedRoutes.map(({ name }: Fields) => name));
  return routes.filter(({ name }) => !managed.has(name ?? ''));
}

function missing({ reference }: PlacedVirtualService, { key, field, means, describe }: Section, routes: Fields[]): Said[] {
  const written: unknown[] = reference[field] ?? [];
  const names = key !== 'http' ? '' : `, allowed are: ${routes.map(({ name }) => name).filter(Boolean).join(', ') || 'none'}`;
  return written.flatMap((one, index) => routes.some((route) => means(one, route)) ? [] : [{
    place: [field, index],
    says: `has no ${key} route ${describe(one)}${names}`,
  }]);
}

function oneSided(virtualService: PlacedVirtualService, section: Section, canary: Fields): Said[] {
  const { wanted, read } = destinations(canary);
  return splitRoutes(virtualService, section).flatMap(({ route, place }) => {
    const got = fieldsIn(route.route).map(({ destination }) => read(destination));
    const name = route.name ? ` "${route.name}"` : '';
    const remedy = section.key === 'http' || place.length > 0 ? '' : `: give other ${section.key} traffic a VirtualService of its own`;
    return wanted.filter((one) => one && !got.includes(one)).map((one) => ({
      place,
      says: `must lead to "${one}" in its ${section.key} route${name}, got ${got.filter(Boolean).join(', ') || 'no destination'}${remedy}`,
    }));
  });
}

/** What a route must lead to, and how a destination is read: by subset where there is a DestinationRule, else by the first part of its host. */
function destinations({ stableService, canaryService, pingPong, trafficRouting }: Fields): { wanted: string[]; read(destination: any): unknown } {
  const { destinationRule } = trafficRouting.istio;
  if (destinationRule) {
    return { wanted: [destinationRule.canarySubsetName, destinationRule.stableSubsetName], read: (destination) => destination?.subset };
  }
  const services = stableService || canaryService ? [canaryService, stableService] : [pingPong?.pongService, pingPong?.pingService];
  return { wanted: services, read: (destination) => String(destination?.host ?? '').split('.')[0] };
}

/** Whether a step puts a route before those of the VirtualService. Without a match it takes one away. */
function adds(canary: Fields, action: string): boolean {
  return (canary.steps ?? []).some((step: Fields | null) => step?.[action]?.match);
}

const splitRouteNamed = virtualServiceRule({
  id: 'split-route-named',
  stage: 'traffic',
  why: 'beside a route that a step has added, the controller no longer knows whose weights to set: they stay as they are, or it panics',
  check(virtualService, canary) {
    const others = unmanaged(routesIn(virtualService, SECTIONS[0]) ?? [], canary.trafficRouting);
    const isLost = adds(canary, 'setMirrorRoute') || (adds(canary, 'setHeaderRoute') && others[0]?.name);
    return virtualService.reference.routes?.length > 0 || others.length !== 1 || !isLost ? [] : [{
      place: ['routes'],
      says: `gets further routes from steps, so the rollout must name the one that it splits, got none: ${others[0].name
        ? `write ${JSON.stringify(others[0].name)}` : 'give the http route a name, and write it here'}`,
    }];
  },
});

const routesTold = virtualServiceRule({
  id: 'routes-told-apart',
  stage: 'traffic',
  why: 'with each weight the controller doubles the routes that share a name, or have none',
  check(virtualService, { trafficRouting }) {
    const names = unmanaged(routesIn(virtualService, SECTIONS[0]) ?? [], trafficRouting).map(({ name }) => name ?? '');
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    return !trafficRouting.managedRoutes || repeated === undefined ? [] : [{
      place: [],
      says: `needs http routes with a name of their own beside managedRoutes, got ${JSON.stringify(repeated)} twice`,
    }];
  },
});

const routeStepsNeedHttp = virtualServiceRule({
  id: 'route-steps-need-http',
  stage: 'traffic',
  why: 'a step adds its route to those of http: where there are none, it never completes',
  check(virtualService, canary) {
    const action = ['setHeaderRoute', 'setMirrorRoute'].find((one) => (canary.steps ?? []).some((step: Fields | null) => step?.[one]));
    return !action || routesIn(virtualService, SECTIONS[0]) ? [] : [{ place: [], says: `needs http routes for ${action}, got none: leave the step out` }];
  },
});

const destinationsKept = virtualServiceRule({
  id: 'destinations-kept',
  stage: 'never',
  why: 'the controller takes every other destination away that has a weight, and gives its share to the two versions',
  check: (virtualService, canary) => SECTIONS.flatMap((section) => splitRoutes(virtualService, section).flatMap(({ route, place }) => {
    const { wanted, read } = destinations(canary);
    const kept: unknown[] = [...wanted, ...canary.trafficRouting.istio.destinationRule?.additionalSubsetNames ?? []];
    const lost = fieldsIn(route.route).filter(({ weight }) => weight > 0).map(({ destination }) => destination)
      .filter((destination) => destination?.host && !kept.includes(read(destination)))
      .map(({ subset, host }) => subset ?? host);
    return lost.length === 0 ? [] : [{
      place,
      says: `may lead to ${wanted.map((one) => `"${one}"`).join(' and ')} only in its ${section.key} route, got ${lost.join(', ')}: give others a route of their own`,
    }];
  })),
});

export const VIRTUAL_SERVICE_RULES: readonly Rule[] = [
  virtualServiceHasRoutes, virtualServiceReadable, virtualServiceSplits, splitRouteNamed, routesTold, routeStepsNeedHttp, destinationsKept,
];
