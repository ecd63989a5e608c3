import * as fc from 'fast-check';
import { CONTROLLER_FUNCTIONS, LANGUAGE_FUNCTIONS } from '../../../../src/reading/condition/functions';
import { PREDICATED } from '../../../../src/reading/condition/syntax';
import { filled, oftenBroken } from './random';

const NUMBERS = ['0', '1', '2', '5', '0.5', '.5', '1.', '1e3', '1_000', '0x1F', '0b11', '0o17', '-1', 'x', '#', '#index', '#acc', 'asFloat(result)', 'len(result)'];
const TEXTS = ['"a"', '\'b\'', '`c`', '"\\u00e9\\n"', '"\\x41"', '"("', 'string(result)', 'type(result)'];
const RESULTS = ['result', 'result[0]', 'result[-1]', 'result.a', 'result?.a', 'result?.[0]', 'result["a"]', 'result[0].a', 'result[1:]', 'result[:1][0]', '$env.result'];
const OTHERS = ['nil', 'true', 'false', '[]', '[1, 2]', '["a", 1]', '{a: 1}', '{"a": result, b: nil}', '{}', '1..3', '.a', 'now()', 'duration("5m")', 'limit', 'isNil'];
const OPERATORS = [
  '+', '-', '*', '/', '%', '**', '^', '==', '!=', '<', '>', '<=', '>=', 'and', 'or', '&&', '||', '??', '..', 'in', 'not in', 'contains', 'startsWith', 'endsWith',
  'matches', '|',
];
const COMPARISONS = ['<', '>', '<=', '>=', '==', '!='];
const TOKENS = [...OPERATORS, '(', ')', '[', ']', '{', '}', ',', ';', ':', '?', '?.', '!', 'not', 'let', 'if', 'else', '#', '"', '\'', '`', '//', '/*', '\\', ' ', '=', '.', '♥', '5ms'];

const FUNCTIONS = [...CONTROLLER_FUNCTIONS.keys(), ...LANGUAGE_FUNCTIONS.keys(), 'average'].filter((name) => name !== 'repeat');

const word = (words: readonly string[]) => fc.constantFrom(...words);

/** Every construction of the language, sensible or not. */
const WILD = fc.letrec<{ any: string; number: string; truth: string; list: string }>((tie) => ({
  number: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    word([...NUMBERS, ...RESULTS]),
    filled('% % %', tie('number'), word(['+', '-', '*', '/', '**']), tie('number')),
    filled('%(%)', word(['asInt', 'asFloat', 'abs', 'ceil', 'floor', 'round', 'max', 'min', 'sum', 'mean', 'median', 'first', 'last', 'len', '-', 'int']), tie('any')),
    filled('default(%, %)', tie('number'), tie('number'))),
  list: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    word(['result', '[1, 2, 3]', '[0.5]', '1..3', '[]', 'result[1:]', '["a"]', '[result]']),
    filled('%(%, %)', word(['filter', 'map', 'sortBy', 'groupBy']), tie('list'), tie('any')),
    filled('%(%)', word(['reverse', 'uniq', 'sort', 'flatten', 'concat']), tie('list'))),
  truth: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    word(['true', 'false', 'isNaN(result)', 'isNil(result)', 'isInf(result)', 'result', 'len(result) > 0']),
    filled('% % %', tie('number'), word(COMPARISONS), tie('number')),
    filled('% % %', tie('truth'), word(['and', 'or', '&&', '||']), tie('truth')),
    filled('%(%)', word(['!', 'not ', 'isNaN', 'isInf', 'isNil']), tie('any')),
    filled('%(%, %)', word(['all', 'any', 'none', 'one']), tie('list'), tie('truth')),
    filled('% in %', tie('number'), tie('list')),
    filled('% ? % : %', tie('truth'), tie('truth'), tie('truth'))),
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    word([...NUMBERS, ...RESULTS, ...TEXTS, ...OTHERS]),
    tie('number'), tie('truth'), tie('list'),
    filled('% % %', tie('any'), word(OPERATORS), tie('any')),
    filled('(%)', tie('any')),
    filled('%(%)', word(FUNCTIONS), fc.array(tie('any'), { maxLength: 3 }).map((args) => args.join(', '))),
    filled('%(%, {%})', word(Object.keys(PREDICATED)), tie('any'), tie('any')),
    filled('reduce(%, %, %)', tie('list'), tie('any'), tie('any')),
    filled('% | %(%)', tie('any'), word(FUNCTIONS), tie('any')),
    filled('let x = %; %', tie('any'), tie('any')),
    filled('if % { % } else { % }', tie('truth'), tie('any'), tie('any')),
    filled('%[%]', tie('any'), tie('any')),
    filled('%[%:%]', tie('any'), tie('any'), tie('any')),
    filled('%; %', tie('any'), tie('any'))),
})).any;

/** What is a number, and what is a list of numbers, in a result of a kind. */
const PARTS: Record<string, readonly [numbers: readonly string[], lists: readonly string[]]> = {
  number: [['result', 'asFloat(result)', 'default(result, 1)'], ['[result]', '[result, 2.5]']],
  numbers: [['result[0]', 'first(result)', 'len(result)', 'result[1]', 'last(result)', 'max(result)', 'sum(result)', 'result[len(result) - 1]'], ['result', 'result[:1]']],
  list: [['result[0]', 'first(result)', 'len(result)', 'asFloat(result[1])', 'mean(result)'], ['result', 'result[1:]']],
  nothing: [['result', 'default(result, 0)', '(result ?? 1)'], ['[result]', '[]']],
  text: [['len(result)', 'int(result)', 'asFloat(result)'], ['[result]', 'split(result, ",")']],
  map: [['result.a', 'result["a"]', 'result?.a', 'len(result)', 'result.b'], ['[result.a]', 'values(result)']],
  maps: [['result[0].a', 'len(result)', 'first(result).a', 'result[0]?.b'], ['map(result, .a)', 'map(result, {#.a})']],
};

/** Conditions as people write them, about results of a kind. */
function sensible(kind: string): fc.Arbitrary<string> {
  const [numbers, lists] = PARTS[kind];
  return fc.letrec<{ number: string; list: string; truth: string }>((tie) => ({
    number: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: word([...numbers, '0', '1', '2', '0.5', '2.5']) },
      filled('% % %', tie('number'), word(['+', '-', '*', '/', '**', '%']), tie('number')),
      filled('%(%)', word(['abs', 'ceil', 'floor', 'round', 'asInt', 'asFloat', '-', 'int', 'float']), tie('number')),
      filled('%(%)', word(['sum', 'mean', 'median', 'max', 'min', 'first', 'last', 'len']), tie('list')),
      filled('count(%, %)', tie('list'), filled('# % %', word(COMPARISONS), word(['0', '1', '0.5']))),
      filled('(% ? % : %)', tie('truth'), tie('number'), tie('number')),
      filled('(% ?? %)', tie('number'), tie('number'))),
    list: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: word([...lists, '[1, 2, 3]', '[0.5, 1.5]', '1..3']) },
      filled('filter(%, # % %)', tie('list'), word(COMPARISONS), tie('number')),
      filled('map(%, # % %)', tie('list'), word(['+', '*', '-', '/']), tie('number')),
      filled('%(%)', word(['reverse', 'uniq', 'sort']), tie('list'))),
    truth: fc.oneof({ depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: filled('% % %', tie('number'), word(COMPARISONS), tie('number')) },
      filled('% % %', tie('truth'), word(['and', 'or', '&&', '||', '==', '!=']), tie('truth')),
      filled('%(%)', word(['isNaN', 'isInf', 'isNil']), tie('number')),
      filled('%(%)', word(['!', 'not ']), tie('truth')),
      filled('%(%, # % %)', word(['all', 'any', 'none', 'one']), tie('list'), word(COMPARISONS), tie('number')),
      filled('% % %', tie('number'), word(['in', 'not in']), tie('list')),
      filled('let x = %; x % 1 and %', tie('number'), word(COMPARISONS), tie('truth')),
      filled('% ? % : %', tie('truth'), tie('truth'), tie('truth'))),
  })).truth;
}

/** Conditions about results of a kind: as people write them, or made of anything, and some that are broken. */
export function conditionTexts(kind: string): fc.Arbitrary<string> {
  return oftenBroken(fc.oneof({ weight: 3, arbitrary: sensible(kind) }, { weight: 1, arbitrary: WILD }), TOKENS);
}
