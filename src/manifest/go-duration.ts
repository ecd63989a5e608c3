import { rememberedText } from './remembered';

const UNITS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

const MILLISECONDS_PER: Record<string, number> = { ...UNITS, us: 1e-3, µs: 1e-3, μs: 1e-3, ns: 1e-6 };

/**
 * Writes a time as Go does, without the parts that are zero: `90000` is `1m30s`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function formatGoDuration(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    text += amount > 0 ? `${amount}${unit}` : '';
  }
  return text || '0s';
}

// the command's scripts are ASCII, and a regular expression is bundled as it is written: so both letters mu are escaped here
const PART = /(\d+\.?\d*|\.\d+)(ns|us|[\u00b5\u03bc]s|ms|s|m|h)/y;

/**
 * Reads a Go duration. Undefined where Go would refuse it, as in `1d`, `5 m` or `30`.
 */
export const parseGoDuration = rememberedText((text): number | undefined => {
  const sign = text[0] === '-' ? -1 : 1;
  const start = text[0] === '-' || text[0] === '+' ? 1 : 0;
  let sum = 0;
  PART.lastIndex = start;
  for (let end = start; end < text.length; end = PART.lastIndex) {
    const [, amount, unit] = PART.exec(text) ?? [];
    if (amount === undefined) {
      return text.slice(start) === '0' ? 0 : undefined;
    }
    sum += Number(amount) * MILLISECONDS_PER[unit];
  }
  return start < text.length ? sign * sum : undefined;
});
