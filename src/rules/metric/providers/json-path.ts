import { lazily } from '../../../manifest/lazily';

/** What can stand inside the braces, in the order in which it is looked for, and what can be wrong with it. */
const parts = lazily((): readonly [RegExp, (found: string[], before: string) => string | undefined][] => [
  [/\.\.(?:(?=[_\p{L}\p{Nd}])(?:\\[^]?|[^ \t\r\n.,[\]$@{}\\])*)?/uy, (_, before) => before === '..' ? 'two descents in a row' : undefined],
  [/[ @$]/y, () => undefined],
  [/\[([^\]\n]*)\]/y, ([, content]) => selectionProblem(content)],
  [/"(?:[^"\n]|(?<=\\)")*(?<!\\)"|'(?:[^'\n]|(?<=\\)')*(?<!\\)'/y, () => undefined],
  [/\.(?:\\[^]?|[^ \t\r\n.,[\]$@{}\\])*/uy, () => undefined],
  [/[+-][.\p{Nd}]*|\p{Nd}[.\p{Nd}]*/uy, ([number]) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(number) ? undefined : `${number} is no number`],
  [/[_\p{L}][^ \t\r\n.,[\]$@{}]*/uy, ([name]) => NAMES.includes(name) ? undefined : `"${name}" is no field, which begins with a dot and has a backslash before a space`],
]);

const NAMES = ['true', 'false', 'range', 'end'];

const FILTER = /\[\?\(/y;

/**
 * Why a JSONPath template of Kubernetes can never be read. Nothing where it can, and where that is not certain.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/jsonpath/
 */
export function jsonPathProblem(text: string): string | undefined {
  let at = text.indexOf('{');
  while (at >= 0) {
    const end = actionEnd(text, at + 1);
    if (typeof end === 'string') {
      return end;
    }
    at = text.indexOf('{', end);
  }
  return undefined;
}

/** Where the text goes on after the closing brace, or what is wrong before it. */
function actionEnd(text: string, start: number): number | string {
  let [at, before] = [start, ''];
  while (text[at] !== '}') {
    const part = partAt(text, at, before);
    if (typeof part === 'string') {
      return part;
    }
    before = text.slice(at, part.end);
    at = part.end;
  }
  return at + 1;
}

function partAt(text: string, at: number, before: string): { readonly end: number } | string {
  if (at >= text.length || /[\r\n]/.test(text[at])) {
    return 'a brace is never closed';
  }
  if (matchAt(FILTER, text, at)) {
    return filterAt(text, at);
  }
  for (const [pattern, problem] of parts()) {
    const found = matchAt(pattern, text, at);
    if (found) {
      return problem(found, before) ?? { end: at + found[0].length };
    }
  }
  return text[at] === '[' ? 'a bracket is never closed' : /["']/.test(text[at]) ? 'a quoted text is never closed' : `unexpected ${JSON.stringify(text[at])}`;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** A filter ends at the first parenthesis outside of its first quoted text. */
function filterAt(text: string, start: number): { readonly end: number } | string {
  const close = /^[^"'\n)]*(?:"(?:[^"\n]|(?<=\\)")*(?<!\\)"|'(?:[^'\n]|(?<=\\)')*(?<!\\)')?[^\n)]*\)/.exec(text.slice(start + 3));
  if (!close) {
    return 'a filter is never closed';
  }
  const end = start + 3 + close[0].length;
  const condition = close[0].slice(0, -1);
  const sides = /^([^!<>=]+)[!<>=]+(.+?)$/.exec(condition)?.slice(1) ?? [condition];
  const problem = sides.map((side) => jsonPathProblem(`{${side}}`)).find(Boolean);
  return text[end] !== ']' ? 'a filter is never closed' : problem ?? { end: end + 1 };
}

/** What stands in brackets: places, or keys in single quotes, or several of them. */
function selectionProblem(content: string): string | undefined {
  const choices = content.split(',');
  if (choices.length > 1) {
    return choices.map((choice) => selectionProblem(choice.replace(/^ +| +$/g, ''))).find(Boolean);
  }
  const key = /^'([^']*)'$/.exec(content);
  return key ? jsonPathProblem(`{.${key[1]}}`)
    : content === '*' || /^(-?\d+)?(:(-?\d+)?){0,2}$/.test(content) ? undefined
      : `"${content}" is neither a place nor a key in single quotes`;
}
