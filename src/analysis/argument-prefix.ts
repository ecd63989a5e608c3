import { AnalysisArgument } from './argument';

/** The arguments of a template, with its name before theirs. */
export function prefixed(template: string, args: readonly AnalysisArgument[]): AnalysisArgument[] {
  return args.map((argument) => argument._renamed(nameWithin(template, argument.name)));
}

const PLACEHOLDER = /\{\{(\s*args\.)([^\s{}]+)(\s*)\}\}/g;

/** Manifests of metrics in which the placeholders are those of the prefixed arguments. */
export function withPrefix<T>(value: T, template: string): T {
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (_, before, name, after) => `{{${before}${nameWithin(template, name)}${after}}}`) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => withPrefix(item, template)) as T;
  }
  return !isPlain(value) ? value : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPrefix(item, template)])) as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function nameWithin(template: string, name: string): string {
  return `${template}-${name}`;
}
