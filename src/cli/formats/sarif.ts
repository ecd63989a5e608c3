import { isAbsolute, sep } from 'path';
import { pathToFileURL } from 'url';
import { FACTS } from '../../rules/rules';
import { packageFacts, urlOfRule } from '../package';
import { objectOf, PlacedObject, Report, sentenceOf } from '../report';

/**
 * What code scanning reads.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif({ findings }: Report): string {
  const { name, version, homepage } = packageFacts();
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name, version, informationUri: homepage, rules: rules.map(describeRule) } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((finding) => ({
        ruleId: finding.rule,
        ruleIndex: rules.indexOf(finding.rule),
        level: finding.severity,
        message: { text: sentenceOf(finding) },
        locations: [locationOf(finding, finding.path)],
        ...finding.other && { relatedLocations: [locationOf(finding.other, '')] },
      })),
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function describeRule(id: string) {
  const { severity, why } = FACTS.get(id)!;
  return {
    id,
    shortDescription: { text: id.replace(/-/g, ' ') },
    fullDescription: { text: why },
    helpUri: urlOfRule(id),
    defaultConfiguration: { level: severity },
  };
}

function locationOf(placed: PlacedObject, path: string) {
  const { file, line, column } = placed;
  const object = objectOf(placed);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...line !== undefined && { region: { startLine: line, startColumn: column } },
    },
    ...object && { logicalLocations: [{ name: object, fullyQualifiedName: `${object}${path}`, kind: 'object' }] },
  };
}

function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join('/');
}
