export const TAG = /\{\{\s*args\.([^\s}]+)\s*\}\}/g;

/** Whether a value is only known when the analysis runs. */
export function isOpen(value: unknown): boolean {
  return typeof value !== 'number' && String(value).includes('{{');
}

/** A number as the controller reads it: text that is no whole number is 0. NaN where it is only known when the analysis runs. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : isOpen(value) ? NaN : /^[+-]?\d+$/.test(String(value)) ? Number(value) : 0;
}
