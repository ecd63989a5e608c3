import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lint } from '../../../src/rules/lint/lint';
import { Severity } from '../../../src/rules/rule/finding';
import { CASES, documentsOf } from '../../rules/cases';
import { textOf } from '../differential/compare';
import { Check, Outcome } from './check';
import { ORACLE, ROOT, WORK } from './oracle';
import { OracleProcess } from './oracle-process';
import { GO, run } from './tool';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const MOST_SHOWN = 20;
const LONGEST_SHOWN = 300;

/** Manifests that a test takes for good. */
export interface Good {
  readonly test: string;
  readonly objects: readonly any[];
}

interface Difference {
  readonly pattern: string;
  readonly reason: string;
}

/** What our own tests take for good is accepted by the real validation. */
export const goodIsAccepted: Check = {
  name: 'accepted',
  needs: [GO],
  run() {
    const differences: Difference[] = JSON.parse(readFileSync(join(ORACLE, 'accepted-differences.json'), 'utf8'));
    const met = new Set<Difference>();
    const oracle = new OracleProcess();
    try {
      return [
        judged('that rules accept', acceptedByRules(), oracle, differences, met),
        judged('that tests synthesize', synthesized(), oracle, differences, met),
        {
          name: `${differences.length} differences are listed`,
          problems: differences.filter((difference) => !met.has(difference)).map(({ pattern }) => `listed but absent: ${pattern}`),
          notes: differences.map(({ pattern, reason }) => `${pattern}: ${reason}`),
        },
      ];
    } finally {
      oracle.close();
    }
  },
};

/** Only what is listed may be said of good bundles; what was said is met. */
export function judged(
  name: string, all: readonly Good[], oracle: Pick<OracleProcess, 'ask' | 'answer'>, differences: readonly Difference[], met: Set<Difference>,
): Outcome {
  oracle.ask(all.map(({ objects }) => objects));
  const problems = all.flatMap(({ test }) => oracle.answer().findings.map(textOf).flatMap((text) => {
    const known = differences.filter(({ pattern }) => new RegExp(pattern).test(text));
    known.forEach((difference) => met.add(difference));
    return known.length > 0 ? [] : [`${test.slice(0, LONGEST_SHOWN)}: ${text}`];
  }));
  return { name: `${all.length} bundles ${name} are accepted`, problems: all.length > 0 ? problems.slice(0, MOST_SHOWN) : ['there is none'] };
}

/** The good examples of all rules, made whole, but for those to which another rule objects, and for CRDs, which nobody makes whole. */
export function acceptedByRules(): Good[] {
  return Object.entries(CASES).flatMap(([rule, { accepts }]) => accepts.map((yaml) => (
    { test: `${rule} accepts ${yaml}`, objects: documentsOf(yaml).map(whole) }
  ))).filter(({ objects }) => isGood(objects));
}

function isGood(objects: readonly any[]): boolean {
  return objects.every(({ kind }) => kind !== 'CustomResourceDefinition')
    && lint(objects.map((manifest) => ({ manifest, origin: undefined }))).every(({ severity }) => severity !== Severity.ERROR);
}

const PODS = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api:1' }] } };

/** A manifest with what an example leaves out because its rule does not read it. */
export function whole(manifest: any): any {
  const { kind, spec, metadata: given } = manifest ?? {};
  const metadata = given?.generateName ? given : { name: 'a', ...given };
  const apiVersion = /^(Service|ConfigMap|Secret)$/.test(kind) ? 'v1' : /^(Deployment|ReplicaSet)$/.test(kind) ? 'apps/v1' : 'argoproj.io/v1alpha1';
  if (!/^(Rollout|Deployment|ReplicaSet)$/.test(kind) || spec?.workloadRef) {
    return { apiVersion, ...manifest, metadata };
  }
  const template = { ...PODS, ...spec?.template };
  return {
    apiVersion,
    ...manifest,
    metadata,
    spec: { selector: { matchLabels: template.metadata?.labels }, ...kind === 'Rollout' ? { strategy: { canary: {} } } : {}, ...spec, template },
  };
}

let kept: Good[] | undefined;

/** What unit tests synthesize by the helper that they share. */
export function synthesized(): Good[] {
  return kept ??= synthesizedAnew();
}

function synthesizedAnew(): Good[] {
  const folder = join(WORK, 'synthesized');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { ok, output } = run(process.execPath, [JEST, '--coverage=false', '--silent', '--findRelatedTests', 'test/synthesize.ts'], ROOT, { KEEP_SYNTHESIZED: folder });
  if (!ok) {
    throw new Error(output);
  }
  return readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line))
    .map(({ file, test, objects }) => ({ test: `${relative(ROOT, file)}: ${test}`, objects }));
}
