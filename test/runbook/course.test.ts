import { BLUE_GREEN, CANARY, commands, object, rollout, runbook, text } from './fixtures';

const JUDGED = 'goes on when it succeeds, pauses when it is inconclusive, aborts when it fails';

describe('canary', () => {
  test('every kind of step', () => {
    const { course: { phases } } = runbook(rollout({ canary: CANARY }));
    expect(phases.map(({ name, happens, then }) => [name, happens, then])).toEqual([
      ['0', 'the new version gets 1 pod, whatever its traffic', 'goes on when they are ready'],
      ['1', 'requests with `x-tester: yes` go to the new version', 'goes on at once'],
      ['2', 'a copy of 30 % of the requests of mirror route `shadow` goes to the new version, whose answers are dropped', 'goes on at once'],
      ['3', 'pause', '**waits until somebody promotes it**'],
      ['4', 'header route `testers` ends', 'goes on at once'],
      ['5', 'mirror route `shadow` ends', 'goes on at once'],
      ['6', 'the number of its pods follows its traffic', 'goes on when they are ready'],
      ['7', '20 % of the traffic goes to the new version', 'goes on when its pods are ready'],
      ['8', 'pause', 'goes on after 1m30s'],
      ['9', 'analysis: `errors` and `latency`', JUDGED],
      ['10', 'experiment: 1 pod of the stable version as `old` with 5 % of the traffic and 2 pods of the new version as `new` for 5m, judged by `compare`', JUDGED],
      ['11', 'plugin `acme/step`', 'goes on when the plugin is done, aborts when it fails'],
      ['12', 'the new version gets 50 % of the pods, whatever its traffic', 'goes on when they are ready'],
      ['13', 'pause', 'goes on after 5m'],
    ]);
  });

  test('a step that waits', () => {
    const steps = [{ analysis: { templates: [{ templateName: 'open' }] } }, { setWeight: 20 }, { analysis: { templates: [{ templateName: 'health' }] } }];
    const template = (name: string, metric: object) => object('AnalysisTemplate', name, { metrics: [{ name, ...metric }] });
    const { course: { phases } } = runbook(
      rollout({ canary: { steps } }),
      template('open', { interval: '1m', count: 2147483647, consecutiveSuccessLimit: 1, failureLimit: -1 }),
      template('health', {}),
    );
    expect(phases.map(({ happens, then }) => [happens, then])).toEqual([
      ['analysis: `open`', '**waits until its condition holds**, or somebody promotes it'],
      ['about 20 % of the pods are of the new version', 'goes on when its pods are ready'],
      ['analysis: `health`', JUDGED],
    ]);
  });

  test('with a router', () => {
    const spec = { progressDeadlineAbort: true, progressDeadlineSeconds: 300, rollbackWindow: { revisions: 1 } };
    const { summary, course } = runbook(rollout({ canary: CANARY }, spec));
    expect(summary).toBe('A canary in 14 steps, whose traffic is split by Istio. It has 2 pods. Images: `registry.example/api:2`.');
    expect(course.notes).toEqual([
      '`get rollout` shows the step that is running: `Step: 0/14` is the first one, `14/14` the end. The very first version takes no steps.',
      'From step 1 on, an analysis with `errors` runs beside the steps: the update pauses when it is inconclusive, and aborts when it fails.',
      'After the last step the pods of the old version stay for 1m30s.',
      'If its pods do not get ready and there is no progress for 5m, the update is aborted.',
    ]);
    expect(course).toMatchObject({ waitsForSomebody: ['at step 3'], pauses: 390_000 });
    expect(course.abort).toBe('All traffic goes to the stable version at once. The pods of the new one stop after 1m.');
    expect(course.rollback).toEqual([
      'While the update is running, going back to the stable version takes no steps; after its end it is an update like any other.',
      'Going back by at most 1 revision takes no steps (`rollbackWindow`).',
    ]);
  });

  test('with a router, and a stable version that shrinks', () => {
    const { course } = runbook(rollout({ canary: { ...CANARY, dynamicStableScale: true } }));
    expect(course.abort).toBe('All traffic goes to the stable version, as fast as its pods come back.');
    expect(course.notes.join()).not.toContain('After the last step');
  });

  test('without a router', () => {
    const { summary, course } = runbook(rollout({ canary: { steps: [{ setWeight: 50 }] } }));
    expect(summary).toMatch(/^A canary in 1 step, whose traffic follows the number of pods\./);
    expect(course.phases[0].happens).toBe('about 50 % of the pods are of the new version');
    expect(course.abort).toBe('Pods of the stable version replace those of the new one.');
    expect(course.notes.at(-1)).toBe('If its pods do not get ready and there is no progress for 10m, the rollout is `Degraded`, and the controller keeps trying.');
  });

  test('without steps', () => {
    const { summary, course: { phases, notes, rollback } } = runbook(rollout({ canary: {} }));
    expect(summary).toMatch(/^A canary without steps: an update replaces the pods a few at a time\./);
    expect([phases, notes.length, rollback]).toEqual([[], 1, []]);
  });

  test('a weight of more than a hundred parts', () => {
    const { course: { phases: [phase] } } = runbook(rollout({ canary: { trafficRouting: { maxTrafficWeight: 1000, nginx: { stableIngress: 'api' } }, steps: [{ setWeight: 5 }] } }));
    expect(phase.happens).toBe('5 of 1000 parts of the traffic goes to the new version');
  });
});

describe('blue-green', () => {
  test('promoted by hand', () => {
    const { summary, course } = runbook(rollout({ blueGreen: BLUE_GREEN }));
    expect(summary).toMatch(/^A blue-green rollout, promoted by hand\./);
    expect(course.phases.map(({ name, happens, then }) => [name, happens, then])).toEqual([
      ['preview', 'the new version starts beside the old one, with 1 pod at first; Service `api-preview` leads to it', 'goes on when its pods are ready'],
      ['before promotion', 'analysis: `smoke`', JUDGED],
      ['promotion', 'all users still get the old version', '**waits until somebody promotes it**'],
      ['switch', 'Service `api-active` leads to the new version', 'goes on at once'],
      ['after promotion', 'analysis: `errors`', JUDGED],
      ['end', 'the new version is the stable one', 'the pods of the old one stop after 10m'],
    ]);
    expect(course.waitsForSomebody).toEqual(['before promotion']);
    expect(course.promote).toBe('Ends the pause before promotion: Service `api-active` leads to the new version.');
    expect(course.abort).toBe('Service `api-active` leads to the old version, or back to it. The pods of the new one stay.');
    expect(course.rollback).toEqual(['A version whose pods have not stopped yet serves again at once, which is for 10m. Any other goes through all phases.']);
  });

  test('promoted after a time, which a promotion by hand ignores', () => {
    const timed = { activeService: 'api', autoPromotionSeconds: 90 };
    const { summary, course } = runbook(rollout({ blueGreen: timed }));
    expect(summary).toMatch(/^A blue-green rollout, promoted by itself after 1m30s\./);
    expect(course.phases[1]).toMatchObject({ name: 'promotion', then: 'goes on after 1m30s' });
    expect(course).toMatchObject({ waitsForSomebody: [], pauses: 90_000 });
    expect(runbook(rollout({ blueGreen: { ...timed, autoPromotionEnabled: false } })).course).toMatchObject({ waitsForSomebody: ['before promotion'], pauses: 0 });
  });

  test('promoted at once', () => {
    const { course } = runbook(rollout({ blueGreen: { activeService: 'api' } }, { rollbackWindow: { revisions: 3 } }));
    expect(course.phases.map(({ name }) => name)).toEqual(['preview', 'switch', 'end']);
    expect(course.phases[0].happens).toContain('no Service leads to it');
    expect(course.promote).toBe('Ends the pause after an inconclusive analysis, or after "Hold".');
    expect(course.rollback[1]).toBe('Going back by at most 3 revisions takes no analysis and no pause (`rollbackWindow`).');
  });
});

describe('how long a script waits', () => {
  test.each([
    ['no pauses', [{ setWeight: 50 }], '30m', false],
    ['a short pause', [{ pause: { duration: 30 } }], '40m', false],
    ['a long pause', [{ pause: { duration: '2h' } }], '4h30m', false],
    ['a pause without end', [{ pause: {} }], '30m', true],
  ])('%s', (_, steps, timeout, needsSomebody) => {
    const page = runbook(rollout({ canary: { steps } }));
    expect(commands(page, 'Wait in a script')[0]).toEqual(`kubectl argo rollouts status api -n shop --timeout ${timeout}`);
    expect(text(page, 'Wait in a script').includes('Somebody has to promote it in that time (at step 0).')).toBe(needsSomebody);
  });
});
