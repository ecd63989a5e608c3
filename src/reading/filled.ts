import { Bundle, Manifest } from '../manifest/bundle';
import { rememberedWith } from '../manifest/remembered';
import { Mount } from './analyses';
import { mergedArguments } from './merged-arguments';
import { mergedRunsOf } from './merged-runs';
import { METRIC_KINDS } from './metrics';
import { isOpen, TAG } from './open-value';
import { rolloutField } from './rollout-field';

/** What is known of the values of arguments. */
export type Values = ReadonlyMap<string, string>;

type Argument = Record<string, any>;

/** Like the hash of a version: it has letters and digits. */
const SOME_HASH = 'd5f6b7c8d9';

/** An analysis run or a template with the values in its metrics that are the same in all its runs: nobody gives others. */
export const asKnown = rememberedWith((manifest: Manifest, bundle: Bundle): Manifest => {
  if (!METRIC_KINDS.includes(manifest.kind) || !JSON.stringify(manifest.spec?.metrics ?? []).includes('{{')) {
    return manifest;
  }
  const given = new Set(mergedRunsOf(manifest, bundle).flatMap(({ mount }) => argumentsOf(mount?.analysis)).map(({ name }) => name));
  return filledWith(manifest, new Map([...declaredValues([manifest])].filter(([name]) => !given.has(name))));
});

/** What the arguments of templates are in an analysis, as far as that is known before it starts. */
export function valuesIn({ analysis }: Mount, templates: readonly Manifest[], starter: Manifest): Values {
  const values = declaredValues(templates);
  const declared = mergedArguments(templates);
  for (const argument of argumentsOf(analysis)) {
    const merged = declared.get(argument.name)?.argument;
    const value = merged?.valueFrom === undefined ? givenValue(argument, starter) : undefined;
    values.delete(argument.name);
    if (merged && value !== undefined) {
      values.set(argument.name, value);
    }
  }
  return values;
}

/** What comes from elsewhere is not known. */
function declaredValues(templates: readonly Manifest[]): Map<string, string> {
  return new Map([...mergedArguments(templates)].flatMap(([name, { argument: { value, valueFrom } }]) => {
    return value === undefined || valueFrom !== undefined || isOpen(value) ? [] : [[name, String(value)]];
  }));
}

/** An experiment gives values alone, some of which are in braces. */
function givenValue({ value, valueFrom }: Argument, starter: Manifest): string | undefined {
  if (valueFrom === undefined) {
    return value === undefined || isOpen(value) ? undefined : String(value);
  }
  const isRead = starter.kind === 'Rollout';
  return isRead && valueFrom.podTemplateHashValue !== undefined ? SOME_HASH : isRead ? rolloutField(starter, valueFrom.fieldRef?.fieldPath ?? '') : undefined;
}

function argumentsOf(owner: Record<string, any> | undefined): Argument[] {
  return (owner?.args ?? []).filter(Boolean);
}

/** A template or a run with values in the place of arguments in its metrics: itself if there are none. */
export function filledWith(manifest: Manifest, values: Values): Manifest {
  const metrics = values.size === 0 ? manifest.spec?.metrics : fill(manifest.spec?.metrics, values);
  return metrics === manifest.spec?.metrics ? manifest : { ...manifest, spec: { ...manifest.spec, metrics } };
}

function fill(part: any, values: Values): any {
  if (typeof part === 'string') {
    return part.includes('{{') ? part.replace(TAG, (tag, name, offset) => isPlainIn(part, offset, values.get(name)) ? tag : values.get(name) ?? tag) : part;
  }
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  const filled = Object.entries(part).map(([key, value]): [string, unknown] => [key, fill(value, values)]);
  const isChanged = filled.some(([key, value]) => value !== part[key]);
  return !isChanged ? part : Array.isArray(part) ? filled.map(([, value]) => value) : Object.fromEntries(filled);
}

/** Whether a value changes nothing, as a word in quotes does. So texts that differ in nothing else are read once. */
function isPlainIn(text: string, offset: number, value: string | undefined): boolean {
  return value === undefined || (/^[-\w./:]*$/.test(value) && /["'`]/.test(text.slice(0, offset).replace(QUOTED, '')));
}

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
