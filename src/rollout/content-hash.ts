import { createHash } from 'crypto';

const LENGTH = 10;

/**
 * A name that changes with what the object holds. In which order the keys were written makes no difference.
 */
export function hashedName(name: string, content: unknown): string {
  return `${name}-${createHash('sha256').update(JSON.stringify(inOrder(content))).digest('hex').slice(0, LENGTH)}`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([one], [other]) => one < other ? -1 : 1)
      .map(([key, each]) => [key, inOrder(each)]));
}
