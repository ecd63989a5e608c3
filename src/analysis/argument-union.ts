import { AnalysisArgument } from './argument';

/** All arguments of several templates, without repetitions. Whether those of one name agree depends on the analysis that uses them. */
export function distinctArguments(lists: readonly (readonly AnalysisArgument[])[]): AnalysisArgument[] {
  return [...new Map(lists.flat().map((argument) => [JSON.stringify([argument.name, argument._description]), argument])).values()];
}

/**
 * The arguments of the parts of a template, or of the templates of one analysis, each once. One that is `required` takes what another of its name has,
 * as the controller merges them.
 *
 * @param given the names of those whose value the analysis gives itself. What the rollout knows need not agree then; defaults and Secrets always do
 */
export function unitedArguments(lists: readonly (readonly AnalysisArgument[])[], given: ReadonlySet<string> = new Set()): AnalysisArgument[] {
  const union = new Map<string, AnalysisArgument>();
  for (const argument of lists.flat()) {
    const before = union.get(argument.name) ?? argument;
    const agreed = before._isOpen ? argument : before;
    if (!agreed._agreesWith(argument, given.has(argument.name))) {
      throw new Error(`analysis argument "${argument.name}" has two sources: ${agreed._description}, and ${argument._description}. `
        + 'Give one of them another name');
    }
    union.set(argument.name, agreed);
  }
  return [...union.values()];
}
