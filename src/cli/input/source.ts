import { FoundObject, objectsIn } from '../../manifest/objects';
import { YAML_PARSES } from '../../rules/rule/input-facts';
import { LARGEST_DOCUMENT, SourceDocument } from './documents';
import { plainData, PlainText, Problem, shallow } from './yaml';

export interface Reading {
  readonly objects: readonly FoundObject[];
  readonly problems: readonly Problem[];
}

/** Reading YAML takes twenty times its size in memory. */
const LARGEST_YAML = 48 * 2 ** 20;

/**
 * The objects of a document, and what is wrong with it. A problem has its place in the file.
 */
export function read(document: SourceDocument): Reading {
  const { data, problems } = largeJson(document.text) ?? plainDataUpTo(LARGEST_YAML, document.text);
  return {
    objects: objectsIn(document.list ? { ...document.list, items: data } : data),
    problems: problems.map((problem) => ({ ...problem, line: problem.line + document.line })),
  };
}

/** Small JSON is read as YAML, which notices keys that are given twice. */
function largeJson(text: string): PlainText | undefined {
  try {
    return text.length > LARGEST_DOCUMENT && /^\s*[{[]/.test(text) ? shallow(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}

function plainDataUpTo(most: number, text: string): PlainText {
  if (text.length <= most) {
    return plainData(text);
  }
  const [size, allowed] = [text.length, most].map((characters) => `${Math.floor(characters / 2 ** 20)} MB`);
  const message = `one document of ${size} that is neither JSON nor a List with "items:" at the start of a line cannot be read, at most ${allowed} can: `
    + 'give each object a document of its own';
  return { problems: [{ facts: YAML_PARSES, message, line: 1, column: 1 }] };
}
