import { PoissonTable, seeded } from '../../../src/plan/power/poisson';
import { Sight } from '../../../src/plan/power/sight';
import { End, endOf } from '../../../src/plan/power/trials';
import { Verdict } from '../../../src/plan/power/verdicts';

const VERDICTS: Record<string, Verdict> = { '+': Verdict.GOOD, '-': Verdict.BAD, '?': Verdict.UNDECIDED };

/** What comes of verdicts, one letter each, as `AnalysisRun`s of the controller end. */
test.each([
  ['no limit', '+++++', {}, End.PASSED, 4],
  ['one bad one is one too many', '++-++', {}, End.ABORTED, 2],
  ['as many bad ones as may be', '+-+-+', { failureLimit: 2 }, End.PASSED, 4],
  ['bad ones need not be in a row', '-+-+-', { failureLimit: 2 }, End.ABORTED, 4],
  ['without a limit none fails it', '-----', { failureLimit: -1 }, End.PASSED, 4],
  ['one open one is one too many', '+?+++', {}, End.PAUSED, 1],
  ['as many open ones as may be', '?+?++', { inconclusiveLimit: 2 }, End.PASSED, 4],
  ['what comes first decides', '?--??', { failureLimit: 1, inconclusiveLimit: 1 }, End.ABORTED, 2],
  ['enough good ones in a row end it early', '-++--', { failureLimit: 2, successes: 2 }, End.PASSED, 2],
  ['too few of them leave it open', '+-+-+', { failureLimit: 2, successes: 2 }, End.PAUSED, 4],
  ['too few of them fail it where bad ones do not', '+-+-+', { failureLimit: -1, successes: 2 }, End.ABORTED, 4],
  ['an open one ends a row', '+?+++', { inconclusiveLimit: 1, successes: 3 }, End.PASSED, 4],
  ['what the end of the update cuts short passes', '+-+', { failureLimit: 1, successes: 2, isWhole: false }, End.PASSED, 2],
])('%s: %s', (_, verdicts, { failureLimit = 0, inconclusiveLimit = 0, successes = 0, isWhole = true }: Record<string, any>, end, after) => {
  const sight = { failureLimit, inconclusiveLimit, times: { successes } } as Sight;
  expect(endOf({ sight, times: [...verdicts].map(() => 0), isWhole }, (index) => VERDICTS[verdicts[index]])).toEqual({ end, after });
});

const DRAWS = 50_000;

describe.each([0, 0.01, 0.5, 3, 40, 600, 30_000])('counts with a mean of %d', (mean) => {
  const table = new PoissonTable(mean);
  const random = seeded(7);
  const counts = Array.from({ length: DRAWS }, () => table.draw(random()));

  test('have that mean, and a variance as large', () => {
    const found = counts.reduce((sum, count) => sum + count, 0) / DRAWS;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / DRAWS;
    expect(Math.abs(found - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / DRAWS));
    expect(Math.abs(variance - mean)).toBeLessThanOrEqual(4 * Math.sqrt((mean + 2 * mean ** 2) / DRAWS));
  });

  test('are as many or fewer as often as they should be', () => {
    const middle = Math.floor(mean);
    const chance = table.atMost(middle);
    const found = counts.filter((count) => count <= middle).length / DRAWS;
    expect(Math.abs(found - chance)).toBeLessThanOrEqual(4 * Math.sqrt(chance * (1 - chance) / DRAWS));
    expect(table.atMost(-1)).toBe(0);
    expect(table.atMost(10 * mean + 100)).toBe(1);
  });
});

test('the chance of none is what the formula says', () => {
  [0.1, 1, 7, 12].forEach((mean) => expect(new PoissonTable(mean).atMost(0)).toBeCloseTo(Math.exp(-mean), 12));
});

test('the largest and the smallest random number are drawn', () => {
  const table = new PoissonTable(100);
  expect(table.draw(0)).toBeLessThan(30);
  expect(table.draw(1 - 2 ** -32)).toBeGreaterThan(160);
});

test('random numbers are spread evenly', () => {
  const random = seeded(3);
  const tenths = Array.from({ length: 10 }, () => 0);
  Array.from({ length: DRAWS }, random).forEach((number) => tenths[Math.floor(10 * number)]++);
  tenths.forEach((count) => expect(Math.abs(count - DRAWS / 10)).toBeLessThan(4 * Math.sqrt(DRAWS / 10)));
});
