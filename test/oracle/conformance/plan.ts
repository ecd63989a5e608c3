import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Bundle, Manifest } from '../../../src/manifest/bundle';
import { planOf } from '../../../src/plan/plan';
import { Check, Outcome } from './check';
import { ask, WORK } from './oracle';
import { seedOfRun } from './texts/random';
import { GO } from './tool';

const GENERATED = 20_000;
const MOST_SHOWN = 10;

/** What the controller brings a canary to at a step. */
interface StepCount {
  readonly canary: number;
  readonly stable: number;
  readonly peak: number;
  readonly weight: number;
}

const upTo = (max: number) => fc.integer({ min: 0, max });
const AMOUNT = fc.oneof(upTo(12), upTo(100).map((percent) => `${percent}%`), upTo(100).map(String));
const PAUSE = fc.constant({ pause: {} });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Canaries of all kinds. Without traffic routing only weights count. */
const CANARIES: fc.Arbitrary<Manifest> = fc.tuple(fc.boolean(), maybe(fc.constantFrom(100, 200, 1000))).chain(([routed, maxTrafficWeight]) => {
  const whole = routed ? maxTrafficWeight ?? 100 : 100;
  const weight = fc.record({ setWeight: upTo(whole) });
  const scale = fc.oneof(
    upTo(30).map((replicas) => ({ replicas })), upTo(100).map((part) => ({ weight: part })),
    fc.constant({ matchTrafficWeight: true }), fc.constant({}),
  ).map((setCanaryScale) => ({ setCanaryScale }));
  const steps = routed ? fc.oneof(weight, weight, scale, PAUSE) : fc.oneof(weight, PAUSE);
  const others: Record<string, fc.Arbitrary<unknown>> = !routed ? { maxSurge: maybe(AMOUNT), maxUnavailable: maybe(AMOUNT) } : {
    trafficRouting: fc.constant({ nginx: {}, maxTrafficWeight }),
    dynamicStableScale: maybe(fc.boolean()),
    minPodsPerReplicaSet: maybe(upTo(8)),
  };
  const canary = fc.record({ steps: fc.array(steps, { maxLength: 6 }), ...others });
  return fc.record({ replicas: fc.oneof(upTo(6), upTo(60)), canary }).map(({ replicas, canary: strategy }) => ({
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'api' }, spec: { replicas, strategy: { canary: strategy } },
  }));
});

function problemsOf(rollout: Manifest, theirs: readonly StepCount[]): string[] {
  const { maxTrafficWeight = 100 } = rollout.spec.strategy.canary.trafficRouting ?? {};
  const ours = planOf(rollout, new Bundle([])).stages.map(({ requestedWeight: requested, pods: { updated, stable, peak } }) => (
    { canary: updated, stable, peak, weight: Math.round(requested * maxTrafficWeight / 100) }
  ));
  return JSON.stringify(ours) === JSON.stringify(theirs) ? []
    : [`${JSON.stringify(rollout.spec)}\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`];
}

/** The pods and weights of a plan are those that the controller's own arithmetic comes to. */
export const plansCountAsTheController: Check = {
  name: 'plan',
  needs: [GO],
  run: () => {
    const seed = seedOfRun();
    const rollouts = fc.sample(CANARIES, { numRuns: GENERATED, seed });
    const file = join(WORK, 'plan.json');
    mkdirSync(WORK, { recursive: true });
    writeFileSync(file, JSON.stringify(rollouts));
    const counts = ask<StepCount[][]>('counts', file);
    const problems = rollouts.flatMap((rollout, index) => problemsOf(rollout, counts[index]));
    const steps = counts.reduce((sum, { length }) => sum + length, 0);
    return [{
      name: `pods and weights of ${rollouts.length} generated canaries at ${steps} steps, SEED=${seed}`,
      problems: problems.sort((one, other) => one.length - other.length).slice(0, MOST_SHOWN),
    } satisfies Outcome];
  },
};
