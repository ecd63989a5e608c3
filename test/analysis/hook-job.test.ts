import { Duration } from 'cdk8s';
import { CanaryRollout, CanaryStep, HookJob } from '../../src';
import { synthesize } from '../synthesize';

const image = 'registry.example/orders:1';

test('a Job that an update waits for', () => {
  const manifests = synthesize((chart) => {
    const migrate = new HookJob(chart, 'Migrate', {
      name: 'migrate',
      containers: [{ image, command: ['/app/migrate'] }],
      backoffLimit: 2,
      activeDeadline: Duration.minutes(15),
      metadata: { labels: { team: 'shop' } },
    });
    new CanaryRollout(chart, 'Orders', {
      metadata: { name: 'orders' }, containers: [{ image }], steps: [CanaryStep.analysis({ templates: [migrate] }), CanaryStep.weight(20), CanaryStep.pause()],
    });
  });
  expect(manifests.find('Rollout').spec.strategy.canary.steps).toEqual([{ analysis: { templates: [{ templateName: 'migrate' }] } }, { setWeight: 20 }, { pause: {} }]);
  const { metadata, spec } = manifests.find('AnalysisTemplate');
  expect(metadata).toEqual({ name: 'migrate' });
  expect(spec.metrics).toMatchObject([{
    name: 'migrate',
    provider: { job: { metadata: { labels: { team: 'shop' } }, spec: { backoffLimit: 2, activeDeadlineSeconds: 900 } } },
  }]);
  expect(spec.metrics[0].provider.job.spec.template.spec.containers).toMatchObject([{ image, command: ['/app/migrate'] }]);
});

test('is in the namespace that it is given', () => {
  const manifests = synthesize((chart) => {
    const containers = [{ image }];
    const migrate = new HookJob(chart, 'Migrate', { name: 'migrate', namespace: 'shop', containers });
    new CanaryRollout(chart, 'Orders', { metadata: { name: 'orders', namespace: 'shop' }, containers, steps: [CanaryStep.analysis({ templates: [migrate] })] });
  });
  expect(manifests.find('AnalysisTemplate').metadata).toEqual({ name: 'migrate', namespace: 'shop' });
});
