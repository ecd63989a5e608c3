import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from './cluster';
import { Scenario } from './scenario';
import { Outcome, ScenarioRun } from './scenario-run';

/** A scenario that fails so many times, and in which namespaces it was tried. */
function failing(times: number): { scenario: Scenario; namespaces: string[] } {
  const namespaces: string[] = [];
  const scenario: Scenario = {
    name: 'slow',
    async run({ namespace }) {
      namespaces.push(namespace);
      if (namespaces.length <= times) {
        throw new Error('not within 60 s: the rollout is Healthy');
      }
    },
  };
  return { scenario, namespaces };
}

async function outcomesOf(scenario: Scenario): Promise<{ outcomes: Outcome[]; told: Outcome[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const cluster = {
    api: { create: async () => ({}), delete: async () => ({}) },
    kubectl: { run: async () => ({ code: 0, stdout: '', output: '' }) },
    podsOf: () => [],
  } as unknown as Cluster;
  const told: Outcome[] = [];
  const outcomes = await new ScenarioRun(cluster, folder, true, (outcome) => told.push(outcome)).run([scenario]);
  rmSync(folder, { recursive: true });
  return { outcomes, told };
}

test('a scenario that holds is tried once', async () => {
  const { scenario, namespaces } = failing(0);
  const { outcomes } = await outcomesOf(scenario);
  expect(outcomes).toMatchObject([{ name: 'slow', notes: [] }]);
  expect(namespaces).toEqual(['slow']);
});

test('one that fails has one more try in a namespace of its own, and both are told', async () => {
  const { scenario, namespaces } = failing(1);
  const { outcomes, told } = await outcomesOf(scenario);
  expect(namespaces).toEqual(['slow', 'slow-again']);
  expect(outcomes).toMatchObject([{ name: 'slow', notes: ['at the second try; at the first: not within 60 s: the rollout is Healthy'] }]);
  expect(outcomes[0].problem).toBeUndefined();
  expect(told).toHaveLength(2);
});

test('one that fails twice has failed', async () => {
  const { outcomes } = await outcomesOf(failing(2).scenario);
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0].problem).toContain('not within 60 s');
});
