import { pointer } from '../../manifest/pointer';
import { OwnedFields, RoutedRollout, selecting } from './owned-fields';

/** An object with rules, in each of which Services share the requests. */
export interface SplitObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** The field of `spec` with the rules. */
  readonly list: string;
  /** The field of a rule with the Services. */
  readonly backends: string;
  /** Whether the controller adds Services to a rule. */
  readonly addsBackends?: boolean;
  /** A condition on rules that the controller adds. */
  readonly added?: string;
}

interface Backend {
  readonly name?: string;
}

/** The weights of the stable and the canary Service, and what is added while an update goes on. */
export function splitFields({ list, backends, addsBackends, added, ...object }: SplitObject, { canary, bundle }: RoutedRollout): OwnedFields {
  const services: string[] = [canary.stableService, canary.canaryService];
  const spec = bundle.find(object.kind, object.name, object.namespace)?.spec;
  const rules: Record<string, Backend[]>[] | undefined = spec?.[list];
  const weights = (rules ?? []).flatMap((rule, index) => (rule[backends] ?? []).flatMap(({ name }, at) => services.includes(name!)
    ? [pointer('spec', list, index, backends, at, 'weight')] : []));
  return {
    ...object,
    jqPathExpressions: [
      `.spec.${list}[]? | .${backends}${addsBackends ? '' : `[]?${selecting(services)} | .weight`}`,
      ...added ? [`.spec.${list}[]? | select(${added})`] : [],
    ],
    fluxPaths: rules && !addsBackends && !added ? weights : [pointer('spec', list)],
    inList: true,
  };
}
