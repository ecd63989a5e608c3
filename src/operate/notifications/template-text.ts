/** A placeholder of Go's templates. Comments and strings in it may have braces. */
const ACTION = /\{\{(?:\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'|(?!\}\})[^"'`])*\}\}/g;

const CONTROL = /^(?:(?:if|else|end|range|with|define|template|block|break|continue)\b|\/\*|\$\w*\s*(?:,\s*\$\w+\s*)?:?=)/;

interface Part {
  readonly text: string;
  readonly kind: 'text' | 'value' | 'control';
}

/** What a text is made of. A placeholder that does not end is rejected: it would stop all notifications. */
function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: action, index } of template.matchAll(ACTION)) {
    const inner = action.slice(2, -2).replace(/^-\s|\s-$/g, '').trim();
    const value = !CONTROL.test(inner);
    parts.push({ text: template.slice(end, index), kind: 'text' }, { text: value ? inner : action, kind: value ? 'value' : 'control' });
    end = index + action.length;
  }
  parts.push({ text: template.slice(end), kind: 'text' });
  assertClosed(parts, template);
  return parts.filter(({ text }) => text !== '');
}

function assertClosed(parts: readonly Part[], template: string) {
  if (parts.some(({ kind, text }) => kind === 'text' && text.includes('{{'))) {
    throw new Error(`a placeholder must end with "}}", got ${JSON.stringify(template)}: one that does not stops all notifications`);
  }
  if (parts.some(({ kind, text }) => kind === 'value' && text === '')) {
    throw new Error(`a placeholder must have a value, got ${JSON.stringify(template)}: an empty one stops all notifications`);
  }
}

/** A text with placeholders, as it is. */
export function templateText(text: string | undefined): string | undefined {
  if (text !== undefined) {
    partsOf(text);
  }
  return text;
}

/**
 * The text of JSON in which placeholders may be: whatever they become, the result is JSON. A string that is
 * one placeholder and nothing else becomes what that is, a number or an object too.
 */
export function jsonText(data: unknown): string | undefined {
  return data === undefined ? undefined : render(data, '');
}

function render(data: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (typeof data === 'string') {
    return renderString(partsOf(data));
  }
  if (Array.isArray(data)) {
    return block('[', data.map((item) => render(item === undefined ? null : item, deeper)), ']', indent);
  }
  if (typeof data === 'object' && data !== null) {
    const fields = Object.entries(data).filter(([, value]) => value !== undefined);
    return block('{', fields.map(([key, value]) => `${renderString(asText(partsOf(key)))}: ${render(value, deeper)}`), '}', indent);
  }
  return JSON.stringify(data);
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}

/** Keys are always text, even those that are one placeholder. */
function asText(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => part.kind === 'value' ? { ...part, text: `toString (${part.text})` } : part);
}

function renderString(parts: readonly Part[]): string {
  if (parts.every(({ kind }) => kind === 'text')) {
    return JSON.stringify(parts.map(({ text }) => text).join(''));
  }
  if (parts.some(({ kind }) => kind === 'control')) {
    return `"${parts.map(renderBesideControl).join('')}"`;
  }
  if (parts.length === 1) {
    return `{{ toJson (${parts[0].text}) }}`;
  }
  const format = parts.map(({ kind, text }) => kind === 'text' ? text.replace(/%/g, '%%') : '%v').join('');
  const values = parts.filter(({ kind }) => kind === 'value').map(({ text }) => `(${text})`).join(' ');
  return `{{ printf ${goString(format)} ${values} | toJson }}`;
}

/** Where there are conditions and loops, each value is escaped by itself. */
function renderBesideControl({ kind, text }: Part): string {
  switch (kind) {
    case 'text': return JSON.stringify(text).slice(1, -1);
    case 'value': return `{{ toString (${text}) | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}`;
    case 'control': return text;
  }
}

/** JSON's escapes are Go's as well. */
function goString(text: string): string {
  return JSON.stringify(text);
}
