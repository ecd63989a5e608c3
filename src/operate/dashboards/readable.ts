const LONGEST_LINE = 150;

/** JSON for people: what has room on a line is on one. */
export function readable(value: unknown, indent = ''): string {
  const onOneLine = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + onOneLine.length <= LONGEST_LINE) {
    return onOneLine;
  }
  const inner = `${indent}  `;
  const [open, items, close] = Array.isArray(value)
    ? ['[', value.map((item) => readable(item, inner)), ']']
    : ['{', Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => `${JSON.stringify(key)}: ${readable(item, inner)}`), '}'];
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
}
