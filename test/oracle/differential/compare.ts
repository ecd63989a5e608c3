import { lint } from '../../../src/rules/lint/lint';
import { Settings } from '../../../src/rules/lint/settings';
import { Stage } from '../../../src/rules/rule/rule';
import { FACTS } from '../../../src/rules/rules';
import { VerdictFinding } from '../conformance/oracle-process';
import { Beyond } from './beyond';
import { unclaimedIn } from './controller-rules';

/** The stages at which the real validation, as far as the oracle runs it, would notice. */
export const KNOWABLE: readonly Stage[] = ['admission', 'lint', 'reconcile', 'experiment', 'run-start'];

/** What is not in the bundle is not in the cluster of the oracle. */
const ALL_THERE: Settings = { strictReferences: true };

export interface Comparison {
  /** The rules whose errors we report. */
  readonly ours: readonly string[];
  /** Those of them that the real validation is able to know. */
  readonly knowable: readonly string[];
  /** The rules of the controller that would be a disagreement if we claimed to know them. */
  readonly excused: readonly string[];
  readonly disagreement?: string;
}

/** Holds our verdict on a bundle against the real one. */
export function compare(
  manifests: readonly any[], real: readonly VerdictFinding[], beyond: readonly Beyond[], settings: Settings = ALL_THERE,
): Comparison {
  const errors = lint(manifests.map((manifest) => ({ manifest, origin: undefined })), settings).filter(({ severity }) => severity === 'error');
  const ours = [...new Set(errors.map(({ rule }) => rule))];
  const knowable = ours.filter((rule) => KNOWABLE.includes(FACTS.get(rule)!.stage));
  const certain = errors.find(({ rule, message }) => {
    return knowable.includes(rule) && !beyond.some((known) => known.rule === rule && known.says.test(message));
  });
  const unheard = ours.length > 0 ? [] : real.map(textOf);
  const claimed = unheard.find((text) => unclaimedIn(text).length === 0);
  const verdict = { ours, knowable, excused: unheard.flatMap(unclaimedIn) };
  if (claimed !== undefined) {
    return { ...verdict, disagreement: `we accept what is rejected: ${claimed}` };
  }
  return real.length === 0 && certain
    ? { ...verdict, disagreement: `we reject what is accepted: ${certain.rule} ${certain.pointer}: ${certain.message}` }
    : verdict;
}

/** A finding of the real validation as one line, by which it is told which rule of the controller it is. */
export function textOf({ stage, kind, path, message }: VerdictFinding): string {
  return `${stage} ${kind} ${path}: ${message}`;
}
