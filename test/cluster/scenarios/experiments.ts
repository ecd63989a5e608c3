import { Chart } from 'cdk8s';
import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, MetricProvider } from 'cdk8s-argo-rollouts';
import { expectThat } from '../expect';
import { Build, Scenario } from '../scenario';
import { canaryProps, image } from './web';

const HASHES = [AnalysisArgument.stablePodTemplateHash(), AnalysisArgument.latestPodTemplateHash()];

/** A step that runs pods of both versions beside the rollout, and judges them by a Job. */
function compared(version: string, job: string): Build {
  return (chart: Chart) => {
    const template = new AnalysisTemplate(chart, 'Compare', {
      metadata: { name: 'compare' },
      metrics: [new AnalysisMetric({
        name: 'compare',
        arguments: HASHES,
        provider: MetricProvider.job({ containers: [{ image: image(job), args: HASHES.map((hash) => hash.placeholder) }] }),
      })],
    });
    const compare = CanaryStep.baselineAndCanary({ template });
    new CanaryRollout(chart, 'Web', canaryProps(version, { steps: [compare, CanaryStep.weight(25), CanaryStep.pause()] }));
  };
}

export const experimentScenarios: readonly Scenario[] = [
  {
    name: 'experiment-succeeds',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(compared('1', '1'));
      await web.is('Healthy');
      const pods = await shop.record('Rollout', 'web', ({ status }) => status.currentStepIndex);
      await shop.deploy(compared('2', '1'));
      const experiment = await shop.finds('Experiment', { status: { phase: 'Successful' } });
      expectThat('it had pods of both versions', experiment.status.templateStatuses.length === 2);
      await web.isPausedAt(2);
      expectThat(`no weight before its end: ${pods.join(', ')}`, pods.includes(0));
    },
  },
  {
    name: 'experiment-fails',
    proves: { 'docs/alerts.md': ['The update that it is a step of is aborted.'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(compared('1', '1'));
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.deploy(compared('2', '1-failing'));
      await web.is('Degraded', { status: { message: /^RolloutAborted/, stableRS } });
      await shop.finds('Experiment', { status: { phase: 'Failed' } });
    },
  },
];
