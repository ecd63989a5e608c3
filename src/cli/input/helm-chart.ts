import { existsSync, readFileSync } from 'fs';
import { basename, join, relative, resolve, sep } from 'path';
import { foreignToHelm, isMeantForHelm, unescapeForHelm } from '../../manifest/helm';
import { HELM_ESCAPED, YAML_PARSES } from '../../rules/rule/input-facts';
import { documentsOf } from './documents';
import { foldersAround, writtenLike } from './paths';
import { Remarks } from './remarks';
import { decode } from './text';
import { plainData, Problem } from './yaml';

/**
 * The templates that cannot be checked before Helm has rendered them: those of charts in which one has an expression of Helm's.
 */
export function unrenderedTemplates(files: readonly string[], remarks: Remarks): string[] {
  const templatesOf = new Map<string, string[]>();
  for (const file of files) {
    const chart = chartOf(file);
    if (chart !== undefined) {
      templatesOf.set(chart, [...templatesOf.get(chart) ?? [], file]);
    }
  }
  const unrendered = [...templatesOf].filter(([, templates]) => templates.some(isUnrendered));
  for (const [chart] of unrendered) {
    remarks.notes.push(`${chart} is a Helm chart, so its templates are not checked: render it first, "helm template ${chart} | cdk8s-argo-rollouts lint -"`);
  }
  return unrendered.flatMap(([, templates]) => templates);
}

/** Whether a file has what can be meant for nobody but Helm, or has braces and is no YAML. */
function isUnrendered(file: string): boolean {
  const text = textOf(file);
  return isMeantForHelm(text) || text.includes('{{') && !isYaml(file, unescapeForHelm(text));
}

/** Who reads the file later will say that it cannot be read. */
function textOf(file: string): string {
  try {
    return decode(readFileSync(file)).text;
  } catch {
    return '';
  }
}

function isYaml(file: string, text: string): boolean {
  return [...documentsOf(file, text, (part) => plainData(part).data)]
    .every((document) => plainData(document.text).problems.every(({ facts }) => facts !== YAML_PARSES));
}

/**
 * Whether a file has the values of a chart, among which may be a kind.
 */
export function isOfValues(file: string): boolean {
  const [folder, around] = foldersAround(file);
  const chart = basename(folder) === 'ci' ? around : folder;
  return /values[^/]*\.ya?ml$/i.test(basename(file)) && existsSync(join(chart, 'Chart.yaml'));
}

/**
 * What Helm cannot read in a file, if that is a template of a chart.
 */
export function unescaped(file: string, text: string): Problem[] {
  return chartOf(file) === undefined ? [] : text.split('\n').flatMap((line, index): Problem[] => {
    const found = foreignToHelm(line);
    return found ? [{
      facts: HELM_ESCAPED,
      message: `Helm cannot read ${found}: write {{\`{{\`}} for each {{ that is not Helm's. HelmTemplates.escape(app) does it for an app`,
      line: index + 1,
      column: line.indexOf(found) + 1,
    }] : [];
  });
}

/** Where a file is in a chart, if it is a template of it or of a chart in its folder `charts`. */
const TEMPLATE = /^(?:charts\/[^/]+\/)*templates\//;

/** The chart of which a file is a template, called as the file is. */
function chartOf(file: string): string | undefined {
  const place = resolve(file);
  const isChart = (folder: string) => TEMPLATE.test(relative(folder, place).replaceAll(sep, '/')) && existsSync(join(folder, 'Chart.yaml'));
  const chart = foldersAround(file).filter(isChart).at(-1);
  return chart && writtenLike(file, chart);
}
