import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { RolloutAccess, RolloutRole } from 'cdk8s-argo-rollouts';
import { Check, Outcome } from './check';
import { Place, tryOut } from './commands';
import { ROOT } from './oracle';
import { commandsIn } from './shell';
import { GO } from './tool';

const PAGE = 'docs/operations.md';
const ROLES = [RolloutRole.VIEWER, RolloutRole.PROMOTER, RolloutRole.OPERATOR];

const rollout = (spec: object, status: object = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: { matchLabels: { app: 'api' } }, strategy: { canary: { steps: [{ setWeight: 10 }, { pause: {} }] } }, ...spec },
  status: { currentPodHash: '3', stableRS: '2', currentStepIndex: 1, pauseConditions: [{ reason: 'CanaryPauseStep', startTime: '2030-01-01T00:00:00Z' }], ...status },
});
const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'registry.example/api:1' }] } };
const of = (kind: string, name: string) => ({ apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name, namespace: 'shop' }, spec: {} });
const deployment = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'api' } }, template },
};

/** What is there when the commands of a row are typed, by what the row says of it. */
const SITUATIONS: readonly (readonly [RegExp, readonly object[]])[] = [
  [/held/, [rollout({ template, paused: true })]],
  [/workloadRef/, [rollout({ workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } }), deployment]],
  [/./, [rollout({ template }), of('AnalysisRun', 'run'), of('Experiment', 'experiment')]],
];

/** What else a command has to be told. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'list rollouts': '',
  'list experiments': '',
  'set image': 'api api=registry.example/api:2',
  'get experiment': 'experiment',
  'retry experiment': 'experiment',
  'terminate analysisrun': 'run',
  'terminate experiment': 'experiment',
};

/** Whether the page says of each command of the plugin who may type it, by what the real one asks of the cluster. */
export const rolesAllowWhatThePageSays: Check = {
  name: 'roles',
  needs: [GO],
  run: () => {
    const questions = ofPage();
    const problems = tryOut(questions.map(({ place }) => place));
    return questions.map(({ place: { name }, allowed }, index): Outcome => ({
      name,
      problems: allowed ? problems[index]
        : problems[index].some((problem) => problem.includes('may not')) ? []
          : ['it may, and the page says that it may not', ...problems[index]],
    }));
  },
};

interface Question {
  readonly place: Place;
  readonly allowed: boolean;
}

function ofPage(): Question[] {
  const page = readFileSync(join(ROOT, PAGE), 'utf8');
  return [...page.matchAll(/^\| (`kubectl argo rollouts [^|]*) \| (.*?) \|$/gm)].flatMap(([, commands, verdicts]) => {
    const [, manifests] = SITUATIONS.find(([words]) => words.test(commands))!;
    return verdicts.split(' | ').length !== ROLES.length ? [] : typed(commands).flatMap((command) => verdicts.split(' | ').flatMap((verdict, index) => {
      const ask = (updateWorkloads: boolean, allowed: boolean): Question => ({
        place: {
          name: `${command} as ${ROLES[index]}${updateWorkloads ? ' with updateWorkloads' : ''}`,
          manifests: manifests as Place['manifests'],
          rules: rulesOf(ROLES[index], updateWorkloads),
          commands: commandsIn(command),
          mentions: [],
          messages: [],
        },
        allowed,
      });
      return verdict === 'with `updateWorkloads`' ? [ask(false, false), ask(true, true)] : [ask(false, verdict === 'yes')];
    }));
  });
}

/** The commands of a cell, of which the first says what all begin with. */
function typed(cell: string): string[] {
  const parts = [...cell.matchAll(/`([^`]+)`/g)].map(([, part]) => part.replace('kubectl argo rollouts ', '')).filter((part) => part !== 'workloadRef');
  return parts.map((part) => `kubectl argo rollouts ${part} ${ARGUMENTS[part] ?? 'api'} -n shop`.replace('  ', ' '));
}

function rulesOf(role: RolloutRole, updateWorkloads: boolean): object[] {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  new RolloutAccess(chart, 'Access', { role, ...updateWorkloads ? { updateWorkloads } : {} });
  return Testing.synth(chart)[0].rules;
}
