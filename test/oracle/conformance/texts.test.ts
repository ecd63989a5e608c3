import * as conditions from './conditions';
import * as promql from './promql';

describe('of a condition', () => {
  const holds = { holds: true };

  test.each<[conditions.OurVerdict, conditions.Answer]>([
    [{ outcome: true }, holds],
    [{ outcome: {} }, holds],
    [{ outcome: {} }, { holds: false, failed: 'no element' }],
    [{ outcome: { error: 'no element' } }, { holds: false, failed: 'no element' }],
    [{ notCompiled: 'a name' }, { holds: false, notCompiled: 'another' }],
  ])('%j fits what the controller says, %j', (ours, answer) => {
    expect(conditions.disagreement(ours, answer)).toBeUndefined();
  });

  test.each<[conditions.OurVerdict, conditions.Answer, string]>([
    [{ outcome: false }, holds, 'we say false, the controller true'],
    [{ outcome: true }, { holds: false, failed: 'no element' }, 'we say true, the controller no element'],
    [{ outcome: { error: 'no element' } }, holds, 'we say that it fails (no element), the controller says true'],
    [{ outcome: { yields: 'a number' } }, holds, 'we say that it fails (a number), the controller says true'],
    [{ notCompiled: 'a name' }, holds, 'we do not compile it (a name), the controller does'],
    [{ outcome: {} }, { holds: false, notCompiled: 'a name' }, 'we compile it, the controller does not (a name)'],
  ])('%j does not fit what the controller says, %j', (ours, answer, expected) => {
    expect(conditions.disagreement(ours, answer)).toBe(expected);
  });
});

test.each<[string, promql.Verdict, string | undefined]>([
  ['sum(x)', { type: 'vector' }, undefined],
  ['sum(x)', { error: 'refused' }, 'we take it for a vector, Prometheus refuses it (refused)'],
  ['sum(x)', { type: 'scalar' }, 'we take it for a vector, Prometheus for a scalar'],
  ['sum(', { error: 'refused' }, undefined],
])('of the query %s, %j', (query, verdict, expected) => {
  expect(promql.disagreement(query, verdict)).toBe(expected);
});

test('of a query that we refuse and Prometheus does not', () => {
  expect(promql.disagreement('sum(', { type: 'vector' })).toMatch(/^we refuse it .*, Prometheus takes it for a vector$/);
});
