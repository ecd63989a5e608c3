import { HASH_LABEL } from '../../manifest/names';
import { virtualServiceName } from '../../manifest/object-name';
import { pointer } from '../../manifest/pointer';
import { managedRoutes, OwnedFields, RoutedRollout, selecting } from './owned-fields';

const GROUP = 'networking.istio.io';

interface VirtualService {
  readonly name: string;
  readonly routes?: string[];
  readonly tlsRoutes?: unknown[];
  readonly tcpRoutes?: unknown[];
}

interface DestinationRule {
  readonly name: string;
  readonly canarySubsetName: string;
  readonly stableSubsetName: string;
}

/** A list of routes in the spec of a VirtualService. */
type Protocol = 'http' | 'tls' | 'tcp';

/** The weights of the routes, the routes that steps add, and the hashes in the subsets. */
export function istioFields(istio: any, rollout: RoutedRollout): OwnedFields[] {
  const services: VirtualService[] = istio.virtualServices ?? [istio.virtualService];
  const rule: DestinationRule | undefined = istio.destinationRule;
  return [
    ...services.map((service) => virtualServiceFields(service, rollout)),
    ...rule ? [destinationRuleFields(rule, rollout)] : [],
  ];
}

function virtualServiceFields(reference: VirtualService, rollout: RoutedRollout): OwnedFields {
  const { name, namespace } = virtualServiceName(reference.name, rollout.namespace);
  const spec = rollout.bundle.find('VirtualService', name, namespace)?.spec;
  const protocols = protocolsOf(reference, spec);
  const managed = managedRoutes(rollout);
  const growing = managed.length > 0 || addsDestinations(rollout);
  const weights = addsDestinations(rollout) ? '.route' : '.route[]?.weight';
  return {
    group: GROUP,
    kind: 'VirtualService',
    name,
    namespace,
    jqPathExpressions: [
      ...protocols.map((protocol) => `.spec.${protocol}[]?${protocol === 'http' ? selecting(reference.routes) : ''} | ${weights}`),
      ...managed.length > 0 ? [`.spec.http[]?${selecting(managed)}`] : [],
    ],
    fluxPaths: protocols.flatMap((protocol) => spec && !growing ? weightsIn(spec, protocol, reference.routes) : [pointer('spec', protocol)]),
    inList: true,
    // with ping-pong, what git says can be the turn of the other Service
    harmful: rollout.canary.pingPong !== undefined,
  };
}

/** A VirtualService in the scope says itself which it has; of another it is known which are named. */
function protocolsOf({ routes, tlsRoutes, tcpRoutes }: VirtualService, spec: Partial<Record<Protocol, unknown>> | undefined): Protocol[] {
  const referenced: Record<Protocol, unknown> = { http: routes ?? !(tlsRoutes ?? tcpRoutes), tls: tlsRoutes, tcp: tcpRoutes };
  return (Object.keys(referenced) as Protocol[]).filter((protocol) => (spec ?? referenced)[protocol]);
}

/** The experiment of a step can have a part of the traffic: a destination and a subset more for each of its templates. */
function addsDestinations({ canary }: RoutedRollout): boolean {
  const steps: { experiment?: { templates?: { weight?: number }[] } }[] = canary.steps ?? [];
  return steps.some(({ experiment }) => experiment?.templates?.some(({ weight }) => weight !== undefined));
}

function weightsIn(spec: Partial<Record<Protocol, any[]>>, protocol: Protocol, routes: readonly string[] = []): string[] {
  return spec[protocol]!.flatMap(({ name, route = [] }, index) => protocol === 'http' && routes.length > 0 && !routes.includes(name) ? []
    : route.map((_: unknown, destination: number) => pointer('spec', protocol, index, 'route', destination, 'weight')));
}

function destinationRuleFields({ name, canarySubsetName, stableSubsetName }: DestinationRule, rollout: RoutedRollout): OwnedFields {
  const hashes = `.spec.subsets[]?${selecting([stableSubsetName, canarySubsetName])} | .labels[${JSON.stringify(HASH_LABEL)}]`;
  return {
    group: GROUP,
    kind: 'DestinationRule',
    name,
    namespace: rollout.namespace,
    jqPathExpressions: [addsDestinations(rollout) ? '.spec.subsets' : hashes],
    fluxPaths: ['/spec/subsets'],
    inList: true,
  };
}
