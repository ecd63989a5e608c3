import { ANALYZED, atTemplate, atTiming, isTemplate, Mistake } from '../mistake';
import { Plan, TemplatePlan } from '../plan';

const PLAIN: TemplatePlan = { cluster: false, nested: false, argument: 'none', filters: false, metrics: [{ provider: 'web', variant: 0 }] };

function uses(first: Partial<TemplatePlan>, second: Partial<TemplatePlan> = {}): Partial<Plan> {
  return { ...ANALYZED, templates: [{ ...PLAIN, ...first }, { ...PLAIN, ...second }] };
}

/** The same, in a step. */
function inStep(needs: Partial<Plan>): Partial<Plan> {
  return { ...needs, steps: [{ kind: 'analysis', variant: 0 }], background: false };
}

/** A change of both templates and of the analysis beside the steps. */
function merged(what: string, change: (first: any, second: any, use: any) => void, needs: Partial<Plan> = uses({})): Mistake {
  return {
    what,
    needs,
    make({ objects, rollout }) {
      const [first, second] = objects.filter(isTemplate).map(({ spec }) => spec);
      const canary = rollout.spec.strategy.canary;
      const use = canary?.analysis ?? canary?.steps?.find(({ analysis }: any) => analysis)?.analysis;
      if (second && use && first.metrics.length > 0) {
        change(first, second, use);
      }
    },
  };
}

const MERGES: readonly Mistake[] = [
  merged('one metric name in two templates', (first, second) => { second.metrics[0].name = first.metrics[0].name; }),
  merged('two values of an argument', (first, second) => {
    first.args = [{ name: 'a', value: '1' }];
    second.args = [{ name: 'a', value: '2' }];
  }),
  ...['dryRun', 'measurementRetention'].flatMap((list) => [
    merged(`${list} twice in two templates`, (first, second) => {
      [first, second].forEach((spec) => { spec[list] = [{ metricName: '.*', ...list === 'dryRun' ? {} : { limit: 1 } }]; });
    }),
    merged(`${list} twice, once in a step`, (first, _second, use) => {
      [first, use].forEach((spec) => { spec[list] = [{ metricName: '.*', ...list === 'dryRun' ? {} : { limit: 1 } }]; });
    }, inStep(uses({}))),
  ]),
  merged('an argument from a Secret, in a template that comes before one that only requires it', (first, second) => {
    first.args = [{ name: 'a', valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } }];
    second.args = [{ name: 'a' }];
  }, inStep(uses({}))),
  merged('an argument that nobody gives', (first) => { first.args = [{ name: 'a' }]; }),
  merged('an argument that nobody gives to a step', (first) => { first.args = [{ name: 'a' }]; }, inStep(uses({}))),
  merged('no arguments where one is needed', (_first, _second, use) => { delete use.args; }, uses({ argument: 'value' })),
  merged('an argument of another name', (_first, _second, use) => { (use.args ?? []).slice(0, 1).forEach((arg: any) => { arg.name = 'other'; }); }, uses({ argument: 'hash' })),
  merged('an argument of two sources', (first) => {
    first.args = [{ name: 'a', value: '1', valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } }];
  }, inStep(uses({}))),
  merged('a placeholder that is no argument', (first) => { first.metrics[0].provider = { web: { url: 'http://api/{{args.gone}}' } }; }),
  merged('a placeholder that is no argument, in a step', (first) => { first.metrics[0].provider = { web: { url: 'http://api/{{args.gone}}' } }; }, inStep(uses({}))),
  merged('templating of Helm', (first) => { first.metrics[0].provider = { web: { url: 'http://api/{{ .Values.path }}' } }; }),
  merged('templating of a workflow, in a step', (first) => { first.metrics[0].provider = { web: { url: 'http://api/{{inputs.path}}' } }; }, inStep(uses({}))),
  merged('a step without an end', (first) => { Object.assign(first.metrics[0], { interval: '1m', count: undefined }); }, inStep(uses({}))),
  merged('a step whose count is no number', (first) => { Object.assign(first.metrics[0], { interval: '1m', count: 'many' }); }, inStep(uses({}))),
  merged('a step whose count only the rollout knows', (first) => {
    Object.assign(first.metrics[0], { interval: '1m', count: '{{args.arg-0}}' });
  }, inStep(uses({ argument: 'value' }))),
];

const GIVEN_COURSES = [
  { count: '{{args.arg-0}}' }, { count: 2, interval: '{{args.arg-0}}' }, { count: '{{args.arg-0}}', interval: '1m', inconclusiveLimit: 9 },
  { initialDelay: '{{args.arg-0}}' }, { consecutiveErrorLimit: '-{{args.arg-0}}' },
];

/** The value of an argument makes the course of a metric, wherever it comes from. */
const COURSES: readonly Mistake[] = (['default', 'value'] as const).flatMap((argument) => GIVEN_COURSES.flatMap((course) => [uses({ argument }), inStep(uses({ argument }))]
  .map((needs) => merged(`a course that a ${argument} makes`, (first, _second, use) => {
    [...first.args ?? [], ...use.args ?? []].filter(({ value }) => value !== undefined).forEach((arg) => { arg.value = '5'; });
    Object.assign(first.metrics[0], { count: 1, interval: '1m', failureLimit: 0, consecutiveSuccessLimit: 0 }, course);
  }, needs))));

/** No mistakes: a template need not be whole alone. */
const NEAR_MISSES: readonly Mistake[] = [
  merged('a template without metrics beside one that has some', (first) => { first.metrics = []; }),
  merged('an argument from a Secret, in a template that comes after one that only requires it', (first, second) => {
    first.args = [{ name: 'a' }];
    second.args = [{ name: 'a', valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } }];
  }, inStep(uses({}))),
  merged('a dry run of the metrics of another template', (first, second) => { first.dryRun = [{ metricName: second.metrics[0].name }]; }),
];

const GONE: readonly Mistake[] = [
  atTemplate('a template that is not there', 'metadata/name', ['gone'], uses({})),
  atTemplate('a template of the cluster that is not there', 'metadata/name', ['gone'], uses({ cluster: true })),
  atTemplate('a nested template that is not there', 'spec/templates/0/templateName', ['gone'], uses({}, { nested: true })),
];

const PROVIDER = 'spec/metrics/0/provider';
const WEB = { web: { url: 'http://api' } };
const PLUGINS = { plugin: { 'a/b': {}, 'a/c': {} } };

const RUNS: readonly Mistake[] = [
  atTemplate('no metrics', 'spec/metrics', [[]], { ...inStep(ANALYZED), templates: [PLAIN] }),
  merged('one metric name twice', (first) => { first.metrics = [first.metrics[0], first.metrics[0]]; }),
  merged('a control character in a value', (first) => {
    first.args = [{ name: 'a', value: 'x\u0001' }];
    first.metrics[0].provider = { web: { url: 'http://api/{{args.a}}' } };
  }),
  atTiming('a negative limit of successes', [{ consecutiveSuccessLimit: -1 }]),
  atTiming('a negative limit of failures', [{ failureLimit: -2 }, { failureLimit: '-5' }]),
  atTiming('no limit at all', [{ failureLimit: -1 }, { failureLimit: -1, consecutiveSuccessLimit: 0 }]),
  atTiming('a negative limit of inconclusive measurements', [{ inconclusiveLimit: -1 }]),
  atTiming('a negative limit of errors', [{ consecutiveErrorLimit: -1 }]),
  atTiming('limits beyond the count', [
    { count: 3, interval: '1m', failureLimit: 2, consecutiveSuccessLimit: 2 }, { count: 2, interval: '1m', failureLimit: 5 },
    { count: 2, interval: '1m', consecutiveSuccessLimit: 3 },
  ]),
  atTiming('more successes than measurements', [{ count: 2, interval: '1m', failureLimit: -1, consecutiveSuccessLimit: 3 }]),
  atTiming('more inconclusive measurements than there are', [{ count: 2, interval: '1m', inconclusiveLimit: 3 }]),
  atTiming('measurements without an interval', [{ count: 2 }, { count: '10' }]),
  atTiming('an interval that is no duration', [{ count: 2, interval: '30' }, { count: 2, interval: '1d' }, { count: 2, interval: '5 m' }, { count: 2, interval: 'soon' }]),
  atTiming('a delay that is no duration', [{ initialDelay: '30' }, { initialDelay: 'soon' }]),
  atTemplate('no provider', PROVIDER, [{}]),
  atTemplate('two providers', PROVIDER, [{ ...WEB, graphite: { address: 'http://a', query: 'a' } }, PLUGINS, { ...WEB, plugin: { 'a/b': {} } }]),
  atTemplate('dry runs of no metric', 'spec/dryRun', [[{ metricName: '*' }], [{ metricName: 'other' }], [{ metricName: '(' }]]),
  atTemplate('retention of no metric', 'spec/measurementRetention', [[{ metricName: '*', limit: 1 }], [{ metricName: 'other', limit: 1 }]]),
];

export const ANALYSIS_MISTAKES: readonly Mistake[] = [...MERGES, ...COURSES, ...NEAR_MISSES, ...GONE, ...RUNS];
