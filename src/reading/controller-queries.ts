import { Manifest } from '../manifest/bundle';
import { isNamedLikeTheControllers } from '../manifest/controller-metrics';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';

/** The expressions that are about metrics of the controller. Most rules are about other things, and need no parser. */
export const controllerQueriesOf = remembered((manifest: Manifest) => rulesOf(manifest).flatMap(({ expr, path }) => {
  return typeof expr === 'string' && expr.split(/[^\w:]+/).some(isNamedLikeTheControllers) ? { expr, path } : [];
}));

/** The rules of a PrometheusRule, which no schema of ours holds in shape. */
export function rulesOf({ spec }: Manifest): { expr: unknown; record: unknown; path: Path }[] {
  return listOf(spec?.groups).flatMap((group, number) => listOf(group?.rules)
    .map((rule, index) => ({ expr: rule?.expr, record: rule?.record, path: ['spec', 'groups', number, 'rules', index, 'expr'] })));
}

function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
