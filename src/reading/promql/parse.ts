import { SyntaxNode } from '@lezer/common';
import { LRParser } from '@lezer/lr';
import { goPattern } from '../pattern';
import { isWord } from '../placeholder';
import { treeOf } from '../syntax-tree';
import { Aggregation, Binary, Matcher, Query, QueryError, SUBQUERY } from './query';

// its types claim that it is an ES module only, and yet it has an entry for CommonJS
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { parser } = require('@prometheus-io/lezer-promql') as { parser: LRParser };

/** Parses a query, and refuses what Prometheus does beyond the grammar of its editor. */
export function parseQuery(text: string): Query {
  const tree = treeOf(parser, withoutLooseDots(text), 'Expr', (at, message) => {
    throw stopAt(at, message, text);
  });
  return new Reader(text).read(childrenOf(tree.topNode)[0]);
}

const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#.*/g;

function stopAt(at: number, message: string, text: string): QueryError {
  const unclosed = text.replace(TEXT_OR_COMMENT, (part) => ' '.repeat(part.length)).search(/["'`]/);
  return unclosed >= 0 && unclosed <= at ? new QueryError(unclosed, 'the text that begins here has no end', true) : new QueryError(at, message, at >= text.trimEnd().length);
}

/** Prometheus reads `5.` as a number, the grammar does not. What is quoted stays as it is. */
function withoutLooseDots(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<![\w.])(\d[\d_]*)\.(?![\w.])/g, (_, quoted, digits) => quoted ?? `${digits} `);
}

function fail({ from }: { from: number }, message: string): never {
  throw new QueryError(from, message);
}

const DURATION = /^(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;
const OPERATIONS = ['BinaryExpr', 'UnaryExpr'];
const MOVED = ['OffsetExpr', 'StepInvariantExpr'];
const CHAINED = [...MOVED, ...OPERATIONS];
const SELECTORS = ['VectorSelector', 'MatrixSelector', 'SubqueryExpr', 'AnchoredExpr', 'SmoothedExpr'];

const ESCAPED: Record<string, RegExp> = {
  '"': /^(?:[^\\]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U00[\da-fA-F]{6}))*$/,
  '\'': /^(?:[^\\]|\\(?:[abfnrtv\\']|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U00[\da-fA-F]{6}))*$/,
};

class Reader {
  constructor(private readonly text: string) {}

  public read(node: SyntaxNode): Query {
    const at = node.from;
    const parts = childrenOf(node);
    switch (node.name) {
      case 'ParenExpr': return this.read(parts[0]);
      case 'NumberDurationLiteral': return { kind: 'number', at, value: this.number(node) };
      case 'StringLiteral': return { kind: 'string', at, value: this.string(node) };
      case 'VectorSelector': return this.selector(node);
      case 'MatrixSelector': return this.range(node, parts);
      case 'SubqueryExpr': return this.range(node, parts);
      case 'OffsetExpr': case 'StepInvariantExpr': return this.moved(node, parts);
      case 'FunctionCall': return { kind: 'call', at, name: this.source(parts[0]), args: this.args(parts[1]) };
      case 'AggregateExpr': return { at, ...this.aggregation(node, parts) };
      case 'BinaryExpr': return { at: parts[1].from, ...this.binary(parts) };
      case 'UnaryExpr': return { kind: 'unary', at, operand: this.read(parts[1]) };
      // what newer versions add beyond what is known here
      default: return { kind: 'open', at };
    }
  }

  private source({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private number(node: SyntaxNode): number {
    const text = this.source(node).replace(/_/g, '');
    return /^[+-]?inf$/i.test(text) ? Infinity : DURATION.test(text) ? 1 : Number(text);
  }

  /** Go's escapes; between backticks there are none. */
  private string(node: SyntaxNode): string {
    const text = this.source(node);
    const value = text.slice(1, -1);
    if (text.length < 2 || text[text.length - 1] !== text[0]) {
      fail(node, 'a text has no end');
    }
    if (text[0] !== '`' && !ESCAPED[text[0]].test(value)) {
      fail(node, `bad escape in ${text}`);
    }
    return text[0] === '`' ? value : value.replace(/\\\\/g, '\\');
  }

  private selector(node: SyntaxNode): Query {
    const name = node.getChild('Identifier');
    const matchers = (node.getChild('LabelMatchers') ? childrenOf(node.getChild('LabelMatchers')!) : []).map((matcher) => this.matcher(matcher));
    const at = node.from;
    if (name && isWord(this.source(name)) && matchers.length === 0) {
      return { kind: 'open', at };
    }
    const names = [...name ? [this.source(name)] : [], ...matchers.filter(({ label }) => label === '__name__').map(({ value }) => value)];
    if (name && names.length > 1) {
      fail(node, `a metric has one name, got ${names.join(' and ')}`);
    }
    if (!name && matchers.every(matchesNothing) && !isGivenToInfo(node)) {
      fail(node, 'a selector needs a name or a label that is not empty');
    }
    return { kind: 'selector', at, name: names[0], matchers };
  }

  private matcher(node: SyntaxNode): Matcher {
    if (node.name === 'QuotedLabelName') {
      return { label: '__name__', operator: '=', value: this.string(node.firstChild!) };
    }
    const [label, operator, value] = childrenOf(node);
    const matcher = { label: this.source(label).replace(/^["']|["']$/g, ''), operator: this.source(operator), value: this.string(value) };
    if (matcher.operator.includes('~') && !goPattern(matcher.value)) {
      fail(value, `${JSON.stringify(matcher.value)} is not a regular expression`);
    }
    return matcher;
  }

  private range(node: SyntaxNode, [of, ...durations]: SyntaxNode[]): Query {
    if (OPERATIONS.includes(unmoved(of).name)) {
      // the editor's grammar gives the range to all operands, Prometheus to the last
      fail(of, node.name === 'MatrixSelector' ? 'an operator cannot take a range such as x[5m]'
        : 'what a subquery such as [1h:5m] is taken of stands in parentheses');
    }
    if (node.name === 'MatrixSelector' && of.name !== 'VectorSelector') {
      fail(of, 'a range such as [5m] follows a selector');
    }
    durations.forEach((duration) => this.duration(duration));
    const query = this.read(of);
    if (node.name === 'SubqueryExpr') {
      return { kind: 'range', at: node.from, of: { kind: 'call', at: of.from, name: SUBQUERY, args: [query] } };
    }
    return { kind: 'range', at: node.from, of: query };
  }

  private duration(node: SyntaxNode): void {
    const text = this.source(node);
    if (/^-?[\d.a-z]+$/.test(text) && !(DURATION.test(text) && /[1-9]/.test(text)) && !(Number(text) > 0)) {
      fail(node, `a duration is above zero and written like 5m or 1h30m, got ${text}`);
    }
  }

  /**
   * `offset` and `@` follow what is read at some time, each of them once. The editor's grammar takes all of `a + b offset 5m` to be
   * moved, where Prometheus moves the last operand.
   */
  private moved(node: SyntaxNode, [of, ...times]: SyntaxNode[]): Query {
    const word = node.name === 'OffsetExpr' ? 'offset' : '@';
    let inner = of;
    while (!SELECTORS.includes(inner.name) && CHAINED.includes(inner.name)) {
      if (inner.name === node.name) {
        fail(times[0], `"${word}" can be given once`);
      }
      inner = OPERATIONS.includes(inner.name) ? inner.lastChild! : inner.firstChild!;
    }
    return SELECTORS.includes(inner.name) ? this.read(of) : fail(times[0], `"${word}" follows a selector, a range or a subquery`);
  }

  private args(body: SyntaxNode): Query[] {
    return childrenOf(body).map((part) => this.read(part));
  }

  private aggregation(node: SyntaxNode, parts: SyntaxNode[]): Aggregation {
    const modifiers = parts.filter(({ name }) => name === 'AggregateModifier');
    const grouping = modifiers.map((modifier) => ({ without: modifier.firstChild!.name === 'Without', labels: this.labels(modifier) }))[0];
    const operator = this.source(parts[0]).toLowerCase();
    const body = node.getChild('FunctionCallBody') ?? fail(node, `${operator} needs something to aggregate`);
    return { kind: 'aggregation', operator, args: this.args(body), grouping };
  }

  private labels(node: SyntaxNode): string[] {
    const list = node.getChild('GroupingLabels');
    return list ? childrenOf(list).map((label) => this.source(label).replace(/^["']|["']$/g, '')) : [];
  }

  private binary(parts: SyntaxNode[]): Binary {
    const [left, right] = [this.read(parts[0]), this.read(parts[parts.length - 1])];
    const between = parts.slice(2, -1);
    const matching = between.find(({ name }) => name === 'MatchingModifierClause');
    const [first, second] = matching ? matching.getChildren('GroupingLabels').map((list) => childrenOf(list).map((label) => this.source(label))) : [];
    const many = matching?.getChild('GroupLeft') ? 'left' : matching?.getChild('GroupRight') ? 'right' : undefined;
    return {
      kind: 'binary',
      operator: this.source(parts[1]).toLowerCase(),
      left,
      right,
      bool: between.some(({ name }) => name === 'BoolModifier'),
      on: matching?.getChild('On') ? first ?? [] : undefined,
      ignoring: matching?.getChild('Ignoring') ? first ?? [] : undefined,
      many,
      included: second ?? [],
    };
  }
}

/** The selector that says which labels `info` adds may match anything. */
function isGivenToInfo({ parent }: SyntaxNode): boolean {
  return parent?.name === 'FunctionCallBody' && parent.parent?.firstChild?.getChild('Info') != null;
}

/** What `offset` and `@` are given to. */
function unmoved(node: SyntaxNode): SyntaxNode {
  return MOVED.includes(node.name) ? unmoved(node.firstChild!) : node;
}

/** Whether a series without the label would match: then it tells nothing apart. */
function matchesNothing({ operator, value }: Matcher): boolean {
  const matchesEmpty = operator.includes('~') ? goPattern(value)!.test('') : value === '';
  return operator.startsWith('!') ? !matchesEmpty : matchesEmpty;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      children.push(child);
    }
  }
  return children;
}
