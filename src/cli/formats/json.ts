import { urlOfRule } from '../package';
import { PlacedObject, Report, ReportedFinding } from '../report';

const OBJECT_KEYS: readonly (keyof PlacedObject)[] = ['kind', 'name', 'namespace', 'file', 'line', 'column'];
const KEYS: readonly (keyof ReportedFinding)[] = ['rule', 'severity', 'message', 'path', ...OBJECT_KEYS];

/**
 * A list of findings that all have the same keys: what a finding does not have is null.
 */
export function formatJson({ findings }: Report): string {
  const rows = findings.map((finding) => ({
    ...withKeys(KEYS, finding),
    other: finding.other ? withKeys(OBJECT_KEYS, finding.other) : null,
    url: urlOfRule(finding.rule) ?? null,
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

function withKeys<T>(keys: readonly (keyof T)[], values: T): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));
}
