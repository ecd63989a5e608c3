import { load, YAMLException } from 'js-yaml';
import { DEEPEST, isTooDeep } from '../../manifest/depth';
import { OBJECT_IS_SHALLOW, TOO_DEEP, YAML_DUPLICATE_KEY, YAML_PARSES } from '../../rules/rule/input-facts';
import { RuleFacts } from '../../rules/rule/rule';
import { places } from '../lazy';
import { GO_SCHEMA } from './go-schema';
import { hasKey } from './keys';
import type { Place } from './places';

/** What is wrong with a text, and where in it. */
export interface Problem extends Place {
  readonly facts: RuleFacts;
  readonly message: string;
}

/** The plain data of a text, if it can be read, and what is wrong with it. */
export interface PlainText {
  readonly data?: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Reads a document.
 */
export function plainData(text: string): PlainText {
  try {
    return refuse(load(text, { schema: GO_SCHEMA }), text);
  } catch (error) {
    return isDuplicate(error) ? withDuplicates(text) : unreadable(error, text);
  }
}

/** The last of the two wins, as it does for most. */
function withDuplicates(text: string): PlainText {
  try {
    const duplicates = places().duplicateKeys(text).map(({ key, line, column }): Problem => ({
      facts: YAML_DUPLICATE_KEY, message: `key "${key}" is given twice in one map: leave one of them out`, line, column,
    }));
    const { data, problems } = refuse(load(text, { schema: GO_SCHEMA, json: true }), text);
    return { data, problems: [...duplicates, ...problems] };
  } catch (error) {
    return unreadable(error, text);
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof YAMLException && error.reason === 'duplicated mapping key';
}

function unreadable(error: unknown, text: string): PlainText {
  if (!(error instanceof YAMLException)) {
    throw error;
  }
  const { line, column }: { line: number; column: number } = error.mark ?? { line: 0, column: 0 };
  const what = IS_TOO_DEEP.test(error.reason) ? { facts: OBJECT_IS_SHALLOW, message: TOO_DEEP }
    : { facts: YAML_PARSES, message: `not valid YAML: ${error.reason}${helmHint(text)}` };
  return { problems: [{ ...what, line: line + 1, column: column + 1 }] };
}

/** The parser goes as deep as everything else does. */
const IS_TOO_DEEP = /^nesting exceeded/;

const PIPE = '"helm template CHART | cdk8s-argo-rollouts lint -"';
const UNQUOTED_BRACES = `{{ }} outside of quotes: quote it if it is a placeholder of Argo Rollouts, or render a Helm template first, ${PIPE}`;
const HELM_ACTION = /\{\{-?\s*(?:\/\*|\$|\.[A-Z]|(?:if|else|end|range|with|define|include|template|block|toYaml|tpl|required|default)\b)/;

function helmHint(text: string): string {
  return HELM_ACTION.test(text) ? `. It looks like a Helm template: render it first, ${PIPE}` : '';
}

/** What is YAML and yet not what anybody means. */
function refuse(data: unknown, text: string): PlainText {
  if (text.includes('&') && expandedSize(data) > LARGEST_EXPANDED) {
    return { problems: [{ facts: YAML_PARSES, message: 'not valid YAML: its aliases never end, or expand to too much', line: 1, column: 1 }] };
  }
  const braces = text.includes('{{') && hasKey(data, MAP_AS_KEY) ? places().unquotedBraces(text) : undefined;
  return braces ? { problems: [{ facts: YAML_PARSES, message: UNQUOTED_BRACES, ...braces }] } : text.includes('&') ? shallow(data) : { data, problems: [] };
}

/** Data, unless it is nested too deeply to be walked through: what is no YAML can be, and what aliases stand for. */
export function shallow(data: unknown): PlainText {
  return isTooDeep(data) ? { problems: [{ facts: OBJECT_IS_SHALLOW, message: TOO_DEEP, line: 1, column: 1 }] } : { data, problems: [] };
}

/** What the parser makes of a map that is a key, as in `{{ .Values.name }}`. */
const MAP_AS_KEY = /^\[object Object\]$/;

/** As many values as no document has that somebody wrote. */
const LARGEST_EXPANDED = 10_000_000;

/**
 * How many values a document has where each alias counts as what it stands for. Infinite if one stands for itself. What is too deep
 * does not count: a chain of aliases can be as long as the document.
 */
function expandedSize(data: unknown, known = new Map<object, number>(), levels = DEEPEST): number {
  if (typeof data !== 'object' || data === null || levels === 0) {
    return 1;
  }
  if (!known.has(data)) {
    known.set(data, Infinity);
    known.set(data, Object.values(data).reduce((size: number, value) => size + expandedSize(value, known, levels - 1), 1));
  }
  return known.get(data)!;
}
