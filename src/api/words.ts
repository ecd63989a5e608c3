import { elementOf, factsOf, TypeName } from './type-table';

const LONGEST = 80;
const MOST_MAKERS = 3;

const ONE: Readonly<Record<string, string>> = { string: 'a string', number: 'a number', boolean: 'true or false', date: 'a Date' };
const MANY: Readonly<Record<string, string>> = { string: 'strings', number: 'numbers', boolean: 'true or false', date: 'Dates' };

/** What a value may be. */
export function allowed(type: TypeName): string {
  if (type.endsWith('[]')) {
    return `a list of ${MANY[elementOf(type)] ?? bare(elementOf(type))}`;
  }
  if (type.endsWith('{}')) {
    return `an object with ${MANY[elementOf(type)] ?? bare(elementOf(type))} by their names`;
  }
  if (type.includes('|')) {
    return type.split('|').map(allowed).join(' or ');
  }
  const { properties, choice } = factsOf(type) ?? {};
  return ONE[type] ?? (properties ? `an object of type ${bare(type)}` : choice ? `a value of ${bare(type)}${choice.length > 0 ? ` (${choice.join(', ')})` : ''}` : withArticle(bare(type)));
}

/** What a value is, short enough for a sentence. */
export function described(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : `a list with ${described(value[0])}`;
  }
  if (typeof value === 'object' && value !== null) {
    const name = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object';
    return name === 'Object' ? shortened(asJson(value)) : withArticle(name);
  }
  return typeof value === 'function' ? 'a function' : shortened(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

/** How a value is made that is no plain data. */
export function makersInWords(type: TypeName): string {
  const makers = (factsOf(type)?.makers ?? []).map(bare);
  const shown = makers.slice(0, MOST_MAKERS);
  const list = [shown.slice(0, -1).join(', '), shown.at(-1)].filter((part) => part).join(' or ');
  return list && `: make it with ${list}${makers.length > MOST_MAKERS ? ', for example' : ''}`;
}

/** Only the classes of cdk8s-plus are called with their library, because they are imported so. */
function bare(type: TypeName): string {
  return type.replace(/^(?:cdk8s|constructs)\./, '');
}

function withArticle(name: string): string {
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

function asJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'an object';
  }
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
