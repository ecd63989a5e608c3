import { CANARY, commands, CONTAINERS, LABELS, object, rollout, runbook, runbooks, text } from './fixtures';

const HASH = 'rollouts-pod-template-hash="$(kubectl get rollout api -n shop -o jsonpath=\'{.status.currentPodHash}\')"';

test('the commands of an update', () => {
  const page = runbook(rollout({ canary: CANARY }));
  expect(page.tasks.flatMap((task) => task.commands.map((command) => `${task.title}: ${command}`))).toEqual([
    'Watch: kubectl argo rollouts get rollout api -n shop --watch',
    'Wait in a script: kubectl argo rollouts status api -n shop --timeout 50m',
    'Wait in a script: kubectl wait rollout/api -n shop --for=condition=Progressing --timeout=0',
    'Deploy another version: kubectl argo rollouts set image api -n shop api=<image>',
    'Go on: kubectl argo rollouts promote api -n shop',
    'Go to the end: kubectl argo rollouts promote api -n shop --full',
    'Hold: kubectl argo rollouts pause api -n shop',
    'Hold: kubectl patch rollout api -n shop --type merge -p \'{"spec":{"paused":false}}\'',
    'Give up: kubectl argo rollouts abort api -n shop',
    'Try again: kubectl argo rollouts retry rollout api -n shop',
    'Go back to an earlier version: kubectl argo rollouts undo api -n shop',
    'Go back to an earlier version: kubectl argo rollouts undo api -n shop --to-revision=<revision>',
    'Restart the pods: kubectl argo rollouts restart api -n shop',
    `Look at the analyses: kubectl get analysisruns -n shop -l ${HASH}`,
    'Look at the analyses: kubectl get analysisrun <analysisrun> -n shop -o yaml',
    `Look at the experiments: kubectl get experiments -n shop -l ${HASH}`,
    'Look at the experiments: kubectl argo rollouts get experiment <experiment> -n shop',
    'Look for the reason: kubectl describe rollout api -n shop',
    `Look for the reason: kubectl get pods -n shop -l ${HASH}`,
    'Look for the reason: kubectl describe pod <pod> -n shop',
    'Look for the reason: kubectl logs <pod> -n shop --all-containers',
  ]);
});

test('without a namespace, it is that of the context', () => {
  const { metadata, ...rest } = rollout({ canary: {} });
  const page = runbook({ ...rest, metadata: { name: metadata.name } } as typeof rest & { metadata: { name: string } } as any);
  expect(commands(page, 'Give up')).toEqual(['kubectl argo rollouts abort api']);
  expect(page.tasks.flatMap((task) => task.commands).join('\n')).not.toContain('-n ');
});

test('analyses and experiments only where there are some', () => {
  const titles = runbook(rollout({ canary: {} })).tasks.map(({ title }) => title);
  expect(titles).not.toContain('Look at the analyses');
  expect(titles).not.toContain('Look at the experiments');
});

test('the analyses of experiments, which no label tells of', () => {
  const EXPERIMENT = 'Those of an experiment are not listed here: "Look at the experiments" shows their names.';
  expect(text(runbook(rollout({ canary: CANARY })), 'Look at the analyses')).toContain(EXPERIMENT);
  const analysis = { analysis: { templates: [{ templateName: 'errors' }] } };
  expect(text(runbook(rollout({ canary: { steps: [analysis] } })), 'Look at the analyses')).not.toContain(EXPERIMENT);
});

describe('the image', () => {
  test('of each container', () => {
    const containers = [...CONTAINERS, { name: 'proxy', image: 'registry.example/proxy:1' }];
    const page = runbook(rollout({ canary: {} }, { template: { spec: { containers } } }));
    expect(commands(page, 'Deploy another version')).toEqual(['api', 'proxy'].map((name) => `kubectl argo rollouts set image api -n shop ${name}=<image>`));
    expect(text(page, 'Deploy another version')).toContain('These manifests have `registry.example/api:2` in `api`, `registry.example/proxy:1` in `proxy`.');
  });

  const API: Record<string, string> = { PodTemplate: 'v1' };
  const workload = (kind: string) => {
    return rollout({ canary: {} }, { template: undefined, workloadRef: { apiVersion: API[kind] ?? 'apps/v1', kind, name: 'web' } });
  };

  test('of a Deployment, which the plugin changes', () => {
    const page = runbook(workload('Deployment'), object('Deployment', 'web', { template: { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } } }));
    expect(commands(page, 'Deploy another version')).toEqual(['kubectl argo rollouts set image api -n shop api=<image>']);
    expect(text(page, 'Deploy another version')).toContain('The image is that of Deployment `web`.');
  });

  test('of a Deployment, which the rollout has to see before it says anything of it', () => {
    expect(commands(runbook(workload('Deployment')), 'Wait in a script')).toEqual([
      'kubectl wait rollout/api -n shop --for=jsonpath=\'{.status.workloadObservedGeneration}\'='
        + '"$(kubectl get deployment web -n shop -o jsonpath=\'{.metadata.generation}\')" --timeout 1m',
      'kubectl argo rollouts status api -n shop --timeout 30m',
      'kubectl wait rollout/api -n shop --for=condition=Progressing --timeout=0',
    ]);
    expect(commands(runbook(workload('ReplicaSet')), 'Wait in a script')).toHaveLength(2);
  });

  test('of a Deployment from elsewhere', () => {
    expect(commands(runbook(workload('Deployment')), 'Deploy another version')).toEqual(['kubectl argo rollouts set image api -n shop <container>=<image>']);
  });

  test('of a PodTemplate, which the plugin cannot change', () => {
    const template = { ...object('PodTemplate', 'web'), template: { spec: { containers: CONTAINERS } } };
    const page = runbook(workload('PodTemplate'), template);
    expect(commands(page, 'Deploy another version')).toEqual([]);
    expect(page.summary).toContain('Images: `registry.example/api:2`.');
  });
});

test('a name that a shell would take apart is quoted', () => {
  const { metadata, ...rest } = rollout({ canary: {} });
  const page = runbook({ ...rest, metadata: { ...metadata, name: 'a\'; rm -rf $HOME' } } as any);
  expect(commands(page, 'Give up')).toEqual(['kubectl argo rollouts abort \'a\'\\\'\'; rm -rf $HOME\' -n shop']);
});

test('the symptoms are those that the rollout can have', () => {
  const says = (strategy: object, spec?: object) => runbook(rollout(strategy, spec)).symptoms.flatMap(({ messages }) => messages);
  expect(says({ canary: {} }, { progressDeadlineAbort: true })).not.toEqual(expect.arrayContaining([expect.stringMatching(/CanaryPauseStep|Inconclusive|BlueGreen|ProgressDeadlineExceeded/)]));
  expect(says({ canary: CANARY })).toEqual(expect.arrayContaining(['CanaryPauseStep', 'InconclusiveAnalysisRun', 'InconclusiveExperiment', 'ProgressDeadlineExceeded']));
  expect(says({ blueGreen: { autoPromotionEnabled: false, postPromotionAnalysis: { templates: [{ templateName: 'a' }] } } }))
    .toEqual(expect.arrayContaining(['BlueGreenPause', 'active service cutover pending', 'waiting for analysis to complete']));
});

test('what a symptom says to do is a task', () => {
  const { symptoms, tasks } = runbook(rollout({ canary: CANARY }));
  const named = new Set(symptoms.flatMap(({ next }) => [...next.matchAll(/"([^"]+)"/g)].map(([, title]) => title)));
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter((title) => !tasks.some((task) => task.title === title))).toEqual([]);
});

test('only rollouts of Argo that have a name', () => {
  const known = rollout({ canary: {} });
  expect(runbooks(known, { ...known, apiVersion: 'example.com/v1' }, { ...known, metadata: { generateName: 'api-' } as any })).toHaveLength(1);
});
