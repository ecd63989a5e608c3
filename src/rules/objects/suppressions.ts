import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { ANY_KIND, Circumstances, Rule } from '../rule/rule';
import { isReason, SUPPRESS } from '../rule/suppression';

const suppressionHasReason: Rule = {
  id: 'suppression-has-reason',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: [ANY_KIND],
  why: 'without a reason nobody can tell later whether it still holds, so it suppresses nothing',
  check({ metadata }: Manifest): Violation[] {
    return Object.entries(metadata?.annotations ?? {})
      .filter(([key, reason]) => key.startsWith(SUPPRESS) && !isReason(reason))
      .map(([key, reason]) => ({
        pointer: pointer('metadata', 'annotations', key),
        message: `a suppression needs a reason in words, got ${JSON.stringify(reason)}: write "${key}: <why this is right here>"`,
      }));
  },
};

const suppressionNamesRule: Rule = {
  id: 'suppression-names-rule',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: [ANY_KIND],
  why: 'it suppresses nothing, and who reads it believes that something is suppressed',
  check({ metadata }: Manifest, _: Bundle, { knowsRule }: Circumstances): Violation[] {
    return Object.keys(metadata?.annotations ?? {})
      .filter((key) => key.startsWith(SUPPRESS) && !knowsRule(key.slice(SUPPRESS.length)))
      .map((key) => ({
        pointer: pointer('metadata', 'annotations', key),
        message: `a suppression must name a rule, got "${key.slice(SUPPRESS.length)}", which is none: correct the name, or leave the annotation out`,
      }));
  },
};

export const SUPPRESSION_RULES: readonly Rule[] = [suppressionHasReason, suppressionNamesRule];
