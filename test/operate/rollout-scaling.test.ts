import { Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenRollout, CanaryRollout, Rollout, RolloutDisruptionBudget, RolloutScaledObject, RolloutVerticalPodAutoscaler, ScaleTrigger,
  VerticalUpdateMode, WorkloadReference,
} from '../../src';
import { synthesize, synthesizeWithout } from '../synthesize';

const metadata = { name: 'web' };
const image = 'registry.example/web:1';
const labels = { 'app.kubernetes.io/name': 'web' };
const TARGET = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' };
const triggers = [ScaleTrigger.cpu(70)];

/** A rollout with pods from each of the three sources. */
const ROLLOUTS: Record<string, (chart: Chart) => Rollout> = {
  containers: (chart) => new CanaryRollout(chart, 'Web', { metadata, containers: [{ image }] }),
  podTemplate: (chart) => new CanaryRollout(chart, 'Web', {
    metadata, selector: labels, podTemplate: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
  }),
  workloadRef(chart) {
    const deployment = new kplus.Deployment(chart, 'Old', { metadata: { name: 'old' }, select: false, podMetadata: { labels }, containers: [{ image }] });
    deployment.select(kplus.LabelSelector.of({ labels }));
    return new BlueGreenRollout(chart, 'Web', { metadata, workloadRef: WorkloadReference.of(deployment), servicePorts: [{ port: 80 }] });
  },
};

/** The Deployment could keep its pods. */
const synthesizeAny = synthesizeWithout('workload-shrinks');

function scaled(props: Partial<ConstructorParameters<typeof RolloutScaledObject>[2]>) {
  return synthesize((chart) => new RolloutScaledObject(chart, 'Scaling', { rollout: ROLLOUTS.containers(chart), triggers, ...props })).find('ScaledObject');
}

describe.each(Object.entries(ROLLOUTS))('with pods from %s', (_, build) => {
  test('KEDA scales the Rollout, which states no replicas', () => {
    const manifests = synthesizeAny((chart) => new RolloutScaledObject(chart, 'Scaling', { rollout: build(chart), triggers }));
    expect(manifests.find('ScaledObject').spec.scaleTargetRef).toEqual(TARGET);
    expect(manifests.find('Rollout').spec).not.toHaveProperty('replicas');
  });

  test('a VerticalPodAutoscaler is about the Rollout', () => {
    const manifests = synthesizeAny((chart) => new RolloutVerticalPodAutoscaler(chart, 'Requests', { rollout: build(chart) }));
    expect(manifests.find('VerticalPodAutoscaler')).toEqual({
      apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler', metadata: { name: 'web' }, spec: { targetRef: TARGET },
    });
  });

  test('a budget finds the pods of both versions', () => {
    const manifests = synthesizeAny((chart) => new RolloutDisruptionBudget(chart, 'Budget', { rollout: build(chart) }));
    expect(manifests.find('PodDisruptionBudget')).toEqual({
      apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    });
  });
});

describe('KEDA', () => {
  test('gets every option', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 600 } };
    expect(scaled({
      metadata: { name: 'queue', labels: { team: 'shop' } },
      minReplicas: 1,
      maxReplicas: 20,
      pollingInterval: Duration.seconds(15),
      cooldown: Duration.minutes(10),
      fallback: { failureThreshold: 3, replicas: 6 },
      behavior,
    })).toEqual({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'queue', labels: { team: 'shop' } },
      spec: {
        scaleTargetRef: TARGET,
        minReplicaCount: 1,
        maxReplicaCount: 20,
        pollingInterval: 15,
        cooldownPeriod: 600,
        fallback: { failureThreshold: 3, replicas: 6 },
        advanced: { horizontalPodAutoscalerConfig: { behavior } },
        triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }],
      },
    });
  });

  test('gets any other field', () => {
    const advanced = { scalingModifiers: { formula: 'lag', target: '5' } };
    expect(scaled({ spec: { idleReplicaCount: 0, advanced } }).spec).toMatchObject({ idleReplicaCount: 0, advanced });
  });

  test.each<[ScaleTrigger, object]>([
    [ScaleTrigger.memory(80, { metadata: { containerName: 'web' } }), { type: 'memory', metricType: 'Utilization', metadata: { value: '80', containerName: 'web' } }],
    [
      ScaleTrigger.prometheus({
        name: 'requests',
        address: 'http://prometheus.monitoring:9090',
        query: 'sum(up)',
        threshold: 2.5,
        activationThreshold: 1,
        useCachedMetrics: true,
        metadata: { ignoreNullValues: 'false' },
      }),
      {
        type: 'prometheus',
        name: 'requests',
        useCachedMetrics: true,
        metadata: {
          serverAddress: 'http://prometheus.monitoring:9090', query: 'sum(up)', threshold: '2.5', activationThreshold: '1', ignoreNullValues: 'false',
        },
      },
    ],
    [
      ScaleTrigger.cron({ start: '0 8 * * 1-5', end: '0 18 * * 1-5', timezone: 'Europe/Berlin', desiredReplicas: 5 }),
      { type: 'cron', metadata: { start: '0 8 * * 1-5', end: '0 18 * * 1-5', timezone: 'Europe/Berlin', desiredReplicas: '5' } },
    ],
    [
      ScaleTrigger.kafka({ bootstrapServers: ['a:9092', 'b:9092'], consumerGroup: 'orders', topic: 'orders', lagThreshold: 50, authentication: 'kafka' }),
      {
        type: 'kafka',
        metadata: { bootstrapServers: 'a:9092,b:9092', consumerGroup: 'orders', topic: 'orders', lagThreshold: '50' },
        authenticationRef: { name: 'kafka' },
      },
    ],
    [
      ScaleTrigger.of('rabbitmq', { metricType: 'Value', metadata: { queueName: 'orders', mode: 'QueueLength', value: '20' }, clusterAuthentication: 'rabbit' }),
      {
        type: 'rabbitmq',
        metricType: 'Value',
        metadata: { queueName: 'orders', mode: 'QueueLength', value: '20' },
        authenticationRef: { kind: 'ClusterTriggerAuthentication', name: 'rabbit' },
      },
    ],
  ])('has the trigger %#', (trigger, expected) => {
    expect(scaled({ triggers: [trigger] }).spec.triggers).toEqual([expected]);
  });

  test('refuses a trigger with two authentications', () => {
    expect(() => ScaleTrigger.of('kafka', { authentication: 'one', clusterAuthentication: 'two' }))
      .toThrow('a trigger has one of "authentication" and "clusterAuthentication", got "one" and "two"');
  });

  test('refuses a rollout that states its replicas', () => {
    expect(() => synthesize((chart) => {
      const rollout = new CanaryRollout(chart, 'Web', { metadata, replicas: 3, containers: [{ image }] });
      new RolloutScaledObject(chart, 'Scaling', { rollout, triggers });
    })).toThrow('[test/Scaling] scales a rollout that states its "replicas", got 3');
  });

  test('is one autoscaler too many beside another', () => {
    expect(() => synthesize((chart) => {
      const rollout = ROLLOUTS.containers(chart);
      new RolloutScaledObject(chart, 'Scaling', { rollout, triggers: [ScaleTrigger.of('aws-sqs-queue')] });
      new kplus.HorizontalPodAutoscaler(chart, 'Scaler', {
        metadata, target: rollout, maxReplicas: 9, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
      });
    })).toThrow(/one autoscaler scales a rollout, got this one and .*\(one-autoscaler\)/);
  });
});

describe('a VerticalPodAutoscaler', () => {
  const requests = (props: Partial<ConstructorParameters<typeof RolloutVerticalPodAutoscaler>[2]>) => synthesize((chart) => {
    new RolloutVerticalPodAutoscaler(chart, 'Requests', { rollout: ROLLOUTS.containers(chart), ...props });
  }).find('VerticalPodAutoscaler').spec;

  test('gets every option', () => {
    expect(requests({
      updateMode: VerticalUpdateMode.IN_PLACE_OR_RECREATE,
      minReplicas: 1,
      containers: [
        { container: 'main', minCpu: kplus.Cpu.millis(50), maxCpu: kplus.Cpu.units(2), minMemory: Size.mebibytes(64), maxMemory: Size.gibibytes(2), requestsOnly: true },
        { scaleCpu: false },
        { container: 'proxy', off: true },
        { container: 'agent', scaleMemory: false, maxCpu: kplus.Cpu.millis(200) },
      ],
      spec: { recommenders: [{ name: 'frugal' }] },
    })).toEqual({
      targetRef: TARGET,
      updatePolicy: { updateMode: 'InPlaceOrRecreate', minReplicas: 1 },
      resourcePolicy: {
        containerPolicies: [
          {
            containerName: 'main', controlledValues: 'RequestsOnly', minAllowed: { cpu: '50m', memory: '64Mi' }, maxAllowed: { cpu: '2', memory: '2048Mi' },
          },
          { containerName: '*', controlledResources: ['memory'] },
          { containerName: 'proxy', mode: 'Off' },
          { containerName: 'agent', controlledResources: ['cpu'], maxAllowed: { cpu: '200m' } },
        ],
      },
      recommenders: [{ name: 'frugal' }],
    });
  });

  test('refuses a policy that scales nothing', () => {
    expect(() => requests({ containers: [{ container: 'main', scaleCpu: false, scaleMemory: false }] }))
      .toThrow('[test/Requests] scales neither CPU nor memory of container "main": say "off" of it');
  });
});

describe('a budget', () => {
  const budget = (props: Partial<ConstructorParameters<typeof RolloutDisruptionBudget>[2]>) => synthesize((chart) => {
    new RolloutDisruptionBudget(chart, 'Budget', { rollout: ROLLOUTS.containers(chart), ...props });
  }).find('PodDisruptionBudget').spec;

  test.each([
    [{ maxUnavailable: kplus.PercentOrAbsolute.percent(25) }, { maxUnavailable: '25%' }],
    [{ minAvailable: kplus.PercentOrAbsolute.absolute(2) }, { minAvailable: 2 }],
    [{ evictUnready: true }, { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' }],
  ])('of %j', (props, expected) => {
    expect(budget(props)).toEqual({ ...expected, selector: { matchLabels: labels } });
  });

  test('refuses two borders', () => {
    expect(() => budget({ minAvailable: kplus.PercentOrAbsolute.absolute(2), maxUnavailable: kplus.PercentOrAbsolute.percent(10) }))
      .toThrow('[test/Budget] takes one of "maxUnavailable" and "minAvailable", got 10% and 2: leave one of them out');
  });
});
