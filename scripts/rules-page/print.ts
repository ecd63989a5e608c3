import { dump } from 'js-yaml';
import { Manifest } from '../../src/manifest/bundle';

const LONGEST_INLINE = 70;
const LONGEST_TEXT = 300;

/** A manifest of which parts are left out, and with them. */
export interface Excerpt {
  readonly part: Manifest;
  readonly whole: Manifest;
}

/**
 * What is left of manifests that are alike as YAML, each with a heading that says of which object and where in it, and with
 * `# …` where a part is left out beside what is shown.
 */
export function printAlike(excerpts: readonly Excerpt[]): string[] {
  const bodies = excerpts.map(({ part }) => bodyOf(part));
  const path = sharedWay(bodies);
  return excerpts.map(({ part, whole }, index) => {
    const place = path.length > 0 ? [`at ${path.map(step).join('').slice(1)}`] : [];
    const name = 'metadata' in bodies[index] || !part.metadata?.name ? [] : [`"${part.metadata.name}"`];
    const [shown, all] = [bodies[index], whole].map((value) => path.reduce((held: any, key) => held?.[key], value));
    return [`# ${[part.kind, ...name, ...place].join(' ')}`, ...lines(shown, path.length > 0 ? all : shown)].join('\n');
  });
}

/** A step of a way as people write it: `.spec`, `[0]`, `["service.slack"]`. */
function step(key: string): string {
  return /^\d+$/.test(key) ? `[${key}]` : /[./]/.test(key) ? `["${key}"]` : `.${key}`;
}

/** What is to be shown below the heading, which says the kind and the name. */
function bodyOf({ kind: _, metadata, ...body }: Manifest): Record<string, any> {
  const { name: __, ...others } = metadata ?? {};
  return Object.keys(others).length === 0 ? body : { metadata, ...body };
}

/** The way that is the only one in all values, as long as it leads to something. */
function sharedWay(values: readonly any[]): string[] {
  const keys = new Set(values.flatMap((value) => Object.keys(value)));
  const [key] = keys;
  const inner = values.map((value) => value[key]);
  const isWay = keys.size === 1 && inner.every((value) => typeof value === 'object' && !isEmpty(value));
  return isWay ? [key, ...sharedWay(inner)] : [];
}

function lines(part: any, whole: any): string[] {
  if (Array.isArray(part)) {
    const items = part.flatMap((item, index) => itemOf(item, whole?.[index]));
    return part.length < (whole?.length ?? 0) ? [...items, '# …'] : items;
  }
  const fields = Object.entries<any>(part).flatMap(([key, value]) => field(key, value, whole?.[key]));
  return fields.length > 0 && Object.keys(part).length < Object.keys(whole ?? {}).length ? [...fields, '# …'] : fields;
}

function field(key: string, value: any, whole: any): string[] {
  const start = `${inline(key)}:`;
  if (typeof value === 'string' && (value.includes('\n') || value.length > LONGEST_TEXT)) {
    const text = value.length > LONGEST_TEXT ? `${value.slice(0, 20)}…` : value.trimEnd();
    return [`${start} |`, ...text.split('\n').map((line) => `  ${line}`)];
  }
  return isEmpty(value) || typeof value !== 'object' || fitsInline(value, whole)
    ? [`${start} ${isEmpty(value) && !isEmpty(whole ?? {}) ? '# …' : typeof value === 'object' ? inline(value) : scalar(value)}`]
    : [start, ...lines(value, whole).map((line) => `  ${line}`)];
}

function itemOf(value: any, whole: any): string[] {
  if (isEmpty(value) && !isEmpty(whole ?? {})) {
    return ['- # …'];
  }
  const inner = typeof value !== 'object' ? [scalar(value)] : isEmpty(value) ? [inline(value)] : lines(value, whole);
  return inner.map((line, at) => `${at === 0 ? '- ' : '  '}${line}`);
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);
}

/** Whether nothing is left out of it, it is short, and holds no more than values. */
function fitsInline(value: any, whole: any): boolean {
  const isFlat = Object.values(value).every((held) => typeof held !== 'object' || isEmpty(held));
  return isFlat && JSON.stringify(value) === JSON.stringify(whole) && inline(value).length <= LONGEST_INLINE;
}

function scalar(value: unknown): string {
  return dump(value, { lineWidth: -1 }).trimEnd();
}

function inline(value: any): string {
  if (Array.isArray(value)) {
    return `[${value.map(inline).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, held]) => `${inline(key)}: ${inline(held)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  const plain = scalar(value);
  return /^["']/.test(plain) || !/[,[\]{}\n]/.test(plain) ? plain : JSON.stringify(value);
}
