import { ApiObject, App, Chart, Duration } from 'cdk8s';
import {
  AnalysisArgument, AnalysisTemplate, ArgumentValue, BaselineAndCanary, CanaryRollout, CanaryStep, ExperimentTemplate, IstioTrafficRouting, Lint,
  NginxTrafficRouting,
} from '../../src';
import { synthesizeWithout } from '../synthesize';
import { asking, CONTAINERS } from './fixtures';

const synthesize = synthesizeWithout('experiment-pods-reached');

const both = asking(AnalysisArgument.stablePodTemplateHash(), AnalysisArgument.latestPodTemplateHash());

function experimentOf(step: CanaryStep, route?: (chart: Chart, rollout: CanaryRollout) => unknown, name = 'api') {
  return synthesize((chart) => {
    const rollout = new CanaryRollout(chart, 'Api', { metadata: { name }, containers: CONTAINERS, steps: [step] });
    route?.(chart, rollout);
  }, { namespace: 'shop' }).find('Rollout').spec.strategy.canary.steps[0].experiment;
}

const ISTIO = (chart: Chart, rollout: CanaryRollout) => new IstioTrafficRouting(chart, 'Traffic', { rollout });

describe('baseline and canary', () => {
  const pair = (options: Partial<BaselineAndCanary> = {}) => CanaryStep.baselineAndCanary({ template: both, ...options });

  test('are alike in all but their version', () => {
    const options = { replicas: 3, weight: 10, service: {}, metadata: { labels: { team: 'shop' } } };
    const { templates } = experimentOf(pair(options), ISTIO);
    expect(templates).toEqual([
      { name: 'baseline', specRef: 'stable', ...options },
      { name: 'canary', specRef: 'canary', ...options },
    ]);
  });

  test('end with the analysis', () => {
    expect(experimentOf(pair())).toMatchObject({ analyses: [{ name: 'compare', requiredForCompletion: true }] });
    expect(experimentOf(pair())).not.toHaveProperty('duration');
  });

  test('can be told of by other means than their hashes', () => {
    const args = ['baseline', 'canary'].map((name) => ArgumentValue.of(`${name}-pods`, `{{templates.${name}.replicaset.name}}`));
    const template = AnalysisTemplate.fromName('compare');
    expect(experimentOf(pair({ template, args })).analyses[0].args).toEqual([
      { name: 'baseline-pods', value: '{{templates.baseline.replicaset.name}}' },
      { name: 'canary-pods', value: '{{templates.canary.replicaset.name}}' },
    ]);
  });

  test.each([
    ['both', asking(), 'baseline and canary'],
    ['one', asking(AnalysisArgument.latestPodTemplateHash()), 'baseline'],
  ])('are refused where the analysis is not told of %s', (_, template, untold) => {
    expect(() => experimentOf(pair({ template }))).toThrow(`template "compare" compares baseline and canary, and is told nothing of ${untold}: `
      + 'use AnalysisArgument.stablePodTemplateHash() and .latestPodTemplateHash() in its metrics, or give "args"');
  });

  test('cannot have one Service', () => {
    expect(() => pair({ service: { name: 'api-new' } })).toThrow('two services cannot have one name, got "api-new" for baseline and canary');
  });
});

describe('refuses', () => {
  test('a step that nothing ends', () => {
    const templates = [ExperimentTemplate.canary('new')];
    const message = 'nothing ends the experiment of a step: give it a "duration", or make an analysis "requiredForCompletion"';
    expect(() => CanaryStep.experiment({ templates })).toThrow(message);
    expect(() => CanaryStep.experiment({ templates, analyses: [{ name: 'health', template: both }] })).toThrow(message);
  });

  test('pods that are not of the rollout', () => {
    const templates = [ExperimentTemplate.fromContainers('other', { containers: CONTAINERS })];
    expect(() => CanaryStep.experiment({ templates, duration: Duration.minutes(1) })).toThrow(
      'template "other" has pods of its own, and a step takes them from the rollout: use ExperimentTemplate.stable or .canary, or make an Experiment',
    );
  });

  const weighed = CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new', { weight: 5 })], duration: Duration.minutes(1) });

  test('a weight that the router cannot do', () => {
    expect(() => experimentOf(weighed, (chart, rollout) => new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'api.example' })))
      .toThrow('the weight of an experiment needs a router (alb, istio, plugins, smi), got nginx');
    expect(() => experimentOf(weighed)).toThrow('got none');
  });

  test('names that are too long for the Service that a weight makes', () => {
    expect(() => experimentOf(weighed, ISTIO, 'a'.repeat(50))).toThrow('experiment-service-name');
  });

  test('a template that is in another namespace', () => {
    const app = new App();
    Lint.configure(app, { rules: { 'template-found': 'off' } });
    const template = new AnalysisTemplate(new Chart(app, 'far', { namespace: 'far' }), 'Compare', { metadata: { name: 'compare' } });
    const chart = new Chart(app, 'near', { namespace: 'near' });
    const analyses = [{ name: 'compare', template, requiredForCompletion: true }];
    const rollout = new CanaryRollout(chart, 'Api', {
      metadata: { name: 'api' }, containers: CONTAINERS, steps: [CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new')], analyses })],
    });
    expect(ApiObject.of(rollout).metadata.namespace).toBe('near');
    expect(() => app.synthYaml()).toThrow('AnalysisTemplate "compare" in namespace "far"');
  });
});
