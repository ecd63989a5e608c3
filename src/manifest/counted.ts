/** A number of things, as a person says it: `1 replica`, `3 replicas`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
