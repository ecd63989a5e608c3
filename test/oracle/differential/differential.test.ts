import * as fc from 'fast-check';
import { lint } from '../../../src/rules/lint/lint';
import { FACTS } from '../../../src/rules/rules';
import { BEYOND } from './beyond';
import { manifestsOf, manifestsWith, MISTAKES, VALID } from './cases';
import { compare, KNOWABLE } from './compare';
import { CONTROLLER_RULES } from './controller-rules';
import { REGRESSIONS, rolloutWith } from './regressions';

function errorsIn(manifests: readonly any[]) {
  return lint(manifests.map((manifest) => ({ manifest, origin: undefined }))).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

const REJECTION = { stage: 'rollout', kind: 'Rollout', name: 'api', path: 'spec.strategy.maxSurge', message: 'Invalid value: 0: both can not be zero' };
const STUCK = { manifests: rolloutWith({ canary: { maxSurge: 0, maxUnavailable: 0 } }) };

describe('a disagreement', () => {
  test('is none where both reject', () => {
    expect(compare(STUCK.manifests, [REJECTION], []).disagreement).toBeUndefined();
  });

  test('is what we accept and the controller rejects: so it is with a rule less', () => {
    expect(compare(STUCK.manifests, [REJECTION], [], { rules: { 'pods-can-move': 'off' } }).disagreement)
      .toBe('we accept what is rejected: rollout Rollout spec.strategy.maxSurge: Invalid value: 0: both can not be zero');
  });

  test('is what we reject and the controller accepts, if it is able to know', () => {
    expect(compare(STUCK.manifests, [], []).disagreement).toMatch(/^we reject what is accepted: pods-can-move /);
    expect(compare(STUCK.manifests, [], [{ rule: 'pods-can-move', says: /zero/, why: 'for a test' }]).disagreement).toBeUndefined();
  });

  test('is none where the rejection is not claimed', () => {
    const ofHelm = { ...REJECTION, path: '', message: 'failed to resolve {{ .Values.limit }}' };
    expect(compare(STUCK.manifests, [ofHelm], [], { rules: { 'pods-can-move': 'off' } })).toEqual({ ours: [], knowable: [], excused: ['R149-helm'] });
    expect(compare(STUCK.manifests, [ofHelm, REJECTION], [], { rules: { 'pods-can-move': 'off' } }).disagreement).toMatch(/both can not be zero/);
  });
});

test.each(REGRESSIONS)('$what', ({ rejected, manifests }) => {
  expect(errorsIn(manifests).length > 0).toBe(rejected);
});

test('we accept every bundle without a mistake', () => {
  fc.assert(fc.property(VALID, (made) => {
    expect(errorsIn(manifestsOf(made))).toEqual([]);
  }), { seed: 1, numRuns: 300 });
});

test('a bundle of a sample is found again by its place', () => {
  const met: unknown[] = [];
  fc.check(fc.property(VALID, (made) => { met.push(made); }), { seed: 3, path: '4', numRuns: 1 });
  expect(met).toEqual(fc.sample(VALID, { seed: 3, numRuns: 5 }).slice(4));
});

describe('lists', () => {
  test('every mistake changes a bundle that has what it needs', () => {
    const [{ plan }] = fc.sample(VALID, { seed: 1, numRuns: 1 });
    const without = MISTAKES.map(({ needs }) => JSON.stringify(manifestsOf({ plan: { ...plan, ...needs }, made: [] })));
    const unchanged = MISTAKES.filter((mistake, at) => JSON.stringify(manifestsWith(plan, [{ mistake, variant: 0 }])) === without[at]);
    expect(unchanged.map(({ what }) => what)).toEqual([]);
  });

  test('beyond the real validation are only errors of ours that it could otherwise know', () => {
    const wrong = BEYOND.filter(({ rule }) => !KNOWABLE.includes(FACTS.get(rule)?.stage as any));
    expect(wrong).toEqual([]);
  });

  test('every rule of the controller is met or has a reason', () => {
    expect(CONTROLLER_RULES.filter(({ met, unclaimed }) => !met && !unclaimed)).toEqual([]);
    expect(new Set(CONTROLLER_RULES.map(({ id }) => id)).size).toBe(CONTROLLER_RULES.length);
  });
});
