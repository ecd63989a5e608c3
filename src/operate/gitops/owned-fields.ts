import { Bundle } from '../../manifest/bundle';

/**
 * Fields of one object that the controller writes, while git says something else or nothing.
 */
export interface OwnedFields {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  /** Where it is not known, the object can be in any. */
  readonly namespace?: string;
  /** Where Argo CD finds them: these fields and no others. */
  readonly jsonPointers?: string[];
  readonly jqPathExpressions?: string[];
  /**
   * Where Flux finds them. It puts the live value in the place of the one in git, and fails where git has none. So a field that the
   * controller adds is told by its parent.
   */
  readonly fluxPaths: string[];
  /** They are in a list of a custom resource. Such a list is applied as a whole, with what else is in it. */
  readonly inList?: boolean;
  /** Having the value from git for a moment does harm: nobody puts it right, or requests go where no pods are. */
  readonly harmful?: boolean;
}

/** What a router's row has to know about a rollout. */
export interface RoutedRollout {
  readonly namespace?: string;
  readonly canary: Record<string, any>;
  readonly bundle: Bundle;
}

/** The routes that steps add, by name. */
export function managedRoutes({ canary }: RoutedRollout): string[] {
  return (canary.trafficRouting.managedRoutes ?? []).map((route: { name: string }) => route.name);
}

/** The items of a list with one of these names, as jq says it. No names are all. */
export function selecting(names: readonly string[] = [], field = '.name'): string {
  return names.length === 0 ? '' : ` | select(${names.map((name) => `${field} == ${JSON.stringify(name)}`).join(' or ')})`;
}
