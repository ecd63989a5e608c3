import * as fc from 'fast-check';
import { BEYOND } from '../differential/beyond';
import { Case, cases, manifestsOf, titleOf } from '../differential/cases';
import { compare, textOf } from '../differential/compare';
import { CONTROLLER_RULES } from '../differential/controller-rules';
import { REGRESSIONS } from '../differential/regressions';
import { Check, Outcome } from './check';
import { OracleProcess } from './oracle-process';
import { GO } from './tool';

const CASES = Number(process.env.DIFFERENTIAL_CASES ?? 15_000);

/** So many rejections of each kind must be met, or agreement is for want of trying. */
const LEAST = 20;

/** So many of a hundred bundles without a mistake must be accepted by both. */
const LEAST_ACCEPTED = 90;

interface Tally {
  readonly met: Map<string, number>;
  readonly beyond: Set<string>;
  valid: number;
  accepted: number;
}

/** Generated bundles, valid and broken: our verdict and the real one agree on every one. */
export const verdictsAgree: Check = {
  name: 'differential',
  needs: [GO],
  run() {
    const seed = Number(process.env.DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31));
    const oracle = new OracleProcess();
    const tally: Tally = { met: new Map(), beyond: new Set(), valid: 0, accepted: 0 };
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

function agreement(oracle: OracleProcess, seed: number, tally: Tally): Outcome {
  const details = fc.check(fc.property(cases, (generated) => judgeCase(oracle, generated, tally)), { seed, numRuns: CASES });
  const [failed] = details.counterexample ?? [];
  return {
    name: `our verdict is the real one on ${details.numRuns} bundles (DIFFERENTIAL_SEED=${seed})`,
    problems: failed ? [`${titleOf(failed)}: ${(details.errorInstance as Error).message}`, JSON.stringify(manifestsOf(failed), undefined, 2)] : [],
  };
}

function judgeCase(oracle: OracleProcess, generated: Case, tally: Tally) {
  const manifests = manifestsOf(generated);
  const { findings } = oracle.judge(manifests);
  const { ours, knowable, disagreement } = compare(manifests, findings, BEYOND);
  const texts = findings.map(textOf);
  CONTROLLER_RULES.filter(({ met }) => texts.some((text) => met?.test(text))).forEach(({ id }) => {
    tally.met.set(id, (tally.met.get(id) ?? 0) + 1);
  });
  if (findings.length === 0) {
    knowable.forEach((rule) => tally.beyond.add(rule));
  }
  if (generated.made.length === 0) {
    tally.valid++;
    tally.accepted += ours.length + findings.length === 0 ? 1 : 0;
  }
  if (disagreement !== undefined) {
    throw new Error(disagreement);
  }
}

function shares({ met, beyond, valid, accepted }: Tally): Outcome[] {
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
      name: `${accepted} of ${valid} bundles without a mistake were accepted by both`,
      problems: accepted * 100 >= valid * LEAST_ACCEPTED ? [] : [`at least ${LEAST_ACCEPTED} of a hundred should be`],
    },
    {
      name: 'every error that the real validation is not able to know was met',
      problems: BEYOND.filter(({ rule }) => !beyond.has(rule)).map(({ rule }) => `${rule} is not needed in beyond.ts`),
    },
  ];
}
