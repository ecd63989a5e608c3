import { exposureText } from '../../src/plan/exposure';
import { autoscaler, linesOf, plan, rolloutWith, template } from './fixtures';

const MINUTE = 60_000;
const GATE = template('health', '{interval: 30s, count: 5, failureLimit: 1, initialDelay: 2m}');
const ROUTED = 'trafficRouting: {nginx: {stableIngress: api}}';

describe('a canary without traffic routing', () => {
  test('has the weight that its pods make', () => {
    expect(linesOf(plan(rolloutWith('{canary: {steps: [{setWeight: 5}, {pause: {duration: 5m}}, {setWeight: 50}, {pause: {}}]}}', { replicas: 3 })))).toEqual([
      'weight 5 | 25% | 1+3, 4 at most | 0s | ready-pods',
      'pause 5m | 25% | 1+3, 4 at most | 5m | time',
      'weight 50 | 50% | 2+2, 4 at most | 0s | ready-pods',
      'pause | 50% | 2+2, 4 at most | unknown | person',
      'the new version becomes the stable one | 100% | 3+0, 4 at most | 0s | ready-pods',
    ]);
  });

  test('that may not surge first loses a pod', () => {
    const { stages: [first], totals } = plan(rolloutWith('{canary: {maxSurge: 0, steps: [{setWeight: 25}]}}'));
    expect(first.pods).toEqual({ updated: 1, stable: 3, peak: 4 });
    expect(totals.extraPods).toBe(0);
  });

  test('and without steps replaces its pods', () => {
    const rolling = plan(rolloutWith('{canary: {maxSurge: 2}}', { replicas: 8 }));
    expect([rolling.strategy, ...linesOf(rolling)]).toEqual(['rolling', 'the pods are replaced, a few at a time | 100% | 8+0, 10 at most | 0s | ready-pods']);
  });

  test('with more pods than anybody has is planned at once', () => {
    const { stages: [first] } = plan(rolloutWith('{canary: {maxSurge: 1, steps: [{setWeight: 50}]}}', { replicas: 2_000_000_000 }));
    expect(first.pods).toEqual({ updated: 1_000_000_000, stable: 1_000_000_000, peak: 2_000_000_001 });
  });
});

describe('a canary with traffic routing', () => {
  test('has the weight that is written, and the old pods beside the new ones', () => {
    expect(linesOf(plan(rolloutWith(`{canary: {${ROUTED}, steps: [{setWeight: 5}, {setWeight: 50}]}}`)))).toEqual([
      'weight 5 | 5% | 1+4, 5 at most | 0s | ready-pods',
      'weight 50 | 50% | 2+4, 6 at most | 0s | ready-pods',
      'the new version becomes the stable one | 100% | 4+4, 8 at most | 0s | ready-pods',
    ]);
  });

  test('takes weights as parts of maxTrafficWeight', () => {
    const { stages } = plan(rolloutWith('{canary: {trafficRouting: {maxTrafficWeight: 1000, nginx: {stableIngress: api}}, steps: [{setWeight: 5}]}}'));
    expect(stages.map(({ requestedWeight: requested, weight }) => [requested, weight])).toEqual([[0.5, 0.5], [100, 100]]);
  });

  test('keeps the size that a step sets, until another says otherwise', () => {
    const steps = '[{setCanaryScale: {replicas: 3}}, {setWeight: 25}, {setCanaryScale: {matchTrafficWeight: true}}]';
    expect(linesOf(plan(rolloutWith(`{canary: {${ROUTED}, steps: ${steps}}}`)))).toEqual([
      'canary scale 3 pods | 0% | 3+4, 7 at most | 0s | ready-pods',
      'weight 25 | 25% | 3+4, 7 at most | 0s | ready-pods',
      'canary scale as the traffic | 25% | 1+4, 7 at most | 0s | ready-pods',
      'the new version becomes the stable one | 100% | 4+4, 8 at most | 0s | ready-pods',
    ]);
  });

  test('takes old pods away as traffic leaves them, and leaves each version some', () => {
    const strategy = `{canary: {${ROUTED}, dynamicStableScale: true, minPodsPerReplicaSet: 2, steps: [{setWeight: 10}, {setWeight: 50}]}}`;
    expect(linesOf(plan(rolloutWith(strategy, { replicas: 10 })))).toEqual([
      'weight 10 | 10% | 2+9, 12 at most | 0s | ready-pods',
      'weight 50 | 50% | 5+5, 14 at most | 0s | ready-pods',
      'the new version becomes the stable one | 100% | 10+0, 15 at most | 0s | ready-pods',
    ]);
  });

  test('counts the pods of experiments, and their traffic', () => {
    const experiment = '{duration: 10m, templates: [{name: base, specRef: stable, replicas: 2, weight: 5}, {name: next, specRef: canary, weight: 5}]}';
    const { stages: [, stage] } = plan(rolloutWith(`{canary: {${ROUTED}, steps: [{setWeight: 25}, {experiment: ${experiment}}]}}`));
    expect(stage).toMatchObject({
      description: 'experiment base, next',
      requestedWeight: 25,
      weight: 30,
      pods: { updated: 1, stable: 4, experiment: 3, peak: 8 },
      waitsFor: 'time',
      time: { least: 10 * MINUTE, most: 10 * MINUTE, healthy: 10 * MINUTE },
    });
  });

  test('shows who gets the new version by a header route', () => {
    const steps = '[{setCanaryScale: {weight: 25}}, {setHeaderRoute: {name: beta, match: [{headerName: x, headerValue: {exact: y}}]}}, {pause: {duration: 5m}}, {setHeaderRoute: {name: beta}}]';
    const { stages, totals: { exposure } } = plan(rolloutWith(`{canary: {trafficRouting: {istio: {}}, steps: ${steps}}}`));
    expect(stages.map(({ headerRoutes }) => headerRoutes)).toEqual([[], ['beta'], ['beta'], [], []]);
    expect(exposureText(exposure)).toBe('the requests of header route beta for 5m, and no measurement can stop it');
  });
});

describe('blue-green', () => {
  test('starts all new pods, and waits for a person', () => {
    const update = plan(rolloutWith('{blueGreen: {activeService: live, previewService: next, autoPromotionEnabled: false, autoPromotionSeconds: 60}}'));
    expect(linesOf(update)).toEqual([
      'new pods, under Service next | 0% | 4+4, 8 at most | 0s | ready-pods',
      'pause | 0% | 4+4, 8 at most | unknown | person',
      'Service live leads to the new version | 100% | 4+4, 8 at most | 0s | ready-pods',
    ]);
    expect(update.totals).toMatchObject({ manualGates: 1, extraPods: 4, time: { least: 0, most: Infinity, healthy: undefined } });
  });

  test('starts few new pods first, judges them, and the rest before the switch', () => {
    const strategy = '{blueGreen: {activeService: live, previewReplicaCount: 1, autoPromotionSeconds: 60, prePromotionAnalysis: {templates: [{templateName: health}]},'
      + ' postPromotionAnalysis: {templates: [{templateName: health}]}}}';
    const update = plan(rolloutWith(strategy), [GATE]);
    expect(linesOf(update)).toEqual([
      'new pods | 0% | 1+4, 5 at most | 0s | ready-pods',
      'analysis health | 0% | 1+4, 5 at most | 4m | measurements',
      'pause 1m | 0% | 1+4, 5 at most | 1m | time',
      'the rest of the new pods | 0% | 4+4, 8 at most | 0s | ready-pods',
      'Service live leads to the new version | 100% | 4+4, 8 at most | 0s | ready-pods',
      'analysis health | 100% | 4+4, 8 at most | 4m | measurements',
    ]);
    expect(exposureText(update.totals.exposure)).toBe('none');
    expect(update.stages.map(({ failure }) => failure).filter(Boolean)).toEqual([
      'aborts, and users keep the old version', 'aborts, and the Service goes back to the old version at once, whose pods still run',
    ]);
  });
});

describe('an analysis', () => {
  const gateOf = (metric: string, more = '') => {
    const { stages: [{ time, gates }] } = plan(rolloutWith(`{canary: {steps: [{analysis: {templates: [{templateName: t}]${more}}}]}}`), [template('t', metric)]);
    return { ...time, stops: gates[0].stops };
  };

  test.each([
    ['is measured once', '{}', { least: 0, healthy: 0, most: 4 * 10_000, stops: 0 }],
    ['takes all its measurements', '{interval: 1m, count: 5, consecutiveErrorLimit: 0}', { least: 4 * MINUTE, healthy: 4 * MINUTE, most: 4 * MINUTE, stops: 0 }],
    ['begins later', '{interval: 1m, count: 2, initialDelay: 3m, consecutiveErrorLimit: 0}', { least: 4 * MINUTE, healthy: 4 * MINUTE, most: 4 * MINUTE, stops: 3 * MINUTE }],
    ['tries again after errors', '{interval: 1m, count: 3, consecutiveErrorLimit: 2}', { least: 2 * MINUTE, healthy: 2 * MINUTE, most: 3 * MINUTE, stops: 0 }],
    ['forgives failures', '{interval: 1m, count: 5, failureLimit: 2, consecutiveErrorLimit: 0}', { least: 4 * MINUTE, healthy: 4 * MINUTE, most: 4 * MINUTE, stops: 2 * MINUTE }],
    ['ends after some successes', '{interval: 1m, consecutiveSuccessLimit: 3}', { least: 2 * MINUTE, healthy: 2 * MINUTE, most: Infinity, stops: 0 }],
    ['never fails, but for want of successes', '{interval: 1m, count: 5, failureLimit: -1, consecutiveSuccessLimit: 3, consecutiveErrorLimit: 0}',
      { least: 2 * MINUTE, healthy: 2 * MINUTE, most: 4 * MINUTE, stops: 4 * MINUTE }],
    ['forgives more than it measures', '{interval: 1m, count: 2, failureLimit: 2, consecutiveErrorLimit: 0}', { least: MINUTE, healthy: MINUTE, most: MINUTE, stops: Infinity }],
    ['waits until something holds', '{interval: 1m, failureLimit: -1, consecutiveSuccessLimit: 1}', { least: 0, healthy: undefined, most: Infinity, stops: Infinity }],
    ['waits without any limit', '{interval: 1m, count: 2147483647, failureLimit: -1, consecutiveSuccessLimit: 1, consecutiveErrorLimit: 2147483647}',
      { least: 0, healthy: undefined, most: Infinity, stops: Infinity }],
    ['forgives all errors', '{interval: 1m, count: 2, consecutiveErrorLimit: 2147483647}', { least: MINUTE, healthy: MINUTE, most: Infinity, stops: 0 }],
    ['never ends', '{interval: 1m}', { least: 0, healthy: undefined, most: Infinity, stops: 0 }],
    ['has no condition', '{successCondition: "", consecutiveErrorLimit: 0}', { least: 0, healthy: 0, most: 0, stops: Infinity }],
    ['waits for a Job', '{provider: {job: {spec: {}}}}', { least: 0, healthy: undefined, most: undefined, stops: undefined }],
    ['is not known', '{interval: 1m, count: "{{args.count}}"}', { least: 0, healthy: undefined, most: undefined, stops: 0 }],
  ])('that %s', (_, metric, expected) => {
    expect(gateOf(metric)).toEqual(expected);
  });

  test('in a dry run takes its time, and stops nothing', () => {
    expect(gateOf('{interval: 1m, count: 2, consecutiveErrorLimit: 0}', ', dryRun: [{metricName: metric-0}]')).toEqual({ least: MINUTE, healthy: MINUTE, most: MINUTE, stops: Infinity });
  });

  test('takes the arguments of its use', () => {
    const withArgument = template('t', '{interval: 1m, count: "{{args.count}}"}');
    const templates = [{ ...withArgument, spec: { ...withArgument.spec, args: [{ name: 'count', value: '9' }] } }];
    const { stages: [stage] } = plan(rolloutWith('{canary: {steps: [{analysis: {templates: [{templateName: t}], args: [{name: count, value: "3"}]}}]}}'), templates);
    expect(stage.time.healthy).toBe(2 * MINUTE);
  });

  test('of a template that is elsewhere is not known', () => {
    const { stages: [, stage], totals } = plan(rolloutWith('{canary: {steps: [{setWeight: 25}, {analysis: {templates: [{templateName: far}]}}]}}'));
    expect(stage).toMatchObject({ description: 'analysis far', time: { least: 0 } });
    expect([stage.time.healthy, totals.time.healthy, totals.time.most]).toEqual([undefined, undefined, undefined]);
    expect(exposureText(totals.exposure)).toBe('25% of traffic for a time that is not known, then an analysis whose template is elsewhere');
  });
});

test('a step that only waits ends no update', () => {
  const never = 2147483647;
  const waiting = template('open',
    `{interval: 1m, count: ${never}, failureLimit: -1, consecutiveSuccessLimit: 1, inconclusiveLimit: ${never}, consecutiveErrorLimit: ${never}}`);
  const judging = template('health', '{interval: 1m, count: 5}');
  const steps = '[{analysis: {templates: [{templateName: open}]}}, {setWeight: 50}, {analysis: {templates: [{templateName: health}]}}]';
  const { stages } = plan(rolloutWith(`{canary: {steps: ${steps}}}`, { replicas: 4 }), [waiting, judging]);
  const endings = stages.map(({ failure, inconclusive }) => [failure, inconclusive].map(Boolean));
  expect(endings).toEqual([[false, false], [false, false], [true, true], [false, false]]);
});

describe('the exposure before the first measurement that can stop the update', () => {
  const exposure = (steps: string, more = '') => exposureText(plan(rolloutWith(`{canary: {${ROUTED}, steps: ${steps}${more}}}`), [GATE]).totals.exposure);
  const BESIDE = ', analysis: {templates: [{templateName: health}]';

  test.each([
    ['the time up to it', '[{setWeight: 10}, {pause: {duration: 5m}}, {analysis: {templates: [{templateName: health}]}}]', '', '10% of traffic for 7m30s'],
    ['several weights', '[{setWeight: 10}, {pause: {duration: 1m}}, {setWeight: 20}, {analysis: {templates: [{templateName: health}]}}]', '', '10% of traffic for 1m, then 20% of traffic for 2m30s'],
    ['an analysis beside the steps', '[{setWeight: 10}, {pause: {duration: 1m}}, {setWeight: 20}, {pause: {duration: 5m}}]', `${BESIDE}}`, '10% of traffic for 1m, then 20% of traffic for 1m30s'],
    ['one that begins later', '[{setWeight: 10}, {pause: {duration: 1m}}, {setWeight: 20}, {pause: {duration: 5m}}]', `${BESIDE}, startingStep: 2}`, '10% of traffic for 1m, then 20% of traffic for 2m30s'],
    ['one that measures while somebody is waited for', '[{setWeight: 10}, {pause: {}}]', `${BESIDE}}`, '10% of traffic for 2m30s'],
    ['a person', '[{setWeight: 10}, {pause: {}}, {setWeight: 20}, {pause: {duration: 1m}}]', '', '10% of traffic until somebody promotes or aborts it, then 20% of traffic for 1m, and no measurement can stop it'],
    ['nobody', '[{pause: {duration: 5m}}, {analysis: {templates: [{templateName: health}]}}]', '', 'none'],
  ])('%s', (_, steps, more, expected) => {
    expect(exposure(steps, more)).toBe(expected);
  });
});

describe('what is not known', () => {
  test('of the pods of an autoscaler, and of weights that are made of pods', () => {
    const { stages, totals, notes } = plan(rolloutWith('{canary: {steps: [{setWeight: 20}]}}'), [autoscaler()]);
    expect(stages.map(({ weight, pods }) => [weight, pods])).toEqual([[undefined, {}], [100, { stable: 0 }]]);
    expect(totals.extraPods).toBeUndefined();
    expect(notes).toContain('HorizontalPodAutoscaler api sets the number of pods, so it is not known: give it with --replicas.');
  });

  test('but weights of a router are', () => {
    const { stages } = plan(rolloutWith(`{canary: {${ROUTED}, steps: [{setCanaryScale: {replicas: 0}}, {setWeight: 20}, {setCanaryScale: {replicas: 3}}]}}`, {}));
    expect(stages.map(({ weight, pods }) => [weight, pods])).toEqual([[0, { updated: 0 }], [0, { updated: 0 }], [20, { updated: 3 }], [100, {}]]);
  });

  test('is told by whoever asks', () => {
    const { stages: [first], replicas } = plan(rolloutWith('{canary: {steps: [{setWeight: 20}]}}'), [autoscaler()], { replicas: 10 });
    expect([replicas, first.pods.updated, first.weight]).toEqual([10, 2, 20]);
  });
});

test('beside the stages stands what skips them', () => {
  const { notes } = plan(rolloutWith(`{canary: {${ROUTED}, scaleDownDelaySeconds: 60, steps: [{setWeight: 20}]}}`, { replicas: 1, rollbackWindow: { revisions: 2 }, progressDeadlineAbort: true }));
  expect(notes).toEqual([
    'Times are those of pauses and measurements. How long pods take to start comes on top.',
    'Where pods do not get ready and there is no progress for 10m, the update is aborted.',
    'The very first version takes no steps.',
    'A new version in the middle of an update begins at step 0, with the stable version as it was.',
    'Going back to the stable version in the middle of an update takes no steps. After its end it is an update like any other.',
    'Going back by at most 2 revisions takes no steps (rollbackWindow).',
    'The old pods stay for 1m after the end.',
  ]);
});
