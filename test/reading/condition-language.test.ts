import { typeOf } from '../../src/reading/condition/check';
import { evaluate } from '../../src/reading/condition/evaluate';
import { parseExpression } from '../../src/reading/condition/parse';
import { goSlice, FLOAT, listOf, ANY, mapOf, Type } from '../../src/reading/condition/types';
import { RunError, UNKNOWN, Value } from '../../src/reading/condition/values';

const NUMBERS = goSlice(FLOAT);

function compiles(condition: string, result: Type = NUMBERS): void {
  typeOf(parseExpression(condition), new Map([['result', result]]));
}

// the controller's compiler judged each of these the same way
describe('compiles', () => {
  test.each([
    '1 < result[0] < 3', 'not (result[0] in 1..3)', 'result[0] not in [1, 2]', 'result[0] > -2 ** 2', '1..5 | map(# * 2) | any(# > 4)',
    'let x = result[0]; let y = x; x == y;', 'if len(result) > 0 { result[0] > 1 } else if true { false } else { true }',
    'true ? 1 : if true { false } else { true } ? 4 : 5', 'true ? : 3', 'result?.[0] == 1', '{a: 1, "b": 2, (1): 3, true: 4, 5: 6,}.a == 1', '[1, 2,][0] == 1',
    'filter(result, {let y = #; y > 1})', 'reduce(result, #acc + #, 0) > 1', 'result | sum(# * 2,) > 1', '::len(result) > 1', 'len(`a``b`) == 2',
    '"\\u{61}\\x41\\101" == \'it\\\'s\'', '.5 < 1. && 0x1F > 0b11 && 1_000 > 0o17 && 1e3 > 1.5e-3', 'result[0] > 1 // and so on', '/* first */ result[0] > 1',
    'any(take([0.5], 1), true == # == #)', 'result[1:][:2] == [1]', 'now() - duration("5m") < now()', '"ok" matches "(?i)OK"', 'let é = 1; é > 0',
    'result[0] + 1 ?? 2 + 3 > 1', 'sort(result)[0] == 1', 'max(result, 1) > 1', 'get(result, 0) == 1', '"a" + string(result) contains "b"',
  ])('%s', (condition) => {
    expect(() => compiles(condition)).not.toThrow();
  });
});

describe('does not compile', () => {
  test.each([
    ['', 'it ends too early'], ['result[0] > 1;;', 'unexpected ";"'], ['(result[0] > 1;)', 'unexpected ";"'], ['result[0] >> 1', 'unexpected ">"'],
    ['1or 2', 'unexpected "1or"'], ['5ms > 1', 'unexpected "5ms"'], ['result[0] > 1e', 'bad number 1e'], ['0x > 1', 'bad number 0x'], ['true.x', 'unexpected "."'],
    ['"\\d" == "a"', 'bad escape in "\\d"'], ['"a\nb" == "a"', 'unexpected "\\""'], ['♥ > 1', 'unexpected character in "♥"'], ['result | len', 'it ends too early'],
    ['a ?? b + c', '"??" and "+" cannot stand side by side: put one of them in parentheses'], ['{-1: 2}', 'a key is a word, a number, a text, or stands in parentheses'],
    ['map(result, {"a": 1})', 'unexpected "{": only a predicate stands in braces'], ['len({1; 2})', /^unexpected "\{": only all, none, any/],
    ['count(result,)', 'count takes 1 or 2 arguments, got 1'], ['any(result, {# > 1}, 2)', 'any takes 2 arguments, got 3'],
    ['let result = 1; true', 'result exists already'], ['let len = 1; true', 'len exists already'], ['result.first', 'the elements of a list have whole numbers, not a text'],
    ['len(1) > 0', 'len cannot take a whole number'], ['isNil() ', 'isNil takes 1 argument, got 0'], ['isNaN("a")', 'isNaN takes a number, got a text'],
    ['any(result, 5)', 'what any is given must yield true or false, got a whole number'], ['any(5, true)', 'any takes a list, got a whole number'],
    ['5 ? true : false', 'what is asked must be true or false, got a whole number'], ['!5', '"!" cannot be applied to a whole number'],
    ['result[0] % 2 == 0', '"%" cannot be applied to a number and a whole number'], ['"a" matches "("', '"(" is not a regular expression'],
    ['"a" matches "(?!b)"', '"(?!b)" is not a regular expression'], ['result[0.5] > 1', 'the elements of a list have whole numbers, not a number'],
    ['result["a":] == 1', 'a list is cut at whole numbers, not at a text'], ['5[1:] == 1', 'unexpected "["'], ['(5)[1:] == 1', 'a whole number has no parts to cut out'],
    ['5(1)', 'unexpected "("'], ['let f = 5; f(1)', 'a whole number cannot be called'], ['get(5, 1)', 'get cannot look into a whole number'],
    ['now().unix', 'a time has no field unix'], ['map(result, nil) == 1', 'what map is given yields nothing'], ['replace("a") == "b"', 'replace takes 3 arguments, got 1'],
    ['$env.foo > 1', 'foo'], ['"a" in 5', '"in" cannot be applied to a text and a whole number'],
  ])('%j: %s', (condition, message) => {
    expect(() => compiles(condition)).toThrow(message);
  });

  test('a map asked for a number', () => {
    expect(() => compiles('result[0] > 1', mapOf('string', ANY))).toThrow('a map cannot be asked for a whole number');
  });
});

// the controller evaluated each of these to the same end
describe('evaluates', () => {
  test.each<[string, Value, Value]>([
    ['result[0] > 1', [2], true], ['result[-1] > 1', [2, 0], false], ['len(result) == 0 || result[0] > 1', [], true], ['result[0] > 1', [NaN], false],
    ['isNaN(result[0])', [NaN], true], ['isInf(result[0])', [Infinity], true], ['all(result, # < 5)', [], true], ['any(result, # < 5)', [9, 1], true],
    ['none(result, # < 5)', [9], true], ['one(result, # < 5)', [1, 1], false], ['count(result, # < 5) == 1', [1, 9], true], ['sum(result) / len(result) == 2', [1, 3], true],
    ['mean(result) == max(result) - min(result)', [2, 4], false], ['first(result) == nil', [], true], ['(last(result) ?? 7) == 7', [], true],
    ['filter(result, # > 1)[0] == 2', [1, 2], true], ['map(result, # * 2)[0] == 2', [1], true], ['result[:1][0] == 1', [1, 2], true], ['result[0] in 1..3', [2], true],
    ['let x = result[0]; x ** 2 == 4 and asInt(x) % 3 == 2', [2], true], ['result[0] % 3', [2], UNKNOWN], ['isNaN(len(result))', [2], UNKNOWN],
    ['isNaN(result[0] - 1)', [2], false], ['isNaN(max(result))', [2], false], ['isNaN(let x = len(result); x)', [2], UNKNOWN], ['isInf(sum(result))', [], UNKNOWN],
    ['isNil(int(result))', 'a', UNKNOWN], ['default(result, limit)', 5, 5], ['1 ** result[0] == 1', [NaN], true], ['1 / -0 > 0', [], true],
    ['result[0] > 1 || 1 < 2', [], UNKNOWN], ['isNaN(asFloat(result[:1][0]) / len(result))', [2], false], ['isNaN([1][0])', [], UNKNOWN], ['result[0] > 1 ? true : false', [2], true], ['-result[0] < 0 && not false', [2], true],
    ['abs(ceil(floor(asFloat(asInt(result[0])))))', [-2.5], 2], ['"ab" contains "b" && "ab" startsWith "a" && "a" + "b" endsWith "b"', [], true],
    ['result == "ok"', 'ok', true], ['result.ok', { ok: true }, true], ['result.missing == nil', {}, true], ['len(result) == 1', { a: 1 }, true],
    ['isNil(result) ? default(result, 1) > 0 : false', null, true], ['default(result, 1)', 5, 5], ['result[0] > 1 || true', [], true], ['result[0] > 1 and not (true)', [], false],
    ['1; 2', [], 2], ['[1, 2][1] == 2', [], true], ['result[0] >= limit', [1], UNKNOWN], ['limit ? 1 : 2', [], UNKNOWN], ['reverse(result) == [1]', [1], UNKNOWN],
    ['any(result, # > limit)', [1], UNKNOWN], ['{a: 1}', [], UNKNOWN], ['result[limit:]', [1], UNKNOWN], ['"a" matches "b"', [], UNKNOWN], ['[1] == [1]', [], UNKNOWN],
    ['2 == (true ? 2 : result)', [], UNKNOWN], ['let x = true ? 1 : 2; x == 1', [], UNKNOWN], ['limit; false', [], UNKNOWN], ['let x = limit; false', [], UNKNOWN],
    ['asInt("5")', [], UNKNOWN], ['max(result)', [NaN], UNKNOWN], ['!limit', [], UNKNOWN], ['limit[0]', [], UNKNOWN], ['any(limit, true)', [], UNKNOWN],
  ])('%s of %j', (condition, result, value) => {
    expect(evaluate(parseExpression(condition), result)).toBe(value);
  });

  test.each<[string, Value]>([
    ['result[0] > 1', []], ['result[1] > 1', [1]], ['default(result[0], 1) > 0', [1]], ['asFloat(result) > 1', [1]], ['result > 1', null], ['result.a.b', {}],
    ['first(result) > 1', []], ['len(result)', 5], ['result ? 1 : 2', 5], ['result && true', 5], ['-result', 'a'], ['any(result, true)', 5], ['1 % asInt(result)', 0],
  ])('%s of %j ends in an error', (condition, result) => {
    expect(() => evaluate(parseExpression(condition), result)).toThrow(RunError);
  });
});

test('a list of the language knows its elements', () => {
  expect(typeOf(parseExpression('[1, 2]'), new Map()).element?.kind).toBe('int');
  expect(typeOf(parseExpression('[1, "a"]'), new Map())).toEqual(listOf(ANY));
});
