import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisTemplate } from './analysis-template';
import { AnalysisMetric } from './metric';
import { MetricProvider } from './metric-provider';
import { JobProviderOptions } from './providers/job';

/**
 * Options of a `HookJob`.
 */
export interface HookJobProps extends JobProviderOptions {
  /**
   * The name of the template and of its metric. It must be unique among the metrics of one analysis. The name of the Job contains its first 24
   * characters.
   */
  readonly name: string;

  /**
   * The namespace. It must be the namespace of the rollout.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
}

/**
 * A Job that an update waits for, such as a database migration. It is a Job of the rollout's analysis, not a hook of Argo CD. As the first step of a
 * canary it runs before the new version has a pod. As the last step it runs before the new version becomes stable. In blue-green it runs before or
 * after the switch. If the Job fails, the update is aborted.
 *
 * The Job runs once in each update, and again in each retry. So its program must be able to run several times without doing the work twice. If the
 * update is aborted while the Job runs, the Job is deleted. The first deployment of a rollout runs no steps and no analyses, so the Job does not run
 * then.
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
