/** One document of a file, or one item of a List in it: as much as is parsed at a time. */
export interface SourceDocument {
  /** The file, as the user named it. */
  readonly file: string;
  readonly text: string;
  /** How many lines of the file come before it. */
  readonly line: number;
  /** If the text is an item of a List, still with its dash: the List without its items. */
  readonly list?: Record<string, unknown>;
}

/** Keeping the places of a document takes many times its size in memory. No object of a cluster is as large. */
export const LARGEST_DOCUMENT = 4 * 2 ** 20;

/** The end of a line before `---`, and a line `...`. Neither can be anything else, not even inside a block of text. */
const BOUNDARY = /\n(?:(?=---(?:\s|$))|\.\.\.(?:[^\S\n][^\n]*)?(?:\n|$))/g;

/** Empty lines, comments and directives. Before `---` they belong to the document after it. */
const PREAMBLE = /^(?:(?:[^\S\n]*(?:#[^\n]*)?|%[^\n]*)\n)*$/;

/**
 * The documents of a file. A large one is taken apart if it is a List.
 */
export function* documentsOf(file: string, text: string, parse: (text: string) => unknown): Generator<SourceDocument> {
  for (const document of split({ file, text, line: 0 }, [0, ...boundariesOf(text)])) {
    yield* document.text.length > LARGEST_DOCUMENT ? itemsOf(document, parse) : [document];
  }
}

function boundariesOf(text: string): number[] {
  const boundaries: number[] = [];
  for (const { index, 0: boundary } of text.matchAll(BOUNDARY)) {
    if (boundary !== '\n' || !PREAMBLE.test(text.slice(boundaries.at(-1), index + 1))) {
      boundaries.push(index + boundary.length);
    }
  }
  return boundaries;
}

function* split(document: SourceDocument, starts: readonly number[], end = document.text.length): Generator<SourceDocument> {
  let line = document.line + linesIn(document.text, 0, starts[0]);
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? end;
    yield { ...document, text: document.text.slice(start, next), line };
    line += linesIn(document.text, start, next);
  }
}

const ITEMS = /(?:^|\n)items:[^\S\n]*\n(?=( *)- )/;

/** Whatever is inside an item is indented more than its dash, so the lines tell where each starts. */
function itemsOf(document: SourceDocument, parse: (text: string) => unknown): Iterable<SourceDocument> {
  const { text } = document;
  const items = ITEMS.exec(text);
  if (!items) {
    return [document];
  }
  const first = items.index + items[0].length;
  const starts = [first, ...[...text.slice(first).matchAll(new RegExp(`\\n(?=${items[1]}- )`, 'g'))].map(({ index }) => first + index + 1)];
  const rest = text.slice(starts.at(-1)).search(/\n(?=[^\s#-])/);
  const end = rest < 0 ? text.length : starts.at(-1)! + rest + 1;
  const list = parse(text.slice(0, items.index + 1) + text.slice(end)) as Record<string, unknown> | undefined;
  return /List$/.test(String(list?.kind)) ? split({ ...document, list }, starts, end) : [document];
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    lines++;
  }
  return lines;
}
