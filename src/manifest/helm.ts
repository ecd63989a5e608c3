import { Path, pointer } from './pointer';

/**
 * What Helm writes as two opening braces. Between backticks, because YAML escapes neither these nor what is between them, and
 * without a space, because YAML can break a line at one.
 */
const ESCAPED = '{{`{{`}}';
const OPENINGS = /\{\{`\{\{`\}\}|\{\{/g;

/** An expression that names one of Helm's objects, or includes a template, is meant for Helm. */
const OF_HELM = /^\{\{[^}]*?(?:(?<![\w)])\.(?:Values|Release|Chart|Capabilities|Files|Template|Subcharts)\b|\binclude\s)/;

/** What only a template for Helm has: an expression of Helm's, the use or the definition of a template, a variable, a comment. */
const MEANT_FOR_HELM = /^\{\{(?:[^}]*?:=|-?\s*(?:\/\*|(?:template|define|block)\s+"))/;

const LONGEST_EXPRESSION = 1000;

const EXPRESSION = /\{\{(?!`)[^{}]*\}\}/g;

/** In an expression: the arguments of an analysis, the variables of Prometheus, and what the texts of notifications are about. */
const FOREIGN_NAMES = [
  /(?<![\w.$])args\./,
  /\$(?:labels|value|externalLabels|externalURL)\b/,
  /(?<![\w)])\.(?:rollout|analysisRuns|secrets|time)\b/,
];

/**
 * A text of which Helm makes what it was before. Expressions for Helm stay, and so does what is escaped already.
 */
export function escapeForHelm(text: string): string {
  return text.replace(OPENINGS, (found, at: number) => found === ESCAPED || OF_HELM.test(text.slice(at)) ? found : ESCAPED);
}

/**
 * Whether a text is a template that Helm has not rendered: it has an expression that can be meant for nobody else.
 */
export function isMeantForHelm(text: string): boolean {
  return [...text.matchAll(OPENINGS)].some(({ 0: found, index }) => {
    const rest = text.slice(index, index + LONGEST_EXPRESSION);
    return found !== ESCAPED && (OF_HELM.test(rest) || MEANT_FOR_HELM.test(rest));
  });
}

/**
 * The text that was escaped.
 */
export function unescapeForHelm(text: string): string {
  return text.replaceAll(ESCAPED, '{{');
}

/**
 * The data of a document in which texts were escaped.
 */
export function asHelmWrites(document: unknown): unknown {
  const text = JSON.stringify(document);
  return text?.includes(ESCAPED) ? JSON.parse(unescapeForHelm(text)) : document;
}

/**
 * The first expression in a text on which Helm fails, or of which it makes nothing.
 */
export function foreignToHelm(text: string): string | undefined {
  return text.match(EXPRESSION)?.find((found) => FOREIGN_NAMES.some((name) => name.test(found)) && !OF_HELM.test(found));
}

/** A text that Helm cannot read. */
export interface ForeignText {
  readonly pointer: string;
  readonly text: string;
}

/**
 * The texts in a manifest that Helm cannot read: of each its first expression, and where it is.
 */
export function foreignTexts(value: unknown, path: Path = []): ForeignText[] {
  if (typeof value === 'string') {
    const text = foreignToHelm(value);
    return text ? [{ pointer: pointer(...path), text }] : [];
  }
  return typeof value !== 'object' || value === null ? []
    : Object.entries(value).flatMap(([key, inner]) => foreignTexts(inner, [...path, key]));
}
