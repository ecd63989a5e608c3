import { Manifest } from '../manifest/bundle';
import { remembered } from '../manifest/remembered';
import { Metric } from './metrics';
import { isOpen, TAG } from './open-value';

type Values = ReadonlyMap<string, string>;

/** How often and how long is measured, and what decides. */
const COURSE = ['count', 'interval', 'initialDelay', 'failureLimit', 'consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit'];

/** The values that arguments have where they are declared, or where they are given. */
export function valuesOf(args: readonly Record<string, any>[] = []): Values {
  return new Map(args.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]));
}

export const defaultsOf = remembered(({ spec }: Manifest): Values => valuesOf(spec?.args));

/** The fields of its course in which a metric has arguments. */
export const openCourseOf = remembered((metric: Metric): readonly string[] => COURSE.filter((field) => isOpen(metric[field] ?? '')));

/** A metric whose course has these values in place of arguments: the same if its course has none of them. */
export function withCourse(metric: Metric, values: Values): Metric {
  let filled = metric;
  for (const field of openCourseOf(metric)) {
    const text = String(metric[field]).replace(TAG, (tag, name) => values.get(name) ?? tag);
    filled = text === metric[field] ? filled : { ...filled, [field]: text };
  }
  return filled;
}
