const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Whether it is a DNS label, as RFC 1123 has it. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** Whether it is a name of DNS labels. */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && DNS_NAME.test(text);
}

interface Naming {
  readonly allowed: string;
  readonly allows: (name: string) => boolean;
}

const DNS_LABELS: Naming = { allowed: 'at most 63 lower-case letters, digits and "-", and begins and ends with a letter or a digit', allows: isDnsLabel };
const DNS_NAMES: Naming = {
  allowed: 'at most 253 lower-case letters, digits, "-" and ".", and each part of it begins and ends with a letter or a digit', allows: isDnsName,
};
const PATH_SEGMENTS: Naming = { allowed: 'no "/" and no "%", and is not "." or ".."', allows: (name) => !/[/%]|^\.\.?$/.test(name) };

/** How kinds are named, except for those whose names are DNS names. */
const NAMINGS: Readonly<Record<string, Naming>> = {
  Service: DNS_LABELS,
  Namespace: DNS_LABELS,
  Role: PATH_SEGMENTS,
  RoleBinding: PATH_SEGMENTS,
  ClusterRole: PATH_SEGMENTS,
  ClusterRoleBinding: PATH_SEGMENTS,
};

/**
 * What is wrong with the name of an object of a kind, if anything is. The API server appends to one that is a prefix.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameProblem(kind: string, name: string, isPrefix = false): string | undefined {
  const { allowed, allows } = Object.hasOwn(NAMINGS, kind) ? NAMINGS[kind] : DNS_NAMES;
  return allows(isPrefix ? name.replace(/-$/, 'a') : name) ? undefined
    : `the name of ${oneOf(kind)} has ${allowed}, got ${JSON.stringify(name)}${name.length > 63 ? ` with ${name.length} characters` : ''}`;
}

/** `a Service`, `an Ingress`. */
export function oneOf(kind: string): string {
  return `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** Whether somebody fills a text in before it reaches the cluster: Helm, Kustomize, Flux. */
export function isTemplated(text: string): boolean {
  return /\{\{|\$\{|\$\(/.test(text);
}

/** The name and the namespace of a VirtualService that is written as `name` or `name.namespace`. */
export function virtualServiceName(written: string, namespace: string | undefined): { name: string; namespace?: string } {
  const [, name = written, other = namespace] = /^(.*)\.([^.]*)$/.exec(written.replace(/\.cluster\.local$/, '')) ?? [];
  return { name, namespace: other };
}
