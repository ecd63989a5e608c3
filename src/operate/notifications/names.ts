/** What the names of services, templates and triggers may be: they become part of keys in ConfigMaps and annotations, where a dot parts them. */
const NAME = /^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/i;

export function assertName(what: string, name: string): void {
  if (!NAME.test(name)) {
    throw new Error(`the name of a ${what} must be letters, digits, "-" and "_", and begin and end with a letter or digit, got "${name}"`);
  }
}
