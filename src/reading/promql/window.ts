import { rememberedText } from '../../manifest/remembered';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000, w: 7 * 24 * 3_600_000, y: 365 * 24 * 3_600_000,
};

/** How far back a query looks, in milliseconds: the shortest of its ranges. Undefined without a range, and where one is only known when it runs. */
export const windowOf = rememberedText((query): number | undefined => {
  const text = query.replace(/#.*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, (part) => part.startsWith('#') ? '' : '""');
  const ranges = [...text.matchAll(/\[([^\]:]*)(?::[^\]]*)?\]/g)].map(([, range]) => durationOf(range.trim()));
  return ranges.length === 0 || ranges.some((range) => range === undefined) ? undefined : Math.min(...ranges as number[]);
});

/** A duration as Prometheus has it: `1h30m`. A number alone is seconds. */
function durationOf(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  return /^(\d+(ms|[smhdwy]))+$/.test(text)
    ? [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit], 0) : undefined;
}
