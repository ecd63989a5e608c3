import { Manifest } from '../../manifest/bundle';
import { managedRoutes, OwnedFields, RoutedRollout } from './owned-fields';
import { splitFields } from './split-fields';

/** The kinds of routes, by their fields, and whether steps add routes by header to them. */
const KINDS = [
  { kind: 'HTTPRoute', field: 'httpRoute', takesHeaders: true },
  { kind: 'GRPCRoute', field: 'grpcRoute', takesHeaders: true },
  { kind: 'TCPRoute', field: 'tcpRoute', takesHeaders: false },
  { kind: 'TLSRoute', field: 'tlsRoute', takesHeaders: false },
];

interface Route {
  readonly kind: string;
  readonly name: string;
  readonly growsByHeader: boolean;
}

interface Selector {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: readonly unknown[];
}

/** The weights, the rules that steps add, which are numbered from the second on, and the backends of experiments. */
export function gatewayFields(config: any, rollout: RoutedRollout): OwnedFields[] {
  const namespace: string | undefined = config.namespace ?? rollout.namespace;
  const managed = managedRoutes(rollout);
  const steps: { experiment?: { templates?: { weight?: number }[] } }[] = rollout.canary.steps ?? [];
  const experiments = steps.some(({ experiment }) => experiment?.templates?.some(({ weight }) => weight !== undefined));
  return routesOf(config, rollout, namespace).map(({ kind, name, growsByHeader }) => splitFields({
    group: 'gateway.networking.k8s.io',
    kind,
    name,
    namespace,
    list: 'rules',
    backends: 'backendRefs',
    addsBackends: experiments && kind === 'HTTPRoute',
    added: growsByHeader && managed.length > 0 ? `(.name // "") | test(${JSON.stringify(`^(${managed.map(quoted).join('|')})(-[0-9]+)?$`)})` : undefined,
  }, rollout));
}

function routesOf(config: any, rollout: RoutedRollout, namespace: string | undefined): Route[] {
  return KINDS.flatMap(({ kind, field, takesHeaders }) => {
    const listed: { name: string; useHeaderRoutes?: boolean }[] = config[`${field}s`] ?? [];
    const selector: Selector | undefined = config[`${field}Selector`];
    return [
      ...config[field] ? [{ kind, name: config[field], growsByHeader: takesHeaders }] : [],
      ...listed.map(({ name, useHeaderRoutes = false }) => ({ kind, name, growsByHeader: takesHeaders && useHeaderRoutes })),
      ...selector ? selected(kind, selector, rollout, namespace).map(({ metadata }) => ({ kind, name: metadata.name, growsByHeader: false })) : [],
    ];
  });
}

/** Those of the scope that have the labels. Others cannot be known. */
function selected(
  kind: string, { matchLabels = {}, matchExpressions = [] }: Selector, { bundle }: RoutedRollout, namespace: string | undefined,
): Manifest[] {
  if (matchExpressions.length > 0) {
    throw new Error(`a rollout selects ${kind}s by expressions, and it is not known which these are: `
      + 'select them by labels alone, or write the entries yourself');
  }
  const isThere = ({ metadata }: Manifest) => (metadata.namespace ?? namespace) === (namespace ?? metadata.namespace);
  const isMeant = ({ metadata }: Manifest) => Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value);
  return bundle.ofKind(kind).filter((manifest) => isThere(manifest) && isMeant(manifest));
}

/** A name as a regular expression means it. */
function quoted(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
