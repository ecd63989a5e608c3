import { pointer } from '../../manifest/pointer';
import { rememberedText } from '../../manifest/remembered';
import { openTextOf } from '../../reading/metrics';
import { TAG } from '../../reading/open-value';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { metricRule } from './metric-rule';

const argumentsIn = rememberedText((text): readonly string[] => [...new Set([...text.matchAll(TAG)].map(([, name]) => name))]);

const placeholderDeclared = metricRule({
  id: 'placeholder-declared',
  stage: 'reconcile',
  severity: Severity.ERROR,
  why: 'the controller refuses a template with a placeholder that it cannot fill',
  check(placed, { spec }) {
    const declared: string[] = (spec.args ?? []).map(({ name }: { name: string }) => name);
    return argumentsIn(openTextOf(placed)).filter((name) => !declared.includes(name)).map((name) => ({
      pointer: pointer(...placed.path),
      message: `placeholder {{args.${name}}} has no argument, declared are: ${[...new Set(declared)].join(', ') || 'none'}. Add it to the arguments of the metric`,
    }));
  },
});

const BRACES = /\{\{([^]*?)(?:\}\}|$)/g;

/** Within JSON. */
const END_OF_TEXT = /(?<!\\)"/;

/** What a metric can have in braces: its arguments, and what Helm fills in before anything reaches the cluster. */
const FILLED = /^\s*args\.|^-?\s*(?:\.(?:Values|Release|Chart|Files|Capabilities|Template)\b|\\["']|`|(?:include|tpl|template|if|else|end|with|range|toYaml|quote|default|printf|required)\b)/;

const placeholderIsArgument = metricRule({
  id: 'placeholder-is-argument',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'the controller fills in all that stands in double braces anywhere in a metric, and ends the analysis in an error at what it does not know',
  check(placed) {
    return problemsIn(openTextOf(placed)).map((problem) => ({
      pointer: pointer(...placed.path), message: `${problem}: in a metric they hold arguments only, as in {{args.name}}`,
    }));
  },
});

const problemsIn = rememberedText((open): readonly string[] => {
  return [...new Set([...open.matchAll(BRACES)].flatMap(([text, tag]) => problemOf(text, tag) ?? []))];
});

function problemOf(text: string, tag: string): string | undefined {
  const isClosed = text.endsWith('}}') && !END_OF_TEXT.test(tag);
  return !isClosed ? 'double braces are never closed' : FILLED.test(tag) ? undefined : `double braces hold ${text}`;
}

export const PLACEHOLDER_RULES: readonly Rule[] = [placeholderDeclared, placeholderIsArgument];
