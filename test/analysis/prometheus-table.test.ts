import { readFileSync } from 'fs';
import { join } from 'path';
import { Chart } from 'cdk8s';
import { PrometheusAnalysis } from '../../src';
import { at, synthesizeWithout } from '../synthesize';
import { Cell, COLUMNS, Place, Row, ROWS } from './prometheus-cases';

const synthesize = synthesizeWithout('hash-label-scraped', 'measurements-differ');

interface RunArgument {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string }; readonly podTemplateHashValue?: string };
}

const FIELDS: Record<string, string> = { 'metadata.namespace': 'sample-app', 'metadata.name': 'sample-api' };
const HASHES: Record<string, string> = { Latest: 'abc123', Stable: 'def456' };

/** What the controller puts in place of an argument. */
function valueOf({ value, valueFrom }: RunArgument): string | undefined {
  return HASHES[valueFrom?.podTemplateHashValue ?? ''] ?? FIELDS[valueFrom?.fieldRef?.fieldPath ?? ''] ?? value;
}

/** The metrics of a template in one place, as the controller measures them. */
function resolved({ build, path }: Place, { metrics }: Row) {
  const manifests = synthesize((chart: Chart) => build(chart, new PrometheusAnalysis(chart, 'Health', { metadata: { name: 'health' }, metrics })));
  const { args, metrics: templates } = manifests.find('AnalysisTemplate').spec;
  const mount = at(manifests.find('Rollout').spec.strategy, path) as { args: RunArgument[] };
  const values = new Map<string, string | undefined>([...args, ...mount.args].map((argument: RunArgument) => [argument.name, valueOf(argument)]));
  return JSON.parse(JSON.stringify(templates).replace(/\{\{args\.([^}]+)\}\}/g, (_, name) => values.get(name) ?? `no ${name}`));
}

const cells = Object.entries(ROWS).flatMap(([row, entry]) => Object.entries(COLUMNS).flatMap(([column, places], index) => (
  places(entry.router).map((place) => ({ row, column, path: place.path, place, entry, cell: entry.cells[index] }))
)));

const isError = ({ cell }: { cell: Cell }) => cell.error !== undefined;

test.each(cells.filter((each) => !isError(each)))('$row in a $column ($path) is told apart by $cell.says', ({ entry, place, cell }) => {
  const metrics: any[] = resolved(place, entry);
  expect(metrics.map(({ provider }) => provider.prometheus.query)).toEqual(entry.queries.map((query) => query.replaceAll('MATCHERS', cell.matchers!)));
  expect(metrics.map(({ count, initialDelay }) => ({ count, initialDelay })))
    .toEqual(metrics.map(() => ({ count: place.count, initialDelay: '2m' })));
});

test.each(cells.filter(isError))('$row in a $column ($path) is an error that names the alternative', ({ entry, place, cell }) => {
  expect(() => resolved(place, entry)).toThrow(`[test/Api] ${cell.error}`);
});

test('the table in the documentation is this table', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'prometheus-analysis.md'), 'utf8');
  const [table] = page.split('\n\n').filter((paragraph) => paragraph.startsWith('|'));
  const [head, , ...rows] = table.split('\n')
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  expect(head.slice(1)).toEqual(Object.keys(COLUMNS));
  expect(rows).toEqual(Object.entries(ROWS).map(([row, entry]) => [row, ...entry.cells.map(({ says }) => says)]));
});
