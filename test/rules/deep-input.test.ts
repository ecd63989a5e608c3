import fc from 'fast-check';
import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';

function rulesAgainst(successCondition: string, query = 'sum(x)', more = {}): string[] {
  const manifest = {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'deep' }, spec: { metrics: [{ successCondition, provider: { prometheus: { query }, ...more } }] },
  };
  return lint([{ manifest: manifest as unknown as Manifest, origin: undefined }]).map(({ rule }) => rule).filter((rule) => /^(condition|promql|expression|web-json)/.test(rule));
}

const nested = (before: string, inner: string, after: string, count: number) => before.repeat(count) + inner + after.repeat(count);

/** How a condition, a query or a JSONPath can be nested. */
const CONDITIONS = [
  ['(', 'result[0] > 0', ')'], ['!', 'true', ''], ['true && (', 'true', ')'], ['false || (', 'true', ')'], ['true ? ', 'true', ' : false'], ['', 'result[0] > 0', ' && true'],
  ['let a = 1; ', 'a > 0', ''], ['if true {', 'true', '} else { false }'], ['result[0] > 0 || (', 'result[0] > 0', ')'],
  ['[', '1', ']'], ['len(', 'result', ')'], ['{a:', '1', '}'], ['{', '', ''], ['(', '', ''], ['result[', '0', ']'], ['sort(', '1', ')'], ['trim(', '1', ')'],
  ['get(', 'result', ', 0)'], ['all(1..1000, ', '# > 0', ')'], ['map(1..1000, ', '#', ')'], ['max(', '1', ')'], ['', 'result', '.a'], ['', 'result', '?.a'], ['', '1', '|abs()'],
  ['let a = "0123456789"; let b = a + a + a; ', 'true', ''], ['1 < ', '2', ''], ['-', '1', ''], ['1 ?? ', '2', ''], ['not ', 'true', ''], ['1 ** ', '1', ''], ['true ?: ', 'true', ''],
];
const QUERIES = [
  ['(', 'x', ')'], ['-', 'x', ''], ['sum(', 'x', ')'], ['', 'x', ' + x'], ['x + (', 'x', ')'], ['(', '', ''], ['max_over_time((', 'x', ')[5m:1m])'], ['x / (', 'x', ')'],
  ['topk(1, ', 'x', ')'], ['abs(', 'x', ')'], ['x[', '5m', ']'], ['x > bool (', 'x', ')'], ['', 'x', ' offset 5m'], ['x or ', 'x', ''], ['histogram_quantile(0.9, ', 'x', ')'],
];
const PATHS = [['{[?(', '@.a', ')]}'], ['{', '$.a', '}'], ['[', '', ''], ['{[', '\'a\'', ']}'], ['{$', '.a', '}'], ['{[?("', 'a', '=[?(")]}'], ['{.a[?(@.b=="', 'x)', '")]}']];
const FEW = [1, 15, 30];
const MANY = [102, 200, 490, 1500, 1990, 3000, 100_000];

describe.each([
  ...CONDITIONS.map((how) => ({ what: 'condition', how, said: (text: string) => rulesAgainst(text) })),
  ...QUERIES.map((how) => ({ what: 'query', how, said: (text: string) => rulesAgainst('result[0] > 1', text) })),
])('a $what nested in $how', ({ how: [before, inner, after], said }) => {
  test.each(FEW)('%d times is read', (count) => {
    expect(said(nested(before, inner, after, count))).not.toContain('expression-is-small');
  });

  test.each(MANY)('%d times is told', (count) => {
    expect(said(nested(before, inner, after, count))).toContain('expression-is-small');
  });
});

test.each(PATHS)('a JSONPath nested in %j %j %j is read', (before, inner, after) => {
  [...FEW, ...MANY].forEach((count) => {
    expect(() => rulesAgainst('true', '', { web: { jsonPath: nested(before, inner, after, count) } })).not.toThrow();
  });
});

test('what is said of parentheses changes once', () => {
  const counts = Array.from({ length: 5000 }, (_, index) => index + 1).filter((count) => count <= 150 || count % 90 === 0);
  const said = counts.map((count) => rulesAgainst(nested('(', 'result[0] > 0', ')', count)).join());
  expect(said.map((rules, index) => rules === said[index - 1] ? '' : `${counts[index]}: ${rules}`).filter(Boolean))
    .toEqual(['1: condition-guards-no-data', '98: expression-is-small']);
});

function words(texts: string[]): fc.Arbitrary<string> {
  const repeated = fc.tuple(fc.constantFrom(...texts), fc.nat(700)).map(([text, count]) => text.repeat(count));
  return fc.array(fc.oneof(fc.constantFrom(...texts), repeated), { maxLength: 40 }).map((parts) => parts.join(''));
}

const CONDITION_WORDS = [...CONDITIONS.flat(), 'result[0]', ' && ', '; ', '"a"', '`', '#', '//', '/*', '\u{1f600}', '{{args.a}}', '_', '0x', '1e', 'in ', '..'];
const QUERY_WORDS = [...QUERIES.flat(), ' by (a)', '"a"', '`', '#', '=~', '{a="b"}', '{{args.a}}', '5.', '@ 1', ' and on (a) ', 'group_left', '\u{1f600}'];

test('no text is too deep, too long or too odd', () => {
  fc.assert(fc.property(words(CONDITION_WORDS), words(QUERY_WORDS), words([...PATHS.flat(), '"', '\'', ',', '..', '@']), (condition, query, jsonPath) => {
    rulesAgainst(condition, query);
    rulesAgainst(condition, query, { web: { jsonPath } });
  }), { numRuns: 100 });
}, 120_000);
