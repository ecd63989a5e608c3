/** How a rollout is called where there are several. */
export function rolloutTitle({ name, namespace }: { readonly name: string; readonly namespace?: string }): string {
  return namespace ? `${namespace}/${name}` : name;
}
