import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { hasPlaceholder } from '../../../src/reading/placeholder';
import { readQuery } from '../../../src/reading/promql/read';
import { Check, Outcome } from './check';
import { goldens, objectsOf } from './goldens';
import { askProgram, ORACLE } from './oracle';
import { queriesOf } from './prometheus';
import { QUERY_TEXTS } from './texts/query-texts';
import { seedOfRun } from './texts/random';
import { GO, run } from './tool';

const GENERATED = 20_000;
const MOST_SHOWN = 20;

/** The type of what a query yields, or why Prometheus refuses it. */
export interface Verdict {
  readonly type?: string;
  readonly error?: string;
}

interface Difference {
  readonly pattern: string;
  readonly reason: string;
  readonly example: string;
}

/** We refuse the queries that Prometheus refuses, and no other. */
export const queriesAreReadAsTheyAre: Check = {
  name: 'promql',
  needs: [GO],
  run: () => {
    const seed = seedOfRun();
    const differences: Difference[] = JSON.parse(readFileSync(join(ORACLE, 'promql-differences.json'), 'utf8'));
    const ofExamples = goldens().flatMap((golden) => queriesOf(objectsOf(golden))).map(({ expr }) => expr);
    return [
      parserTests(),
      compared('queries of the examples', ofExamples, []),
      compared(`generated queries, SEED=${seed}`, fc.sample(QUERY_TEXTS, { numRuns: GENERATED, seed }), differences),
      differencesExist(differences),
    ];
  },
};

function parserTests(): Outcome {
  const { ok, output } = run('go', ['test', './...'], join(ORACLE, 'promql'));
  return { name: 'Prometheus\' parser accepts and refuses what it should (go test)', problems: ok ? [] : [output] };
}

function compared(name: string, texts: readonly string[], differences: readonly Difference[]): Outcome {
  const queries = texts.filter((text) => !hasPlaceholder(text));
  const verdicts = askPrometheus(queries);
  const problems = queries.flatMap((text, index) => {
    const problem = disagreement(text, verdicts[index]);
    return problem === undefined || differences.some(({ pattern }) => new RegExp(pattern, 's').test(text)) ? [] : [`${JSON.stringify(text)}: ${problem}`];
  });
  return {
    name: `${queries.length} ${name} (${verdicts.filter(({ error }) => error !== undefined).length} are refused)`,
    problems: problems.sort((one, other) => one.length - other.length).slice(0, MOST_SHOWN),
  };
}

function differencesExist(differences: readonly Difference[]): Outcome {
  const verdicts = askPrometheus(differences.map(({ example }) => example));
  return {
    name: `${differences.length} differences are listed`,
    problems: differences.filter(({ pattern, example }, index) => !new RegExp(pattern, 's').test(example) || disagreement(example, verdicts[index]) === undefined)
      .map(({ example }) => `listed but absent: ${example}`),
    notes: differences.map(({ example, reason }) => `${example}: ${reason}`),
  };
}

const askPrometheus = (queries: readonly string[]) => askProgram<Verdict[]>('promql', queries);

const TYPES: Record<string, string> = { scalar: 'scalar', vector: 'vector', range: 'matrix', string: 'string' };

/** What we are sure of and Prometheus sees otherwise. */
export function disagreement(text: string, { type, error }: Verdict): string | undefined {
  const ours = readQuery(text);
  if (ours.error) {
    return error === undefined ? `we refuse it (${ours.error.message}), Prometheus takes it for a ${type}` : undefined;
  }
  if (ours.type === undefined || ours.type === 'open') {
    return undefined;
  }
  return error !== undefined ? `we take it for a ${ours.type}, Prometheus refuses it (${error})`
    : TYPES[ours.type] !== type ? `we take it for a ${ours.type}, Prometheus for a ${type}` : undefined;
}
