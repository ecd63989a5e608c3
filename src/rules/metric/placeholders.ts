import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { rememberedText } from '../../manifest/remembered';
import { MergedRun, mergedRunsOf } from '../../reading/merged-runs';
import { METRIC_KINDS, metricsOf, openTextOf } from '../../reading/metrics';
import { TAG } from '../../reading/open-value';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { metricRule } from './metric-rule';

const argumentsIn = rememberedText((text): readonly string[] => [...new Set([...text.matchAll(TAG)].map(([, name]) => name))]);

const placeholderDeclared: Rule = {
  id: 'placeholder-declared',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: METRIC_KINDS,
  why: 'the controller refuses a template with a placeholder that it cannot fill',
  check(manifest, bundle) {
    const own = namesOf(manifest);
    return metricsOf(manifest).flatMap((placed) => argumentsIn(openTextOf(placed))
      .filter((name) => !own.includes(name) && !isLent(name, manifest, bundle))
      .map((name) => ({
        pointer: pointer(...placed.path),
        message: `placeholder {{args.${name}}} has no argument, declared are: ${own.join(', ') || 'none'}. Add it to the arguments of the metric`,
      })));
  },
};

function namesOf({ spec }: Manifest): string[] {
  return [...new Set<string>((spec?.args ?? []).map(({ name }: { name: string }) => name))];
}

/**
 * Whether a template has the use of an argument that another one declares. A run merges the arguments of its templates, but for
 * a step or a gate each template has to declare its own.
 */
function isLent(name: string, manifest: Manifest, bundle: Bundle): boolean {
  const runs = mergedRunsOf(manifest, bundle);
  const lends = ({ templates, isWhole, mount }: MergedRun) => mount?.place !== 'gate' && (!isWhole || templates.some((template) => namesOf(template).includes(name)));
  return runs.some(({ mount }) => mount) ? runs.every(lends) : runs.some(lends);
}

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
