/**
 * A selector of series: a metric and the label matchers that are given.
 */
export function series(metric: string, ...matchers: (string | undefined)[]): string {
  const given = matchers.filter((matcher) => matcher !== undefined);
  return given.length > 0 ? `${metric}{${given.join(',')}}` : metric;
}

/**
 * A matcher of a label that has one of these values.
 */
export function oneOf(label: string, values: readonly string[]): string {
  return values.length === 1 ? `${label}="${values[0]}"` : `${label}=~"${values.map(literally).join('|')}"`;
}

/**
 * The name of an object as a regular expression. A dot is the only character in it that means something else there.
 */
export function literally(name: string): string {
  return name.replaceAll('.', '[.]');
}

/**
 * The name of a pod of rollouts, as a regular expression. A Deployment of the same name has pods of such names as well.
 */
export function podName(rollouts: readonly string[]): string {
  return `(${rollouts.map(literally).join('|')})-[a-z0-9]+-[a-z0-9]+`;
}

/**
 * How many events there were in a time. The series of an event appears with its first one, which `increase` cannot see.
 */
export function countOf(events: string, time: string): string {
  return `(${events} unless ${events} offset ${time}) or increase(${events}[${time}])`;
}
