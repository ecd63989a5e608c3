import { SyntaxNode } from '@lezer/common';
import { treeOf } from '../syntax-tree';
import { LANGUAGE_FUNCTIONS } from './functions';
import { readNumber, readRawString, readString } from './literals';
import { parser } from './parser.generated';
import { ConditionError, Expression, PREDICATED } from './syntax';
import { isAlphanumeric } from './tokens';

/**
 * Parses a condition, or any other expression of the controller's language.
 */
export function parseExpression(text: string): Expression {
  const tree = treeOf(parser, text, 'Statement', (at, message) => {
    throw new ConditionError(at, message);
  });
  return new Reader(text).read(tree.topNode.firstChild!);
}

const COMPARISON = /^[<>]=?$/;

/** Makes expressions of the nodes of the tree, and refuses what an LR grammar cannot. */
class Reader {
  private predicates = 0;

  constructor(private readonly text: string) {}

  public read(node: SyntaxNode): Expression {
    const at = node.from;
    const parts = childrenOf(node);
    switch (node.name) {
      case 'Sequence': return this.sequence(node, parts);
      case 'Block': case 'Condition': return this.read(parts[0]);
      case 'Parentheses': return this.read(parts[0]);
      case 'Let': return this.declaration(at, parts);
      case 'If': return { kind: 'conditional', at, test: this.read(parts[0]), yes: this.read(parts[1]), no: this.read(parts[2]) };
      case 'Conditional': return this.conditional(at, parts);
      case 'Unary': return { kind: 'unary', at, operator: this.source(parts[0]), operand: this.read(parts[1]) };
      case 'Binary': return this.binary(parts);
      case 'Array': return { kind: 'array', at, items: parts.map((part) => this.read(part)) };
      case 'Map': return { kind: 'map', at, pairs: parts.map((part) => this.pair(childrenOf(part))) };
      case 'Identifier': return { kind: 'name', at, name: this.word(node) };
      case 'Call': case 'Pipe': return this.call(node, parts);
      case 'Member': return this.member(at, this.read(parts[0]), parts.slice(1).filter(({ name }) => name !== 'Optional'));
      case 'Implicit': return this.member(at, this.pointer(node), parts);
      case 'Pointer': return this.pointer(node, parts[0]);
      case 'Index': return this.index(at, parts);
      default: return this.literal(node);
    }
  }

  private source({ from, to }: { from: number; to: number }): string {
    return this.text.slice(from, to);
  }

  private word(node: SyntaxNode): string {
    const name = this.source(node);
    return isAlphanumeric(name) ? name : this.refuse(node, `unexpected character in ${JSON.stringify(name)}`);
  }

  private refuse({ from }: { from: number }, message: string): never {
    throw new ConditionError(from, message);
  }

  /** A semicolon may end the whole text and nothing else. */
  private sequence(node: SyntaxNode, parts: SyntaxNode[]): Expression {
    const last = parts[parts.length - 1];
    if (last.name === 'Semicolon' && parserSees(this.text.slice(last.to))) {
      this.refuse(last, 'unexpected ";"');
    }
    const statements = parts.filter(({ name }) => name !== 'Semicolon').map((part) => this.read(part));
    return statements.length === 1 ? statements[0] : { kind: 'sequence', at: node.from, parts: statements };
  }

  private declaration(at: number, parts: SyntaxNode[]): Expression {
    const [name, value, body] = parts.filter((part) => part.name !== 'Semicolon');
    return { kind: 'let', at, name: this.word(name), value: this.read(value), body: this.read(body) };
  }

  private conditional(at: number, [test, ...results]: SyntaxNode[]): Expression {
    const [yes, no] = results.length === 2 ? results : [test, ...results];
    return { kind: 'conditional', at, test: this.read(test), yes: this.read(yes), no: this.read(no) };
  }

  private binary(parts: SyntaxNode[]): Expression {
    const operator = parts[parts.length - 2];
    const { left, right, ...node } = { left: this.read(parts[0]), right: this.read(parts[parts.length - 1]), at: operator.from };
    const text = this.source(operator);
    if (text !== '??' && this.operatorOf(parts[0]) === '??') {
      this.refuse(operator, `"??" and "${text}" cannot stand side by side: put one of them in parentheses`);
    }
    const binary: Expression = { kind: 'binary', ...node, operator: text, left, right };
    if (parts.length === 4) {
      return { kind: 'unary', at: parts[1].from, operator: 'not', operand: binary };
    }
    // `a < b < c` asks for both
    return COMPARISON.test(text) && COMPARISON.test(this.operatorOf(parts[0]) ?? '')
      ? { kind: 'binary', ...node, operator: '&&', left, right: { ...binary, left: lastOperand(left) } }
      : binary;
  }

  private operatorOf(node: SyntaxNode): string | undefined {
    const parts = node.name === 'Binary' ? childrenOf(node) : [];
    return parts.length === 3 ? this.source(parts[1]) : undefined;
  }

  /** A key is a word, a number, a text, or begins with a parenthesis. */
  private pair([key, value]: SyntaxNode[]): [Expression, Expression] {
    const simple = ['Identifier', 'Number', 'String', 'RawString', 'Boolean', 'Nil'].includes(key.name);
    if (!simple && this.text[key.from] !== '(') {
      this.refuse(key, 'a key is a word, a number, a text, or stands in parentheses');
    }
    return [simple ? { kind: 'literal', at: key.from, type: 'string', value: this.keyText(key) } : this.read(key), this.read(value)];
  }

  private keyText(key: SyntaxNode): string {
    return key.name === 'Identifier' ? this.word(key) : key.name.endsWith('String') ? String(this.stringOf(key)) : this.source(key);
  }

  private call(node: SyntaxNode, parts: SyntaxNode[]): Expression {
    const [list, callee] = [parts[parts.length - 1], parts[parts.length - 2]];
    const first = node.name === 'Pipe' ? [this.read(parts[0])] : [];
    const name = this.word(callee);
    if (PREDICATED[name]) {
      return { kind: 'builtin', at: callee.from, name, args: [...first, ...this.predicated(name, list, first.length)] };
    }
    const args = [...first, ...this.args(list)];
    return LANGUAGE_FUNCTIONS.has(name)
      ? { kind: 'builtin', at: callee.from, name, args }
      : { kind: 'call', at: callee.from, callee: { kind: 'name', at: callee.from, name }, args };
  }

  private args(list: SyntaxNode): Expression[] {
    return childrenOf(list).filter(({ name }) => name !== 'TrailingComma').map((part) => {
      return part.name === 'Block' ? this.refuse(part, `unexpected "{": only ${Object.keys(PREDICATED).join(', ')} take a block`) : this.read(part);
    });
  }

  private predicated(name: string, list: SyntaxNode, given: number): Expression[] {
    const [least, most] = PREDICATED[name];
    const nodes = childrenOf(list);
    const args = nodes.filter((part) => part.name !== 'TrailingComma');
    const count = args.length + given;
    if (count < least || count > most || (args.length < nodes.length && count < most)) {
      this.refuse(list, `${name} takes ${[...new Set([least, most])].join(' or ')} arguments, got ${count}`);
    }
    return args.map((part, index) => {
      const isPredicate = index + given === 1;
      if (isPredicate ? part.name !== 'Block' && this.text[part.from] === '{' : part.name === 'Block') {
        this.refuse(part, 'unexpected "{": only a predicate stands in braces');
      }
      this.predicates += isPredicate ? 1 : 0;
      const argument = this.read(part);
      this.predicates -= isPredicate ? 1 : 0;
      return argument;
    });
  }

  private member(at: number, base: Expression, [property, list]: SyntaxNode[]): Expression {
    const name = this.word(property);
    const member: Expression = { kind: 'member', at, base, property: { kind: 'literal', at: property.from, type: 'string', value: name } };
    return list ? { kind: 'call', at: property.from, callee: member, args: this.args(list) } : member;
  }

  private index(at: number, parts: SyntaxNode[]): Expression {
    const base = this.read(parts[0]);
    const subscript = parts[parts.length - 1];
    if (subscript.name !== 'Slice') {
      return { kind: 'member', at, base, property: this.read(subscript) };
    }
    const [from, to] = ['From', 'To'].map((name) => subscript.getChild(name)?.firstChild).map((part) => part ? this.read(part) : undefined);
    return { kind: 'slice', at, base, from, to };
  }

  private pointer(node: SyntaxNode, name?: SyntaxNode): Expression {
    if (this.predicates === 0) {
      this.refuse(node, `unexpected "${this.text[node.from]}": only a predicate has something to point at`);
    }
    return { kind: 'pointer', at: node.from, name: name ? this.word(name) : '' };
  }

  private literal(node: SyntaxNode): Expression {
    const at = node.from;
    switch (node.name) {
      case 'Number': return { at, ...readNumber(this.source(node)) ?? this.refuse(node, `bad number ${this.source(node)}`) };
      case 'Boolean': return { kind: 'literal', at, type: 'bool', value: this.source(node) === 'true' };
      case 'Nil': return { kind: 'literal', at, type: 'nil', value: null };
      default: return { kind: 'literal', at, type: 'string', value: this.stringOf(node) };
    }
  }

  private stringOf(node: SyntaxNode): string {
    const text = this.source(node);
    return (node.name === 'RawString' ? readRawString(text) : readString(text)) ?? this.refuse(node, `bad escape in ${text}`);
  }
}

function lastOperand(left: Expression): Expression {
  const { right } = left as Extract<Expression, { kind: 'binary' }>;
  return right.kind === 'binary' && left.kind === 'binary' && left.operator === '&&' ? right.right : right;
}

/** Whether anything but space and comments is left. */
function parserSees(rest: string): boolean {
  return rest.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '').trim() !== '';
}

const SILENT = new Set(['Comment']);

/** The nodes inside a node. Words such as `let` and `if`, and punctuation, are none. */
function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!SILENT.has(child.name)) {
      children.push(child);
    }
  }
  return children;
}
