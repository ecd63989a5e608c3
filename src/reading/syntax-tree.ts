import { Tree } from '@lezer/common';
import { LRParser } from '@lezer/lr';
import { DEEPEST } from '../manifest/depth';

/** A longer expression is not read. */
const LONGEST = 10_000;

const TOO_DEEP = `it is nested more than ${DEEPEST} levels deep`;

/** Why an expression is not read, although it may be right. */
class TooLarge extends Error {}

/** What an error says of the size of an expression. Throws any other. */
export function whyTooLarge(error: unknown): string {
  if (error instanceof TooLarge) {
    return error.message;
  }
  throw error;
}

/** Why an expression is not read by its length alone. */
export function whyTooLong(text: string): string | undefined {
  return text.length > LONGEST ? `it has ${text.length} characters, and at most ${LONGEST} are read` : undefined;
}

/**
 * The syntax tree of an expression, if it is no deeper than what walks through it can go.
 *
 * @param expression the group of the nodes that can be nested without end
 * @param refuse throws what is wrong with the text
 */
export function treeOf(parser: LRParser, text: string, expression: string, refuse: (at: number, message: string) => never): Tree {
  const tree = parse(parser, text);
  const errors: number[] = [];
  let depth = 0;
  tree.iterate({
    enter({ type, from }) {
      if (type.isError) {
        errors.push(from);
      }
      depth += type.is(expression) ? 1 : 0;
      if (depth > DEEPEST) {
        throw new TooLarge(TOO_DEEP);
      }
    },
    leave({ type }) {
      depth -= type.is(expression) ? 1 : 0;
    },
  });
  const [error] = errors;
  return error === undefined ? tree : refuse(error, error >= text.trimEnd().length ? 'it ends too early' : `unexpected ${firstOf(text.slice(error))}`);
}

/** The parser keeps its stack in a list, but recurses to make a tree of it, and so it fails where a tree would be far too deep. */
function parse(parser: LRParser, text: string): Tree {
  try {
    return parser.parse(text);
  } catch {
    throw new TooLarge(TOO_DEEP);
  }
}

/** The first word or sign of a text. */
function firstOf(text: string): string {
  return JSON.stringify(/^([\p{L}\p{Nd}_$]+|.)/su.exec(text)?.[0] ?? '');
}
