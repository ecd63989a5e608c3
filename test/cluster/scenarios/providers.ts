import { Duration } from 'cdk8s';
import { AnalysisMetric, AnalysisTemplate, BlueGreenRollout, MetricProvider } from 'cdk8s-argo-rollouts';
import { Build, Scenario } from '../scenario';
import { blueGreenProps, HASH } from './web';

const PRE = ['users never see the new version'];

/** A blue-green rollout whose preview is asked over HTTP, and whose Job has to succeed, before users see it. */
function tested(version: string, test: 'web' | 'web-strict' | string): Build {
  return (chart) => {
    const template = new AnalysisTemplate(chart, 'Smoke', {
      metadata: { name: 'smoke' },
      metrics: [test.startsWith('web') ? new AnalysisMetric({
        name: 'smoke',
        provider: MetricProvider.web({ path: '/health/ready', jsonPath: '{$.status}' }),
        successCondition: 'result == "ok"',
        count: 3,
        interval: Duration.seconds(1),
        failureLimit: 0,
        consecutiveErrorLimit: test === 'web-strict' ? 0 : undefined,
      }) : new AnalysisMetric({
        name: 'load',
        provider: MetricProvider.job({ containers: [{ name: 'k6', image: `registry.example/k6:${test}` }] }),
      })],
    });
    new BlueGreenRollout(chart, 'Web', blueGreenProps(version, { prePromotionAnalysis: { templates: [template] } }));
  };
}

function passes(name: string, test: string, version = '2', proves?: Scenario['proves']): Scenario {
  return {
    name: `${name}-gate-passes`,
    proves,
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(tested('1', test));
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.deploy(tested(version, test));
      const { status } = await web.is('Healthy', { status: { stableRS: (hash: string) => hash !== stableRS } }, 120_000);
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: status.stableRS } } });
      await shop.finds('AnalysisRun', { status: { phase: 'Successful' } });
    },
  };
}

function fails(name: string, version: string, test: string, more: readonly string[] = []): Scenario {
  return {
    name: `${name}-gate-fails`,
    proves: { 'docs/analysis.md': [...PRE, ...more] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(tested('1', test));
      const { status: { stableRS } } = await web.is('Healthy');
      const active = await shop.record('Service', 'web-active', ({ spec }) => spec.selector[HASH]);
      await shop.deploy(tested(version, test));
      await web.is('Degraded', { status: { message: /^RolloutAborted/, stableRS } }, 120_000);
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: stableRS } } });
      if (active.length !== 1) {
        throw new Error(`the active Service led to ${active.join(', ')}`);
      }
    },
  };
}

export const providerScenarios: readonly Scenario[] = [
  passes('web', 'web'),
  fails('web', '2-unwell', 'web'),
  passes('web-half-of-the-answers-errors', 'web', '2-bad', {
    'docs/analysis.md': ['So a web metric with `failureLimit: 0` passes a new version that fails half of its requests.'],
  }),
  fails('web-no-error-allowed', '2-bad', 'web-strict', ['With `consecutiveErrorLimit: 0` the first error aborts']),
  fails('web-all-answers-errors', '2-down', 'web', ['the controller asks again after 10 seconds, and five in a row abort the update']),
  passes('job', '1'),
  fails('job', '2', '1-failing'),
];
