import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { CanaryRollout, MigrationPhase, RolloutMigration, RolloutMigrationOptions } from '../../src';
import { Manifests, manifestsOf } from '../synthesize';

const PHASES = [MigrationPhase.SIDE_BY_SIDE, MigrationPhase.HAND_OVER, MigrationPhase.ROLLOUT_ALONE];
const labels = { 'app.kubernetes.io/name': 'orders' };
const image = 'registry.example/orders:1';

/** A Deployment of whoever makes Deployments, which states the replicas. */
const DEPLOYMENTS: Record<string, (chart: Chart, replicas?: number) => IConstruct> = {
  'cdk8s-plus'(chart, replicas) {
    const resources = { cpu: { request: kplus.Cpu.millis(100) } };
    const deployment = new kplus.Deployment(chart, 'Deployment', {
      metadata: { name: 'orders' }, replicas, select: false, podMetadata: { labels }, containers: [{ image, portNumber: 8080, resources }],
    });
    deployment.select(kplus.LabelSelector.of({ labels }));
    return deployment;
  },
  YAML: (chart, replicas) => new ApiObject(chart, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders' },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'orders', image }] } } },
  }),
};

function migrate(build: (chart: Chart) => IConstruct, options: RolloutMigrationOptions): Manifests {
  const chart = new Chart(new App(), 'test');
  const migration = RolloutMigration.of(build(chart), options);
  const rollout = new CanaryRollout(chart, 'Rollout', { metadata: { name: 'orders' }, workloadRef: migration.workloadRef, replicas: migration.replicas });
  if (options.autoscaled) {
    new kplus.HorizontalPodAutoscaler(chart, 'Scaler', {
      metadata: { name: 'orders' },
      target: rollout,
      minReplicas: migration.minReplicas(2),
      maxReplicas: 12,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
  }
  return manifestsOf(chart);
}

describe.each(Object.entries(DEPLOYMENTS))('a Deployment of %s', (_, build) => {
  const phase = (phased: MigrationPhase) => migrate((chart) => build(chart, 5), { phase: phased, replicas: 5 });
  const template = () => phase(MigrationPhase.SIDE_BY_SIDE).find('Deployment').spec.template;

  test('keeps its pods beside those of the Rollout', () => {
    const manifests = phase(MigrationPhase.SIDE_BY_SIDE);
    expect(manifests.ids).toEqual(['Deployment/orders', 'Rollout/orders']);
    expect(manifests.find('Deployment').spec.replicas).toBe(5);
    expect(manifests.find('Rollout').spec).toEqual({
      replicas: 5, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' }, strategy: { canary: {} },
    });
    expect(manifests.find('Rollout').metadata.annotations).toEqual({
      'cdk8s-argo-rollouts/suppress-workload-shrinks': 'the first phase of a migration, in which both have pods',
    });
  });

  test('states no replicas when the controller takes it down', () => {
    const manifests = phase(MigrationPhase.HAND_OVER);
    expect(manifests.find('Deployment').spec).not.toHaveProperty('replicas');
    expect(manifests.find('Rollout').spec).toMatchObject({ replicas: 5, workloadRef: { name: 'orders', scaleDown: 'progressively' } });
    expect(manifests.find('Rollout').metadata).toEqual({ name: 'orders' });
  });

  test('is gone in the end, and its pod template is that of the Rollout, to the letter', () => {
    const manifests = phase(MigrationPhase.ROLLOUT_ALONE);
    expect(manifests.ids).toEqual(['Rollout/orders']);
    expect(manifests.find('Rollout').spec).toEqual({ replicas: 5, selector: { matchLabels: labels }, template: template(), strategy: { canary: {} } });
  });
});

describe.each(Object.entries(DEPLOYMENTS))('an autoscaled Deployment of %s', (_, build) => {
  const phase = (phased: MigrationPhase) => migrate((chart) => build(chart), { phase: phased, replicas: 5, autoscaled: true });

  test.each(PHASES)('leaves replicas to the autoscaler: %s', (phased) => {
    const manifests = phase(phased);
    const specs = manifests.ids.filter((id) => /^(Deployment|Rollout)/.test(id)).map((id) => manifests.find(id.split('/')[0]).spec);
    expect(specs.map(({ replicas }) => replicas)).toEqual(specs.map(() => undefined));
  });

  test.each([[MigrationPhase.SIDE_BY_SIDE, 5], [MigrationPhase.HAND_OVER, 5], [MigrationPhase.ROLLOUT_ALONE, 2]])(
    'hands the autoscaler over: %s', (phased, minReplicas) => {
      expect(phase(phased).find('HorizontalPodAutoscaler').spec).toMatchObject({
        scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'orders' }, minReplicas,
      });
    });
});

test('an autoscaler that wants more pods than the Deployment had gets them', () => {
  const chart = new Chart(new App(), 'test');
  const deployment = DEPLOYMENTS.YAML(chart);
  expect(RolloutMigration.of(deployment, { phase: MigrationPhase.HAND_OVER, replicas: 5, autoscaled: true }).minReplicas(8)).toBe(8);
});

test('beside an autoscaler, replicas that a Deployment states stay until the controller takes it down', () => {
  const replicasIn = (phase: MigrationPhase) => migrate((chart) => DEPLOYMENTS.YAML(chart, 4), { phase, replicas: 5, autoscaled: true })
    .find('Deployment').spec.replicas;
  expect([MigrationPhase.SIDE_BY_SIDE, MigrationPhase.HAND_OVER].map(replicasIn)).toEqual([4, undefined]);
});

test('a Deployment that states another number than the migration is refused', () => {
  expect(() => migrate((chart) => DEPLOYMENTS['cdk8s-plus'](chart), { phase: MigrationPhase.SIDE_BY_SIDE, replicas: 5 }))
    .toThrow('[test/Deployment] is a Deployment with 2 replicas, and its migration was given 5: give both the number that it has today');
  expect(() => migrate((chart) => DEPLOYMENTS.YAML(chart, 4), { phase: MigrationPhase.SIDE_BY_SIDE, replicas: 5 })).toThrow('with 4 replicas');
});

test('a Deployment that selects by expressions is refused', () => {
  const build = (chart: Chart) => new ApiObject(chart, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders' },
    spec: { replicas: 5, selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, template: {} },
  });
  expect(() => migrate(build, { phase: MigrationPhase.SIDE_BY_SIDE, replicas: 5 }))
    .toThrow('[test/Deployment] is a Deployment that selects its pods by matchExpressions: a migration takes over matchLabels alone');
});
