import { Report, ReportedFinding, sentenceOf } from '../report';

/**
 * Commands that a GitHub workflow turns into annotations of the changed files.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub({ findings }: Report): string {
  return findings.map((finding) => `::${finding.severity} ${propertiesOf(finding)}::${escapeMessage(sentenceOf(finding))}\n`).join('');
}

function propertiesOf({ file, line, column, rule }: ReportedFinding): string {
  const properties = { file, line, col: column, title: rule };
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
