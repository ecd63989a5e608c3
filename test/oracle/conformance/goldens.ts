import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import { Check } from './check';
import { ask, ROOT } from './oracle';
import { GO } from './tool';

export interface Report {
  readonly files: ReadonlyArray<{
    readonly file: string;
    readonly objects: number;
    readonly judged: Readonly<Record<string, number>>;
    readonly notJudged: ReadonlyArray<{ readonly kind: string; readonly name: string; readonly reason: string }>;
    readonly findings: readonly Finding[];
  }>;
}

export interface Finding {
  readonly stage: string;
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly message: string;
}

/** The files that the examples have to synthesize. */
export function goldens(): string[] {
  const examples = join(ROOT, 'examples');
  return readdirSync(examples).sort().map((name) => goldenOf(name)).filter((file) => existsSync(file));
}

export function goldenOf(example: string): string {
  return join(ROOT, 'examples', example, 'manifest.yaml');
}

export function nameOf(golden: string): string {
  return relative(ROOT, golden);
}

export function objectsOf(golden: string): any[] {
  return loadAll(readFileSync(golden, 'utf8')).filter((document) => document !== null && document !== undefined);
}

export const goldensAreAccepted: Check = {
  name: 'judge',
  needs: [GO],
  run: () => ask<Report>('judge', ...goldens()).files.map(({ file, objects, judged, notJudged, findings }) => ({
    name: `${nameOf(file)} (${objects} objects; ${Object.entries(judged).map(([stage, number]) => `${stage} ${number}`).join(', ')})`,
    problems: findings.map(({ stage, kind, name, path, message }) => `${stage}: ${kind}/${name}${path && ` ${path}`}: ${message}`),
    notes: notJudged.map(({ kind, name, reason }) => `not judged: ${kind}/${name}, ${reason}`),
  })),
};
