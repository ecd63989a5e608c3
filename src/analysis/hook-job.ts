import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisTemplate } from './analysis-template';
import { AnalysisMetric } from './metric';
import { MetricProvider } from './metric-provider';
import { JobProviderOptions } from './providers/job';

/**
 * Options of a Job at one moment of an update.
 */
export interface HookJobProps extends JobProviderOptions {
  /**
   * The name of the template and of its metric, unique among the metrics of one analysis. The name of the Job has its first 24 characters.
   */
  readonly name: string;

  /**
   * The namespace, which is that of the rollout.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
}

/**
 * A Job that an update waits for, such as a migration of the database. Used as the first step of a canary it runs before there is a pod of the new
 * version, as the last one before that version is the stable one; in blue-green before or after the switch. If the Job fails, the update is aborted.
 *
 * It runs once in each update, and once more in each retry, so what it does must be done only once however often it runs. An abort deletes the Job while
 * it runs. The very first version of a rollout takes no steps, and no hook.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/job/
 * @example
 * const migrate = new HookJob(chart, 'Migrate', {
 *   name: 'migrate',
 *   containers: [{ image: 'registry.example/orders:2.0.0', command: ['/app/migrate'] }],
 *   activeDeadline: Duration.minutes(15),
 * });
 * new CanaryRollout(chart, 'Orders', {
 *   metadata: { name: 'orders' },
 *   containers: [{ image: 'registry.example/orders:2.0.0' }],
 *   steps: [CanaryStep.analysis({ templates: [migrate] }), CanaryStep.weight(20), CanaryStep.pause()],
 * });
 */
@checked
export class HookJob extends AnalysisTemplate {
  constructor(scope: Construct, id: string, props: HookJobProps) {
    const { name, namespace, ...job } = props;
    super(scope, id, {
      metadata: { name, namespace },
      metrics: [new AnalysisMetric({ name, provider: MetricProvider.job(job) })],
    });
  }
}
