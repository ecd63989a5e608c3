import { existsSync } from 'fs';
import { dirname, join, resolve, sep } from 'path';
import { foreignToHelm } from '../manifest/helm';
import { HELM_ESCAPED } from '../rules/rule/input-facts';
import { Problem } from './yaml';

/**
 * What Helm cannot read in a file, if that is a template of a chart.
 */
export function unescaped(file: string, text: string): Problem[] {
  return isTemplate(file) ? text.split('\n').flatMap((line, index): Problem[] => {
    const found = foreignToHelm(line);
    return found ? [{
      facts: HELM_ESCAPED,
      message: `Helm cannot read ${found}: write {{\`{{\`}} for each {{ that is not Helm's. HelmTemplates.escape(app) does it for an app`,
      line: index + 1,
      column: line.indexOf(found) + 1,
    }] : [];
  }) : [];
}

/** Whether the innermost folder `templates` around a file is that of a chart. */
function isTemplate(file: string): boolean {
  const folders = dirname(resolve(file)).split(sep);
  const templates = folders.lastIndexOf('templates');
  return templates > 0 && existsSync(join(folders.slice(0, templates).join(sep) || sep, 'Chart.yaml'));
}
