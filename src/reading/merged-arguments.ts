import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';

type Argument = Record<string, any>;

/** An argument as a run has it, and the template that says so. */
export interface MergedArgument {
  readonly argument: Argument;
  readonly template: Manifest;
}

/**
 * What a run makes of the arguments of its templates, which are in the order in which the controller merges them: the first
 * value counts. Where there is none, what the last template says counts, although it may say nothing.
 */
export const mergedArguments = remembered((templates: readonly Manifest[]): ReadonlyMap<string, MergedArgument> => {
  const merged = new Map<string, MergedArgument>();
  for (const template of templates) {
    for (const argument of declaredBy(template)) {
      if (merged.get(argument.name)?.argument.value === undefined) {
        merged.set(argument.name, { argument, template });
      }
    }
  }
  return merged;
});

/** The arguments that a template declares. */
export function declaredBy({ spec }: Manifest): Argument[] {
  return (spec?.args ?? []).filter(Boolean);
}
