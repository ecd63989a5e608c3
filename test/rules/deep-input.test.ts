import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';

function rulesAgainst(successCondition: string, query: string): string[] {
  const manifest = {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'deep' }, spec: { metrics: [{ successCondition, provider: { prometheus: { query } } }] },
  };
  return lint([{ manifest: manifest as unknown as Manifest, origin: undefined }]).map(({ rule }) => rule).filter((rule) => /^(condition|promql)/.test(rule));
}

const around = (before: string, inner: string, after: string, length: number) => {
  const times = Math.floor((length - inner.length) / (before.length + after.length));
  return before.repeat(times) + inner + after.repeat(times);
};

describe.each([3990, 100_000])('texts of %d characters', (length) => {
  test.each([['(', 'result[0]', ')'], ['!', 'true', ''], ['[', '1', ']'], ['', 'true', ' && true'], ['len(', 'result', ')'], ['{a:', '1', '}'], ['(', '', '']])(
    'a condition nested in %j', (before, inner, after) => {
      expect(() => rulesAgainst(around(before, inner, after, length), 'sum(x)')).not.toThrow();
    });

  test.each([['(', 'x', ')'], ['-', 'x', ''], ['sum(', 'x', ')'], ['', 'x', ' + x'], ['(', '', '']])('a query nested in %j', (before, inner, after) => {
    expect(() => rulesAgainst('result[0] > 1', around(before, inner, after, length))).not.toThrow();
  });
});

test('a text too long to be read is left alone', () => {
  expect(rulesAgainst('('.repeat(5000), '('.repeat(5000))).toEqual([]);
});
