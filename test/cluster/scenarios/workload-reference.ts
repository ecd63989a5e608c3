import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep, WorkloadReference, WorkloadScaleDown } from 'cdk8s-argo-rollouts';
import { expectSoon } from '../expect';
import { Build, Scenario } from '../scenario';
import { image } from './web';

const LABELS = { 'app.kubernetes.io/name': 'orders' };
const STEPS = [CanaryStep.weight(20), CanaryStep.pause(Duration.seconds(2)), CanaryStep.weight(60), CanaryStep.pause()];

/** With `scaleDown` its number of pods is left out. */
function deployment(chart: Chart, version: string) {
  const orders = new kplus.Deployment(chart, 'Deployment', {
    metadata: { name: 'orders' },
    replicas: 5,
    select: false,
    podMetadata: { labels: LABELS },
    containers: [{ name: 'orders', image: image(version), portNumber: 8000 }],
  });
  orders.select(kplus.LabelSelector.of({ labels: LABELS }));
  return orders;
}

function migration(version: string, scaleDown?: WorkloadScaleDown): Build {
  return (chart) => {
    const workloadRef = WorkloadReference.of(deployment(chart, version), scaleDown ? { scaleDown } : {});
    new CanaryRollout(chart, 'Rollout', { metadata: { name: 'orders' }, replicas: 5, workloadRef, steps: STEPS });
  };
}

/** The pages' way to wait for what a Deployment has just brought. */
const WAIT = (namespace: string) => `
generation=$(kubectl get deployment orders -n ${namespace} -o jsonpath='{.metadata.generation}')
kubectl wait rollout/orders -n ${namespace} --for=jsonpath='{.status.workloadObservedGeneration}'="$generation" --timeout 1m`;

export const workloadReferenceScenarios: readonly Scenario[] = [
  {
    name: 'workload-reference-migration',
    proves: {
      'examples/deployment-migration/README.md': [
        'The Deployment keeps `replicas: 5`. The Rollout starts five pods of its own in parallel, with the same labels',
        'From now on change the pod template in the Deployment, and the Rollout runs its steps with it.',
      ],
      'docs/operations.md': ['A rollout with `workloadRef` may still be `Healthy` with the old version at that moment.'],
    },
    async run(shop) {
      const orders = shop.rollout('orders');
      await shop.deploy((chart) => {
        deployment(chart, '1');
      });
      await shop.sees('Deployment', 'orders', { status: { readyReplicas: 5 } });

      await shop.deploy(migration('1'));
      await orders.is('Healthy', { status: { readyReplicas: 5 } });
      await shop.sees('Deployment', 'orders', { spec: { replicas: 5 }, status: { readyReplicas: 5 } });

      await shop.deploy(migration('1', WorkloadScaleDown.PROGRESSIVELY));
      await shop.sees('Deployment', 'orders', { spec: { replicas: 0 }, status: { readyReplicas: (pods?: number) => !pods } });
      await orders.is('Healthy', { status: { readyReplicas: 5 } });

      await shop.deploy(migration('2', WorkloadScaleDown.PROGRESSIVELY));
      await shop.sh(WAIT(shop.namespace));
      await orders.isPausedAt(3);
      await orders.follow('Go on');
      await orders.is('Healthy', { status: { readyReplicas: 5, updatedReplicas: 5 } });
      await shop.sees('Deployment', 'orders', { spec: { replicas: 0 } });
    },
  },
  {
    name: 'workload-reference-on-success',
    proves: {
      'examples/deployment-migration/README.md': ['Client-side apply: remove the line from the last applied manifest, which changes nothing else.'],
    },
    async run(shop) {
      await shop.deploy((chart) => {
        deployment(chart, '1');
      });
      await shop.sees('Deployment', 'orders', { status: { readyReplicas: 5 } });
      await shop.sh(`KUBE_EDITOR='sed -i "/replicas: 5/d"' kubectl apply edit-last-applied deployment/orders -n ${shop.namespace}`);
      const pods = await shop.record('Deployment', 'orders', ({ spec }) => spec.replicas);
      await shop.deploy(migration('1', WorkloadScaleDown.ON_SUCCESS));
      await shop.rollout('orders').is('Healthy', { status: { readyReplicas: 5 } });
      await shop.sees('Deployment', 'orders', { spec: { replicas: 0 } });
      await expectSoon(() => `the Deployment had ${pods.join(', ')} pods`, () => pods.join(',') === '5,0');
    },
  },
  {
    name: 'autoscaler',
    proves: { 'docs/getting-started.md': ['Leave `replicas` out, and the autoscaler owns them'] },
    async run(shop) {
      const worker = (version: string, minReplicas: number): Build => (chart) => {
        const target = new CanaryRollout(chart, 'Worker', { metadata: { name: 'worker' }, containers: [{ image: image(version) }], steps: [CanaryStep.weight(50)] });
        new kplus.HorizontalPodAutoscaler(chart, 'Autoscaler', {
          metadata: { name: 'worker' }, target, minReplicas, maxReplicas: 12, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
        });
      };
      await shop.deploy(worker('1', 3));
      const rollout = shop.rollout('worker');
      await rollout.is('Healthy', { spec: { replicas: 3 }, status: { readyReplicas: 3 } });
      await shop.finds('HorizontalPodAutoscaler', { status: { conditions: (all: { type: string; status: string }[]) => all.some(({ type, status }) => type === 'AbleToScale' && status === 'True') } });

      const replicas = await shop.record('Rollout', 'worker', ({ spec }) => spec.replicas);
      await shop.deploy(worker('2', 3));
      await rollout.is('Healthy', { status: { readyReplicas: 3, updatedReplicas: 3 } });
      await shop.deploy(worker('2', 5));
      await rollout.is('Healthy', { status: { readyReplicas: 5 } });
      await expectSoon(() => `an update or an apply took the number of pods back: ${replicas.join(', ')}`, () => replicas.join(',') === '3,5');
    },
  },
];
