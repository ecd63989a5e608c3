import { Report, ReportedFinding } from '../report';

const KEYS: readonly (keyof ReportedFinding)[] = ['rule', 'severity', 'message', 'path', 'kind', 'name', 'namespace', 'file', 'line', 'column'];

/**
 * A list of findings that all have the same keys: what a finding does not have is null.
 */
export function formatJson({ findings }: Report): string {
  const rows = findings.map((finding) => Object.fromEntries(KEYS.map((key) => [key, finding[key] ?? null])));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
