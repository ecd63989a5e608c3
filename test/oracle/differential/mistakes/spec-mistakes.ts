import { atPods, atRollout, atSteps, atStrategy, atTemplate, BLUE_GREEN, CANARY, Mistake } from '../mistake';

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

const SELECTORS: readonly Mistake[] = [
  atRollout('no selector', 'spec/selector', [undefined], { workload: 'template' }),
  atRollout('an empty selector', 'spec/selector', [{}, { matchLabels: {} }, { matchExpressions: [] }]),
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

const PODS: readonly Mistake[] = [
  atPods('no containers', 'spec/containers', [[]]),
  atPods('pods that end', 'spec/restartPolicy', ['Never', 'OnFailure']),
  atPods('pods with a deadline', 'spec/activeDeadlineSeconds', [1, 60]),
  atPods('a mount without a volume', 'spec/containers/0/volumeMounts', [[{ name: 'gone', mountPath: '/gone' }]]),
  {
    what: 'two pod sources',
    needs: { workload: 'Deployment' },
    make({ rollout }) {
      if (rollout.spec.workloadRef) {
        rollout.spec.template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api' }] } };
      }
    },
  },
  atRollout('a workload without pods', 'spec/workloadRef/kind', ['DaemonSet', 'StatefulSet', 'Job'], { workload: 'Deployment' }),
  atRollout('a workload of another API', 'spec/workloadRef/apiVersion', ['v1', 'extensions/v1beta1'], { workload: 'Deployment' }),
  atRollout('a PodTemplate without a selector', 'spec/selector', [undefined], { workload: 'PodTemplate' }),
];

const STRATEGIES: readonly Mistake[] = [
  atRollout('no strategy', 'spec/strategy', [{}]),
  atRollout('two strategies', 'spec/strategy/blueGreen', [{ activeService: 'active' }], CANARY),
  atRollout('two strategies', 'spec/strategy/canary', [{}, { steps: [] }], BLUE_GREEN),
];

export const SPEC_MISTAKES: readonly Mistake[] = [...SHAPES, ...AMOUNTS, ...SELECTORS, ...PODS, ...STRATEGIES];
