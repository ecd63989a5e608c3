import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { BundleEntry } from '../manifest/bundle';
import { lint } from '../rules/lint/lint';
import { Settings } from '../rules/lint/settings';
import { asPlanned, PLANNED_KINDS } from '../rules/plan/planned';
import { Severity } from '../rules/rule/finding';
import { settingsAt } from './lint-settings';

/** All objects of the app of a construct as they are written. One that cannot be rendered is left out: a synth says why. */
export function renderedEntries(scope: IConstruct): BundleEntry[] {
  return App.of(scope).node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).flatMap((object) => {
    try {
      return [{ manifest: object.toJson(), origin: object, together: Chart.of(object) }];
    } catch {
      return [];
    }
  });
}

/** The objects as a plan reads them. Throws where the checks have an error about one that it is read from. */
export function plannable(entries: readonly BundleEntry[]): BundleEntry[] {
  const known = new Map<IConstruct, Settings>();
  const settingsOf = ({ origin }: BundleEntry) => origin === undefined ? {} : settingsAt(origin as ApiObject, known);
  const errors = lint(entries, settingsOf)
    .filter(({ severity, entry }) => severity === Severity.ERROR && PLANNED_KINDS.includes(entry.manifest.kind));
  if (errors.length > 0) {
    const texts = errors.map(({ entry: { manifest }, pointer, message, rule }) => `${manifest.kind} "${manifest.metadata?.name}"${pointer && ` ${pointer}`}: ${message} (${rule})`);
    throw new Error(`there is no plan of manifests with errors:\n${texts.join('\n')}`);
  }
  return asPlanned(entries);
}
