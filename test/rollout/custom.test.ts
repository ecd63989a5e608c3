import { App, Chart, Duration } from 'cdk8s';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, IstioTrafficRouting, MetricProvider, RolloutAlerts } from '../../src';
import { synthesize } from '../synthesize';

const metadata = { name: 'api' };
const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];

const canary = (chart: Chart, ...steps: CanaryStep[]) => new CanaryRollout(chart, 'Api', { metadata, containers, steps });

const template = (chart: Chart, provider: Record<string, any>, ...args: AnalysisArgument[]) => new AnalysisTemplate(chart, 'Health', {
  metadata: { name: 'health' },
  metrics: [new AnalysisMetric({ name: 'errors', provider: MetricProvider.custom(provider), successCondition: 'len(result) > 0 && result[0] < 1', arguments: args })],
});

/** What a synth says: an error, or warnings. */
function verdictOf(build: (chart: Chart) => void): { error?: string; warnings: string[] } {
  const app = new App();
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    build(new Chart(app, 'test'));
    app.synthYaml();
    return { warnings: told.mock.calls.map(([text]) => String(text).trimEnd()) };
  } catch (error) {
    return { error: (error as Error).message, warnings: [] };
  } finally {
    told.mockRestore();
  }
}

describe('a step as in YAML', () => {
  test('is written as it is', () => {
    const step = { setCanaryScale: { weight: 20 } };
    const manifests = synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, CanaryStep.custom(step), CanaryStep.pause()) }));
    expect(manifests.find('Rollout').spec.strategy.canary.steps).toEqual([step, { pause: {} }]);
  });

  test.each(['setHeaderRoute', 'setMirrorRoute'])('with %s makes the rollout manage that route', (action) => {
    const steps = [CanaryStep.custom({ [action]: { name: 'testers' } }), CanaryStep.weight(100)];
    const manifests = synthesize((chart) => new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, ...steps) }));
    expect(manifests.find('Rollout').spec.strategy.canary.trafficRouting.managedRoutes).toEqual([{ name: 'testers' }]);
  });

  test.each([7200, '7200', '2h'])('counts its pause of %p for the alerts as any other', (duration) => {
    const forOf = (step: CanaryStep) => JSON.stringify(synthesize((chart) => {
      new RolloutAlerts(chart, 'Alerts', { rollouts: [canary(chart, step)] });
    }).find('PrometheusRule').spec);
    expect(forOf(CanaryStep.custom({ pause: { duration } }))).toBe(forOf(CanaryStep.pause(Duration.hours(2))));
  });

  test('is checked like any other', () => {
    expect(verdictOf((chart) => canary(chart, CanaryStep.custom({ setWeight: 120 }))).error)
      .toContain('[test/Api] /spec/strategy/canary/steps/0/setWeight: weight must lie between 0 and 100, got 120 (canary-weight-in-range)');
    expect(verdictOf((chart) => canary(chart, CanaryStep.custom({ setWeight: '20' }))).error).toContain('/spec/strategy/canary/steps/0/setWeight');
    expect(verdictOf((chart) => canary(chart, CanaryStep.custom({}))).error).toContain('(step-has-action)');
  });

  test('can have what a newer release brings, with a warning', () => {
    expect(verdictOf((chart) => canary(chart, CanaryStep.custom({ setMoon: { phase: 'full' } }), CanaryStep.pause()))).toEqual({
      warnings: [expect.stringMatching(/^warning: \[test\/Api\] \/spec\/strategy\/canary\/steps\/0\/setMoon: unknown field "setMoon".*\(schema-unknown-field\)$/)],
    });
  });
});

describe('a provider as in YAML', () => {
  test('is written as it is, and the arguments of its metric are declared', () => {
    const query = AnalysisArgument.withDefault('query', 'errors');
    const provider = { graphite: { address: 'http://graphite.example', query: query.placeholder } };
    const { spec } = synthesize((chart) => template(chart, provider, query)).find('AnalysisTemplate');
    expect(spec.metrics[0].provider).toEqual(provider);
    expect(spec.args).toEqual([{ name: 'query', value: 'errors' }]);
  });

  test('is checked like any other', () => {
    expect(verdictOf((chart) => template(chart, { graphite: { query: 7 } })).error).toContain('/spec/metrics/0/provider/graphite/query');
    expect(verdictOf((chart) => template(chart, {})).error).toContain('(one-provider)');
  });

  test('can be one that a newer release brings, with a warning', () => {
    expect(verdictOf((chart) => template(chart, { oracleOfDelphi: { query: 'errors' } }))).toEqual({
      warnings: [expect.stringMatching(/^warning: \[test\/Health\] \/spec\/metrics\/0\/provider\/oracleOfDelphi: unknown field .*\(schema-unknown-field\)$/)],
    });
  });
});
