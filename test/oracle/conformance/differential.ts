import * as fc from 'fast-check';
import { BEYOND } from '../differential/beyond';
import { Case, manifestsOf, Source, SOURCES, titleOf } from '../differential/cases';
import { compare, textOf } from '../differential/compare';
import { CONTROLLER_RULES } from '../differential/controller-rules';
import { REGRESSIONS } from '../differential/regressions';
import { Check, Outcome } from './check';
import { OracleProcess, Verdict } from './oracle-process';
import { GO } from './tool';

const CASES = Number(process.env.DIFFERENTIAL_CASES ?? 12_000);

/** So many are judged by the oracle while we judge those before. */
const BATCH = 250;

/** So many disagreements are shrunk and shown. */
const MOST_SHOWN = 5;

/** So many rejections of each kind must be met, or agreement is for want of trying. */
const LEAST = 20;

interface Tally {
  readonly met: Map<string, number>;
  /** What our lists excuse, as far as it was met. */
  readonly excused: Set<string>;
  /** Of the bundles without a mistake: how many there are, and what is said of those that are refused. */
  readonly refused: string[];
  valid: number;
}

/** Generated bundles, valid and broken: our verdict and the real one agree on every one. */
export const verdictsAgree: Check = {
  name: 'differential',
  needs: [GO],
  run() {
    // the same each time, so that a build does not fail by chance; with another the search goes on elsewhere
    const seed = Number(process.env.DIFFERENTIAL_SEED ?? 1);
    const oracle = new OracleProcess();
    const tally: Tally = { met: new Map(), excused: new Set(), valid: 0, refused: [] };
    try {
      return [regressions(oracle), agreement(oracle, seed, tally), ...shares(tally)];
    } finally {
      oracle.close();
    }
  },
};

function regressions(oracle: OracleProcess): Outcome {
  const wrong = REGRESSIONS.filter(({ manifests, rejected }) => {
    const { findings } = oracle.judge(manifests);
    return findings.length > 0 !== rejected || compare(manifests, findings, BEYOND).disagreement !== undefined;
  });
  return { name: `${REGRESSIONS.length} bundles that verdicts once differed on`, problems: wrong.map(({ what }) => what) };
}

/** A bundle by what repeats it. */
interface Generated {
  readonly made: Case;
  readonly source: Source;
  readonly seed: number;
  readonly path: string;
}

function generate(seed: number): Generated[] {
  const size = CASES / SOURCES.reduce((sum, { share }) => sum + share, 0);
  return SOURCES.flatMap((source, at) => fc.sample(source.cases, { seed: seed + at, numRuns: Math.ceil(size * source.share) })
    .map((made, index) => ({ made, source, seed: seed + at, path: `${index}` })));
}

function agreement(oracle: OracleProcess, seed: number, tally: Tally): Outcome {
  const all = generate(seed);
  const wrong = new Map<Source, Generated>();
  let before: any[][] = [];
  for (let start = 0; start < all.length + BATCH; start += BATCH) {
    const batch = all.slice(start, start + BATCH).map(({ made }) => manifestsOf(made));
    oracle.ask(batch);
    before.forEach((manifests, at) => {
      const generated = all[start - BATCH + at];
      if (disagreementOn(generated.made, manifests, oracle.answer(), tally) !== undefined) {
        wrong.set(generated.source, generated);
      }
    });
    before = batch;
  }
  return {
    name: `our verdict is the real one on ${all.length} bundles (DIFFERENTIAL_SEED=${seed})`,
    problems: [...wrong.values()].slice(0, MOST_SHOWN).flatMap((generated) => smallest(oracle, generated)),
  };
}

/** The smallest bundle that shows the disagreement. */
function smallest(oracle: OracleProcess, { source, seed, path }: Generated): string[] {
  const agrees = fc.property(source.cases, (made) => {
    const manifests = manifestsOf(made);
    const { disagreement } = compare(manifests, oracle.judge(manifests).findings, BEYOND);
    if (disagreement !== undefined) {
      throw new Error(disagreement);
    }
  });
  const { counterexample, errorInstance } = fc.check(agrees, { seed, path, numRuns: 1 });
  const [failed] = counterexample!;
  return [`${titleOf(failed)}: ${(errorInstance as Error).message}`, JSON.stringify(manifestsOf(failed))];
}

function disagreementOn(made: Case, manifests: readonly any[], { findings }: Verdict, tally: Tally): string | undefined {
  const { ours, knowable, excused, disagreement } = compare(manifests, findings, BEYOND);
  const texts = findings.map(textOf);
  CONTROLLER_RULES.filter(({ met }) => texts.some((text) => met?.test(text))).forEach(({ id }) => {
    tally.met.set(id, (tally.met.get(id) ?? 0) + 1);
  });
  [...excused, ...findings.length === 0 ? knowable : []].forEach((id) => tally.excused.add(id));
  if (made.made.length === 0) {
    tally.valid++;
    tally.refused.push(...ours.length > 0 ? [ours.join(', ')] : texts.slice(0, 1));
  }
  return disagreement;
}

function shares({ met, excused, valid, refused }: Tally): Outcome[] {
  const claimed = CONTROLLER_RULES.filter(({ unclaimed }) => unclaimed === undefined);
  const rare = claimed.filter(({ id }) => (met.get(id) ?? 0) < LEAST);
  return [
    {
      name: `each of ${claimed.length} rules that we claim was met at least ${LEAST} times`,
      problems: rare.map(({ id, what }) => `${id} was met ${met.get(id) ?? 0} times: ${what}`),
      notes: [
        `met: ${CONTROLLER_RULES.filter(({ id }) => met.has(id)).map(({ id }) => `${id} ${met.get(id)}`).join(', ')}`,
        ...CONTROLLER_RULES.filter(({ unclaimed }) => unclaimed !== undefined).map(({ id, what, unclaimed }) => `not claimed: ${id} ${what}, ${unclaimed}`),
      ],
    },
    {
      name: `${valid} bundles without a mistake are accepted by both`,
      problems: refused.slice(0, MOST_SHOWN),
    },
    {
      name: 'every excuse for a difference was needed',
      problems: [
        ...BEYOND.filter(({ rule }) => !excused.has(rule)).map(({ rule }) => `${rule} is not needed in beyond.ts`),
        ...CONTROLLER_RULES.filter(({ id, met: text, unclaimed }) => text && unclaimed && !excused.has(id))
          .map(({ id, what }) => `${id} (${what}) has rules of ours now: claim it in controller-rules.ts`),
      ],
    },
  ];
}
