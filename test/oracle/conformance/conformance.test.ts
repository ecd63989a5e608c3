import { Check, count, Outcome, outcomesOf, statusOf, summaryLine } from './check';
import { queriesOf, withoutArguments } from './prometheus';

const ABSENT = { command: 'no-such-program', version: '--version', whenMissing: 'install it' };

function check(run: () => Outcome[], needs: Check['needs'] = []): Check {
  return { name: 'check', needs, run };
}

function statuses(outcomes: readonly Outcome[]) {
  return outcomes.map((outcome) => [statusOf(outcome), ...outcome.problems, ...outcome.notes ?? []]);
}

describe('a check', () => {
  test('passes without problems and fails with one', () => {
    const outcomes = outcomesOf(check(() => [{ name: 'a', problems: [] }, { name: 'b', problems: ['wrong'] }]), true);
    expect(statuses(outcomes)).toEqual([['passed'], ['failed', 'wrong']]);
    expect(count(outcomes)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('that throws, or that has nothing to check, fails', () => {
    expect(statuses(outcomesOf(check(() => { throw new Error('broken'); }), false))).toEqual([['failed', 'broken']]);
    expect(statuses(outcomesOf(check(() => []), false))).toEqual([['failed', 'found nothing to check']]);
  });

  test('without its tool fails where tools are required and is skipped elsewhere', () => {
    const lacking = check(() => [{ name: 'a', problems: [] }], [ABSENT]);
    expect(statuses(outcomesOf(lacking, true))).toEqual([['failed', 'install it']]);
    expect(statuses(outcomesOf(lacking, false))).toEqual([['skipped', 'install it']]);
  });
});

test('the last line names skipped checks only when there are any', () => {
  expect(summaryLine({ passed: 3, failed: 1, skipped: 0 })).toBe('3 passed, 1 failed');
  expect(summaryLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});

describe('queries', () => {
  test.each([
    ['up{job="{{args.job}}"}', 'up{job="x"}'],
    ['rate(a[{{ args.window }}])', 'rate(a[5m])'],
    ['max_over_time(a[1h:{{args.step}}] offset {{args.ago}})', 'max_over_time(a[1h:5m] offset 5m)'],
    ['{{inputs.metric}}', '{{inputs.metric}}'],
  ])('%s', (query, expected) => {
    expect(withoutArguments(query)).toBe(expected);
  });

  test('are named after template and metric', () => {
    const metrics = [
      { name: 'error-rate', provider: { prometheus: { query: 'up' } } },
      { name: 'health', provider: { web: { url: 'http://a' } } },
    ];
    expect(queriesOf([
      { kind: 'AnalysisTemplate', metadata: { name: 'api' }, spec: { metrics } },
      { kind: 'ClusterAnalysisTemplate', metadata: { name: 'all' }, spec: { templates: [] } },
      { kind: 'Rollout', metadata: { name: 'api' }, spec: {} },
    ])).toEqual([{ record: 'query1:api:error_rate', expr: 'up' }]);
  });
});
