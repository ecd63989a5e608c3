import { groupOf } from '../../manifest/api-group';
import { Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { OwnedFields, RoutedRollout, selecting } from './owned-fields';

/** The weights of the two Services in a TraefikService. */
export function traefikFields({ weightedTraefikServiceName: name }: any, rollout: RoutedRollout): OwnedFields[] {
  const service = rollout.bundle.find('TraefikService', name, rollout.namespace);
  const services = [rollout.canary.stableService, rollout.canary.canaryService];
  return [{
    group: service ? groupOf(service) : 'traefik.io',
    kind: 'TraefikService',
    name,
    namespace: rollout.namespace,
    jqPathExpressions: [`.spec.weighted.services[]?${selecting(services)} | .weight`],
    fluxPaths: weightsOr(['spec', 'weighted', 'services'], service, (item) => services.includes(item.name)),
    inList: true,
  }];
}

/** The weights of the backends in the rules of an ApisixRoute. That of a header route is the controller's. */
export function apisixFields({ route: { name, rules = [name] } }: any, rollout: RoutedRollout): OwnedFields[] {
  const route = rollout.bundle.find('ApisixRoute', name, rollout.namespace);
  const paths = itemsAt(route, ['spec', 'http']).flatMap((rule, index) => !rules.includes(rule.name) ? []
    : weightsOr(['spec', 'http', index, 'backends'], route));
  return [{
    group: 'apisix.apache.org',
    kind: 'ApisixRoute',
    name,
    namespace: rollout.namespace,
    jqPathExpressions: [`.spec.http[]?${selecting(rules)} | .backends[]?.weight`],
    fluxPaths: paths.length > 0 ? paths : ['/spec/http'],
    inList: true,
  }];
}

/** The places of the weights in a list, or that of the list where one has none, which Flux could not put back. */
function weightsOr(list: (string | number)[], object: Manifest | undefined, isWeighted = (_: Record<string, any>) => true): string[] {
  const weighted = itemsAt(object, list).map((item, index) => ({ item, path: pointer(...list, index, 'weight') })).filter(({ item }) => isWeighted(item));
  return weighted.length > 0 && weighted.every(({ item }) => item.weight !== undefined) ? weighted.map(({ path }) => path) : [pointer(...list)];
}

function itemsAt(object: Manifest | undefined, list: (string | number)[]): Record<string, any>[] {
  return valueAt(object, list) ?? [];
}
