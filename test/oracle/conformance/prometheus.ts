import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { Check, Outcome } from './check';
import { goldens, nameOf, objectsOf } from './goldens';
import { WORK } from './oracle';
import { PROMTOOL, run } from './tool';

interface Rules {
  readonly groups: ReadonlyArray<{ readonly name: string; readonly rules: readonly object[] }>;
}

export const rulesAreValid: Check = {
  name: 'rules',
  needs: [PROMTOOL],
  run: () => goldens().flatMap((golden) => objectsOf(golden)
    .filter(({ kind }) => kind === 'PrometheusRule')
    .map(({ metadata, spec }) => checkRules(`rules of ${metadata.name} in ${nameOf(golden)}`, spec))),
};

export const queriesParse: Check = {
  name: 'queries',
  needs: [PROMTOOL],
  run: () => goldens().flatMap((golden) => {
    const rules = queriesOf(objectsOf(golden));
    return rules.length === 0 ? [] : [checkRules(`${rules.length} queries of ${nameOf(golden)}`, { groups: [{ name: 'queries', rules }] })];
  }),
};

/** The queries of all templates, each as the expression of a recording rule that is named after its metric. */
export function queriesOf(objects: readonly any[]): Array<{ record: string; expr: string }> {
  return objects
    .filter(({ kind }) => ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun'].includes(kind))
    .flatMap(({ metadata, spec }) => (spec.metrics ?? []).map((metric: any) => ({ name: `${metadata.name}:${metric.name}`, ...metric.provider.prometheus })))
    .filter(({ query }) => query !== undefined)
    .map(({ name, query }, index) => ({ record: `query${index + 1}:${name.replace(/[^a-zA-Z0-9_:]/g, '_')}`, expr: withoutArguments(query) }));
}

/** Puts a word in an argument's place, or a duration where only that can stand. */
export function withoutArguments(query: string): string {
  return query
    .replace(/([[:]\s*|\boffset\s+)\{\{\s*args\.[^}]*\}\}/g, (_, before) => `${before}5m`)
    .replace(/\{\{\s*args\.[^}]*\}\}/g, 'x');
}

export function checkRules(name: string, rules: Rules): Outcome {
  mkdirSync(WORK, { recursive: true });
  const file = join(WORK, 'rules.yaml');
  writeFileSync(file, dump(rules, { lineWidth: -1 }));
  const { ok, output } = run('promtool', ['check', 'rules', '--lint-fatal', file], WORK);
  return { name, problems: ok ? [] : [output] };
}
