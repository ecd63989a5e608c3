import { Duration } from 'cdk8s';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, Lint, MetricProvider, Threshold, WaitCondition,
  WaitMetric, WaitMetricProps,
  Weekday,
} from '../../src';
import { TELLING_OF_A_WAIT } from '../../src/analysis/wait/alerts';
import { ALERTS } from '../../src/operate/alerts/alerts';
import { readQuery } from '../../src/reading/promql/read';
import { withoutArguments } from '../oracle/conformance/prometheus';
import { synthesize } from '../synthesize';

const ALWAYS = WaitCondition.query('vector(1)', { holds: Threshold.above(0) });

function template(props: Partial<WaitMetricProps>) {
  return synthesize((chart) => new AnalysisTemplate(chart, 'Open', { metrics: [new WaitMetric({ name: 'open', until: ALWAYS, ...props })] }))
    .find('AnalysisTemplate').spec;
}

const WITHOUT_END = 2147483647;

const WAITS = {
  name: 'open', interval: '1m', count: WITHOUT_END, consecutiveSuccessLimit: 1, failureLimit: -1, inconclusiveLimit: WITHOUT_END, consecutiveErrorLimit: WITHOUT_END,
};

test('a metric that waits is measured until it holds once, and nothing else ends it', () => {
  expect(template({ interval: Duration.minutes(5), address: 'http://prometheus:9090' }).metrics).toEqual([{
    ...WAITS,
    interval: '5m',
    successCondition: 'len(result) > 0',
    provider: { prometheus: { address: 'http://prometheus:9090', query: '(vector(1)) > 0' } },
  }]);
});

describe('any provider can be waited for', () => {
  const web = MetricProvider.web({ url: 'https://change.example/frozen', jsonPath: '{$.frozen}' });

  test.each<[string, WaitCondition, object]>([
    ['a number', WaitCondition.measured(web, { holds: Threshold.atMost(0) }), { successCondition: 'result <= 0' }],
    ['a condition', WaitCondition.measured(web, { successCondition: 'result == false' }), { successCondition: 'result == false' }],
    ['what decides by itself', WaitCondition.measured(MetricProvider.plugin({ name: 'shop/calendar', config: {} })), {}],
  ])('by %s', (_, until, expected) => {
    const { provider, ...metric } = template({ until }).metrics[0];
    expect(Object.keys(provider)).toHaveLength(1);
    expect(metric).toEqual({ ...WAITS, ...expected });
  });

  test('with no data that does not hold', () => {
    const until = WaitCondition.measured(MetricProvider.datadog({ query: 'sum:frozen{*}' }), { holds: Threshold.atMost(0) });
    expect(template({ until }).metrics[0].successCondition).toBe('!isNil(result) && default(result, 0) <= 0');
  });
});

const [MONDAY, FRIDAY] = [Weekday.MONDAY, Weekday.FRIDAY];
const MINUTE = '(hour() * 60 + minute())';
const ALERT = 'alertstate="firing",alertname!~"AnalysisRunRunningTooLong|RolloutInFlightTooLong|RolloutPausedTooLong"';

const QUERIES: [string, WaitCondition, string][] = [
  ['a window', WaitCondition.releaseWindow({ opens: '09:00', closes: '16:30' }), `${MINUTE} >= 540 < 990`],
  ['a window of working days', WaitCondition.releaseWindow({ opens: '09:00', closes: '24:00', days: [MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, FRIDAY] }),
    `${MINUTE} >= 540 < 1440 and on () (day_of_week() >= 1 <= 3 or on () day_of_week() == 5)`],
  ['a window over midnight', WaitCondition.releaseWindow({ opens: '22:00', closes: '02:00' }), `(${MINUTE} >= 1320) or on () (${MINUTE} < 120)`],
  ['a window over the weekend', WaitCondition.releaseWindow({ opens: '22:00', closes: '02:00', days: [FRIDAY, Weekday.SATURDAY] }),
    `(${MINUTE} >= 1320 and on () (day_of_week() >= 5 <= 6)) or on () (${MINUTE} < 120 and on () (day_of_week() == 0 or on () day_of_week() == 6))`],
  ['a window until midnight', WaitCondition.releaseWindow({ opens: '22:00', closes: '00:00', days: [FRIDAY] }),
    `${MINUTE} >= 1320 and on () (day_of_week() == 5)`],
  ['no alert of a severity', WaitCondition.noAlerts({ labels: { severity: 'critical' } }), `absent(ALERTS{${ALERT},severity="critical"})`],
  ['no alert of some names', WaitCondition.noAlerts({ names: ['A', 'B'] }), 'absent(ALERTS{alertstate="firing",alertname=~"A|B"})'],
  ['no alert, and alerts at all', WaitCondition.noAlerts({ names: ['A'], watchdog: 'Watchdog' }),
    'count(ALERTS{alertstate="firing",alertname="Watchdog"}) unless on () ALERTS{alertstate="firing",alertname=~"A"}'],
  ['no freeze', WaitCondition.noFreeze({ configMap: 'freeze', namespace: 'platform' }),
    'count(kube_configmap_info{namespace="platform"}) unless on () kube_configmap_info{namespace="platform",configmap="freeze"}'],
  ['another rollout', WaitCondition.rolloutCompleted('db', { namespace: 'shop', completedFor: Duration.minutes(5), namespaceLabel: 'exported_namespace' }),
    'count(rollout_info{exported_namespace="shop",name="db",phase="Completed"})'
    + ' unless on () max_over_time(rollout_info{exported_namespace="shop",name="db",phase!="Completed"}[5m])'],
  ['another rollout of the same namespace', WaitCondition.rolloutCompleted('db'),
    'count(rollout_info{namespace="{{args.namespace}}",name="db",phase="Completed"})'
    + ' unless on () max_over_time(rollout_info{namespace="{{args.namespace}}",name="db",phase!="Completed"}[2m])'],
  ['all', WaitCondition.allOf(ALWAYS, WaitCondition.query('b', { holds: Threshold.below(3) })), '((vector(1)) > 0) and on () ((b) < 3)'],
  ['any', WaitCondition.anyOf(ALWAYS, ALWAYS), '((vector(1)) > 0) or on () ((vector(1)) > 0)'],
  ['one', WaitCondition.allOf(ALWAYS), '(vector(1)) > 0'],
];

test.each(QUERIES)('%s is waited for by a query', (_, until, query) => {
  const metric = template({ until }).metrics[0];
  expect(metric.provider.prometheus.query).toBe(query);
  const { type, error } = readQuery(withoutArguments(query));
  expect({ type, error }).toEqual({ type: 'vector', error: undefined });
});

test('the arguments of all conditions are declared', () => {
  const [limit, team] = [AnalysisArgument.withDefault('limit', '3'), AnalysisArgument.withDefault('team', 'shop')];
  const until = WaitCondition.anyOf(
    WaitCondition.rolloutCompleted('db'),
    WaitCondition.noAlerts({ labels: { team: team.placeholder }, arguments: [team] }),
    WaitCondition.query('depth', { holds: Threshold.atMostArgument(limit) }),
  );
  expect(template({ until }).args).toEqual([{ name: 'namespace' }, { name: 'team', value: 'shop' }, { name: 'limit', value: '3' }]);
});

test('the alerts that tell of a wait are there', () => {
  expect(ALERTS.map(({ name }) => name)).toEqual(expect.arrayContaining(TELLING_OF_A_WAIT));
});

test.each<[string, () => unknown, string]>([
  ['a time that is none', () => WaitCondition.releaseWindow({ opens: '9:00', closes: '16:00' }), '"opens" of a release window is a time such as 09:00, got "9:00"'],
  ['an end after midnight', () => WaitCondition.releaseWindow({ opens: '09:00', closes: '24:01' }),
    '"closes" of a release window is a time such as 09:00, up to 24:00, got "24:01"'],
  ['no day', () => WaitCondition.releaseWindow({ opens: '09:00', closes: '16:00', days: [] }), 'a release window opens on at least one day, got none'],
  ['all alerts', () => WaitCondition.noAlerts({ watchdog: 'Watchdog' }), '"noAlerts" needs names or labels of alerts: some alert always fires'],
  ['nothing at all', () => WaitCondition.allOf(), '"allOf" takes conditions that are queries of Prometheus, got none'],
  ['another provider among queries', () => WaitCondition.anyOf(ALWAYS, WaitCondition.measured(MetricProvider.web({ url: 'https://a.example' }))),
    '"anyOf" takes conditions that are queries of Prometheus, got one that is measured by another provider'],
  ['the address of a Prometheus that is not asked',
    () => new WaitMetric({ name: 'open', address: 'http://p', until: WaitCondition.measured(MetricProvider.web({ url: 'https://a.example' })) }),
    'metric "open" got "address", which is of Prometheus, and is measured by another provider'],
  ['two conditions', () => WaitCondition.measured(MetricProvider.web({ url: 'https://a.example' }), { holds: Threshold.above(1), successCondition: 'result > 1' }),
    'a measured condition got both "holds" and "successCondition": give one of them'],
  ['a number that nobody knows', () => WaitCondition.measured(MetricProvider.job({ containers: [{ image: 'a' }] }), { holds: Threshold.above(1) }),
    'a measured condition got "holds", and of its provider it is not known where a number is'],
])('a wait refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('a step that waits', () => {
  const steps = (...all: CanaryStep[]) => synthesize((chart) => new CanaryRollout(chart, 'Api', {
    containers: [{ image: 'registry.example/api:1' }], replicas: 4, steps: [...all, CanaryStep.weight(50), CanaryStep.pause()],
  })).find('Rollout').spec.strategy.canary.steps;

  test('is an analysis of the templates', () => {
    expect(steps(CanaryStep.waitFor({ templates: [AnalysisTemplate.fromName('open')] }))[0]).toEqual({ analysis: { templates: [{ templateName: 'open' }] } });
  });

  test('refuses a metric that can fail', () => {
    synthesize((chart) => {
      const metrics = [new WaitMetric({ name: 'open', until: ALWAYS }), new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: 'https://a.example' }) })];
      const inner = new AnalysisTemplate(chart, 'Inner', { metrics });
      const outer = new AnalysisTemplate(chart, 'Outer', { templates: [inner] });
      expect(() => CanaryStep.waitFor({ templates: [outer] })).toThrow('a step that waits has nothing but metrics that wait, and "up" can fail');
    });
  });

  test.each(['v1.7', 'v1.8'] as const)('needs Argo Rollouts 1.8, got %s', (targetVersion) => {
    const make = () => synthesize((chart) => {
      Lint.configure(chart, { targetVersion });
      const open = new AnalysisTemplate(chart, 'Open', { metadata: { name: 'open' }, metrics: [new WaitMetric({ name: 'open', until: ALWAYS })] });
      new CanaryRollout(chart, 'Api', {
        containers: [{ image: 'registry.example/api:1' }], replicas: 4, steps: [CanaryStep.waitFor({ templates: [open] }), CanaryStep.weight(50), CanaryStep.pause()],
      });
    }).find('Rollout').spec.strategy.canary.steps[0];
    if (targetVersion === 'v1.7') {
      expect(make).toThrow('"consecutiveSuccessLimit" needs Argo Rollouts v1.8, got v1.7');
    } else {
      expect(make()).toEqual({ analysis: { templates: [{ templateName: 'open' }] } });
    }
  });
});
