import { atRollout, atSteps, atStrategy, atTemplate, BLUE_GREEN, CANARY, Mistake } from '../mistake';

const PROVIDER = 'spec/metrics/0/provider';

const SHAPES: readonly Mistake[] = [
  atRollout('a value of another type', 'spec/replicas', ['3', 1.5, [3]]),
  atSteps('a weight in words', [{ setWeight: '10' }, { pause: { duration: true } }]),
  atTemplate('a number as argument', 'spec/args', [[{ name: 'a', value: 5 }], [{ name: 'a', value: true }]]),
  atStrategy('no active Service', 'blueGreen', 'activeService', [undefined]),
  atSteps('a required field left out', [{ experiment: {} }, { plugin: {} }, { setMirrorRoute: {} }, { experiment: { templates: [{ name: 'a' }] } }]),
  atTemplate('no provider at all', PROVIDER, [undefined]),
  atTemplate('a provider without its required fields', PROVIDER, [{ web: {} }, { newRelic: {} }, { job: {} }, { cloudWatch: {} }, { kayenta: { address: 'a' } }]),
  atTemplate('an API version that datadog does not have', PROVIDER, [{ datadog: { apiVersion: 'v3', query: 'a' } }]),
  atTemplate('an aggregator that datadog does not have', PROVIDER, [{ datadog: { apiVersion: 'v2', aggregator: 'median', query: 'a' } }]),
  atRollout('a time that is none', 'spec/restartAt', ['today', '2024-01-01']),
  atRollout('an unknown field', 'spec/strategyy', [{}, 1]),
  atSteps('an unknown field in a step', [{ setWeight: 5, setWeigth: 6 }]),
];

const AMOUNTS: readonly Mistake[] = [
  atRollout('negative replicas', 'spec/replicas', [-1, -100]),
  atRollout('negative readiness', 'spec/minReadySeconds', [-1]),
  atRollout('negative history', 'spec/revisionHistoryLimit', [-1]),
  atRollout('negative deadline', 'spec/progressDeadlineSeconds', [-1, -600]),
  atRollout('a deadline before pods are ready', 'spec/minReadySeconds', [600, 3600]),
  atRollout('a deadline of nothing', 'spec/progressDeadlineSeconds', [0]),
];

const EMPTY = [{}, { matchLabels: {} }, { matchExpressions: [] }];

const SELECTORS: readonly Mistake[] = [
  atRollout('no selector', 'spec/selector', [undefined], { workload: 'template' }),
  atRollout('an empty selector', 'spec/selector', EMPTY, { workload: 'template' }),
  atRollout('an empty selector beside a workload', 'spec/selector', EMPTY, { workload: 'Deployment' }),
  atRollout('a selector that cannot be read', 'spec/selector', [
    { matchLabels: { 'a b': 'c' } }, { matchLabels: { app: 'a b' } }, { matchExpressions: [{ key: 'app', operator: 'Is', values: ['api'] }] },
    { matchExpressions: [{ key: 'app', operator: 'In' }] }, { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['api'] }] },
    { matchExpressions: [{ key: '-', operator: 'Exists' }] },
  ]),
  atRollout('a selector of other pods', 'spec/selector', [
    { matchLabels: { app: 'other' } }, { matchLabels: { app: 'api', gone: 'x' } },
    { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] }, { matchExpressions: [{ key: 'gone', operator: 'Exists' }] },
    { matchExpressions: [{ key: 'app', operator: 'In', values: ['other'] }] }, { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
  ], { workload: 'template' }),
];

const STRATEGIES: readonly Mistake[] = [
  atRollout('no strategy', 'spec/strategy', [{}]),
  atRollout('two strategies', 'spec/strategy/blueGreen', [{ activeService: 'active' }], CANARY),
  atRollout('two strategies', 'spec/strategy/canary', [{}, { steps: [] }], BLUE_GREEN),
];

export const SPEC_MISTAKES: readonly Mistake[] = [...SHAPES, ...AMOUNTS, ...SELECTORS, ...STRATEGIES];
