import { Severity } from '../../rules/rule/finding';
import { countOf, placeOf, Report, sentenceOf } from '../report';

const CODES = { red: 31, green: 32, yellow: 33, grey: 90, none: 39 };
const COLOURS = { [Severity.ERROR]: 'red', [Severity.WARNING]: 'yellow' } as const;

type Colour = keyof typeof CODES;

/**
 * A line for each finding, for a person to read and for an editor to jump to, and a last one that sums up.
 */
export function formatText(report: Report, colour: boolean): string {
  const paint = (wanted: Colour, text: string) => colour ? `\x1b[${CODES[wanted]}m${text}\x1b[${CODES.none}m` : text;
  const lines = report.findings.map((finding) => {
    const place = finding.line === undefined ? `${finding.file} ${finding.path}`.trim() : placeOf(finding);
    return `${place} ${paint(COLOURS[finding.severity], finding.severity)} ${sentenceOf(finding)} ${paint('grey', `(${finding.rule})`)}\n`;
  });
  return `${lines.join('')}${paint(worstOf(report), summaryOf(report))}\n`;
}

function worstOf(report: Report): Colour {
  return countOf(report, Severity.ERROR) > 0 ? 'red' : report.findings.length > 0 ? 'yellow' : 'green';
}

function summaryOf(report: Report): string {
  const looked = `${amount(report.objects, 'object')} in ${amount(report.files, 'file')}`;
  return report.findings.length === 0
    ? `no findings: ${looked}`
    : `${amount(countOf(report, Severity.ERROR), 'error')}, ${amount(countOf(report, Severity.WARNING), 'warning')}: ${looked}`;
}

function amount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
