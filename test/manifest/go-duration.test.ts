import { formatGoDuration, parseGoDuration } from '../../src/manifest/go-duration';

test.each([[0, '0s'], [500, '500ms'], [1_000, '1s'], [90_000, '1m30s'], [120_000, '2m'], [3_600_000, '1h'], [5_400_000, '1h30m'], [90_061_001, '25h1m1s1ms']])(
  '%d milliseconds are %s', (milliseconds, text) => {
    expect(formatGoDuration(milliseconds)).toBe(text);
    expect(parseGoDuration(text)).toBe(milliseconds);
  });

test.each([['1.5s', 1_500], ['.5h', 1_800_000], ['1h30m', 5_400_000], ['-2m', -120_000], ['100us', 0.1], ['0', 0]])('reads %s', (text, milliseconds) => {
  expect(parseGoDuration(text)).toBeCloseTo(milliseconds);
});

test.each(['', '5', '1d', '5 m', 's', '1m-3s', '.s', '1,5s'])('refuses %j, as Go does', (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});
