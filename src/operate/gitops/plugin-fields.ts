import { ROUTER_PLUGIN } from '../../manifest/names';
import { gatewayFields } from './gateway-fields';
import { managedRoutes, OwnedFields, RoutedRollout, selecting } from './owned-fields';
import { splitFields } from './split-fields';

type PluginFields = (config: any, rollout: RoutedRollout) => OwnedFields[];

/** What each plugin writes that is known. */
const PLUGIN_FIELDS: Readonly<Record<string, PluginFields>> = {
  [ROUTER_PLUGIN.gatewayApi]: gatewayFields,
  [ROUTER_PLUGIN.contour]: ({ httpProxies }, rollout) => (httpProxies as string[]).map((name) => splitFields({
    group: 'projectcontour.io', kind: 'HTTPProxy', name, namespace: rollout.namespace, list: 'routes', backends: 'services',
  }, rollout)),
  [ROUTER_PLUGIN.consul]: ({ serviceName, stableSubsetName, canarySubsetName }, { namespace }) => {
    const service = { group: 'consul.hashicorp.com', name: serviceName, namespace, inList: true };
    return [
      { ...service, kind: 'ServiceSplitter', jqPathExpressions: ['.spec.splits[]?.weight'], fluxPaths: ['/spec/splits'] },
      {
        ...service,
        kind: 'ServiceResolver',
        inList: false,
        jqPathExpressions: [stableSubsetName, canarySubsetName].map((subset) => `.spec.subsets[${JSON.stringify(subset)}].filter`),
        fluxPaths: ['/spec/subsets'],
      },
    ];
  },
  [ROUTER_PLUGIN.glooEdge]: ({ routeTable, virtualService }, { namespace }) => [
    ...glooFields('RouteTable', routeTable, '.spec.routes[]?.routeAction', '/spec/routes', namespace),
    ...glooFields('VirtualService', virtualService, '.spec.virtualHost.routes[]?.routeAction', '/spec/virtualHost/routes', namespace),
  ],
  [ROUTER_PLUGIN.glooPlatform]: ({ routeTableSelector }, rollout) => {
    const added = managedRoutes(rollout);
    return glooFields('RouteTable', routeTableSelector, '.spec.http[]?.forwardTo.destinations', '/spec/http', rollout.namespace).map((fields) => ({
      ...fields,
      group: 'networking.gloo.solo.io',
      jqPathExpressions: [...fields.jqPathExpressions!, ...added.length > 0 ? [`.spec.http[]?${selecting(added)}`] : []],
    }));
  },
  [ROUTER_PLUGIN.openShift]: ({ routes }, { namespace }) => (routes as string[]).map((name) => ({
    group: 'route.openshift.io',
    kind: 'Route',
    name,
    namespace,
    jsonPointers: ['/spec/to/weight', '/spec/alternateBackends'],
    // git need not have the second backend
    fluxPaths: ['/spec'],
  })),
};

export function pluginFields(plugins: Record<string, any>, rollout: RoutedRollout): OwnedFields[] {
  return Object.entries(plugins).flatMap(([name, config]) => {
    if (!Object.hasOwn(PLUGIN_FIELDS, name)) {
      throw new Error(`plugin "${name}" moves the traffic of a rollout, and it is not known what it writes: known are ${Object.keys(PLUGIN_FIELDS).join(', ')}. `
        + 'Give a scope without this rollout, and write its entries yourself');
    }
    return PLUGIN_FIELDS[name](config, rollout);
  });
}

interface Selector {
  readonly name?: string;
  readonly namespace?: string;
}

function glooFields(kind: string, selector: Selector | undefined, jq: string, flux: string, own?: string): OwnedFields[] {
  if (selector && !selector.name) {
    throw new Error(`a plugin of Gloo selects ${kind}s by labels, and it is not known which these are: `
      + 'give it their names, or write the entries yourself');
  }
  return !selector ? [] : [{
    group: 'gateway.solo.io',
    kind,
    name: selector.name!,
    namespace: selector.namespace ?? own,
    jqPathExpressions: [jq],
    fluxPaths: [flux],
    inList: true,
  }];
}
