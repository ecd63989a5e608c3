import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Outcome as Verdict, compile, outcomeOf } from '../../../src/reading/condition/judge';
import { readCondition } from '../../../src/reading/condition/read';
import { ANY, FLOAT, goSlice, listOf, mapOf, NIL, STRING, Type } from '../../../src/reading/condition/types';
import { Value } from '../../../src/reading/condition/values';
import { hasPlaceholder } from '../../../src/reading/placeholder';
import { Check, Outcome } from './check';
import { goldens, objectsOf } from './goldens';
import { ask, ORACLE, WORK } from './oracle';
import { conditionTexts } from './texts/condition-texts';
import { seedOfRun } from './texts/random';
import { GO } from './tool';

const GENERATED = 20_000;
const MOST_SHOWN = 20;

/** What we do not follow the controller in, and why that may be. */
const DIFFERENCES: ReadonlyArray<{ readonly pattern: string; readonly reason: string; readonly example: Question }> = JSON.parse(
  readFileSync(join(ORACLE, 'condition-differences.json'), 'utf8'),
);

/** A condition, and a kind of result with its numbers. */
export interface Question {
  readonly condition: string;
  readonly kind: string;
  readonly numbers: readonly string[];
}

export interface Answer {
  readonly notCompiled?: string;
  readonly failed?: string;
  readonly holds: boolean;
}

type Result = Omit<Question, 'condition'> & { readonly type: Type; readonly value: Value };

const ROW = mapOf('string', ANY);

/** Results of every kind that a provider has: what the controller gets, and what we take it for. */
const RESULTS: readonly Result[] = [
  { kind: 'numbers', numbers: ['2', '0.5'], type: goSlice(FLOAT), value: [2, 0.5] },
  { kind: 'number', numbers: ['5'], type: FLOAT, value: 5 },
  { kind: 'numbers', numbers: [], type: goSlice(FLOAT), value: [] },
  { kind: 'numbers', numbers: ['NaN'], type: goSlice(FLOAT), value: [NaN] },
  { kind: 'number', numbers: ['NaN'], type: FLOAT, value: NaN },
  { kind: 'list', numbers: ['1', '3'], type: listOf(ANY), value: [1, 3] },
  { kind: 'nothing', numbers: [], type: NIL, value: null },
  { kind: 'text', numbers: [], type: STRING, value: 'a' },
  { kind: 'map', numbers: ['2'], type: ROW, value: { a: 2 } },
  { kind: 'maps', numbers: ['2'], type: { kind: 'array', name: '[]map', element: ROW }, value: [{ a: 2 }] },
];

/** What we make of a condition is what the controller makes of it. */
export const conditionsAreReadAsTheyAre: Check = {
  name: 'conditions',
  needs: [GO],
  run: () => {
    const seed = seedOfRun();
    return [
      compared('conditions of the examples', conditionsOf(goldens().flatMap(objectsOf)).flatMap((text) => RESULTS.map((result) => [text, result]))),
      compared(`generated conditions, SEED=${seed}`, RESULTS.flatMap((result) => generated(result, seed))),
      differencesExist(),
    ];
  },
};

function generated(result: Result, seed: number): Array<[string, Result]> {
  return fc.sample(conditionTexts(result.kind), { numRuns: GENERATED / RESULTS.length, seed }).map((text) => [text, result]);
}

/** Those whose text is known before a release. */
export function conditionsOf(objects: readonly any[]): string[] {
  const metrics: any[] = objects.filter(({ kind }) => /^(Cluster)?Analysis(Template|Run)$/.test(kind)).flatMap(({ spec }) => spec?.metrics ?? []);
  return metrics.flatMap(({ successCondition, failureCondition }) => [successCondition, failureCondition])
    .filter((text) => text && !hasPlaceholder(text));
}

function compared(name: string, pairs: ReadonlyArray<readonly [string, Result]>): Outcome {
  const cases = pairs.filter(([text]) => text !== '' && !hasPlaceholder(text));
  const answers = askAll(cases.map(([condition, { kind, numbers }]) => ({ condition, kind, numbers })));
  const problems = cases.flatMap(([text, result], index) => {
    const problem = disagreement(verdictOn(text, result.type, result.value), answers[index]);
    return problem === undefined || isKnown(text) ? [] : [`${JSON.stringify(text)} for ${result.kind} ${JSON.stringify(result.numbers)}: ${problem}`];
  });
  const compiled = answers.filter(({ notCompiled }) => notCompiled === undefined);
  const decided = compiled.filter(({ failed }) => failed === undefined).length;
  return {
    name: `${cases.length} ${name} (${answers.length - compiled.length} do not compile, ${compiled.length - decided} fail, ${decided} decide)`,
    problems: problems.sort((one, other) => one.length - other.length).slice(0, MOST_SHOWN),
  };
}

function isKnown(text: string): boolean {
  return DIFFERENCES.some(({ pattern }) => new RegExp(pattern).test(text));
}

/** A difference is listed as long as its example shows it. */
function differencesExist(): Outcome {
  const answers = askAll(DIFFERENCES.map(({ example }) => example));
  return {
    name: `${DIFFERENCES.length} differences are listed`,
    problems: DIFFERENCES.flatMap(({ pattern, example: { condition, kind, numbers } }, index) => {
      const { type, value } = RESULTS.find((result) => result.kind === kind && String(result.numbers) === String(numbers))!;
      const shown = new RegExp(pattern).test(condition) && disagreement(verdictOn(condition, type, value), answers[index]) !== undefined;
      return shown ? [] : [`listed but absent: ${condition} for ${kind} ${JSON.stringify(numbers)}`];
    }),
    notes: DIFFERENCES.map(({ example, reason }) => `${example.condition}: ${reason}`),
  };
}

export function askAll(questions: readonly Question[]): Answer[] {
  mkdirSync(WORK, { recursive: true });
  const file = join(WORK, 'questions.json');
  writeFileSync(file, JSON.stringify(questions));
  return ask<Answer[]>('conditions', file);
}

export type OurVerdict = { readonly notCompiled: string } | { readonly outcome: Verdict; readonly yields?: string };

/** What we say of a condition: that it does not compile, or what comes of it. */
function verdictOn(text: string, type: Type, value: Value): OurVerdict {
  const { expression, error } = readCondition(text);
  if (!expression) {
    return error ? { notCompiled: error.message } : { outcome: {} };
  }
  const { error: notCompiled, yields } = compile(expression, type);
  return notCompiled !== undefined ? { notCompiled } : { outcome: outcomeOf(expression, type, value), yields };
}

/** What we are sure of and the controller sees otherwise. */
export function disagreement(ours: OurVerdict, { notCompiled, failed, holds }: Answer): string | undefined {
  const error = notCompiled ?? failed;
  if ('notCompiled' in ours || notCompiled !== undefined) {
    return 'notCompiled' in ours && notCompiled !== undefined ? undefined
      : 'notCompiled' in ours ? `we do not compile it (${ours.notCompiled}), the controller does` : `we compile it, the controller does not (${error})`;
  }
  if (typeof ours.outcome === 'boolean') {
    return error !== undefined || holds !== ours.outcome ? `we say ${ours.outcome}, the controller ${error ?? holds}` : undefined;
  }
  const expected = ours.yields ?? (typeof ours.outcome === 'object' ? ours.outcome.error ?? ours.outcome.yields : undefined);
  return expected !== undefined && error === undefined ? `we say that it fails (${expected}), the controller says ${holds}` : undefined;
}
