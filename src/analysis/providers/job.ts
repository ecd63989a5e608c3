import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { podSpecOf } from '../../synth/pod-template';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.job`. Exactly one of `containers` and `spec` is needed.
 */
export interface JobProviderOptions {
  /**
   * The containers of the Job's pod. Volumes come from their mounts.
   *
   * @default - `spec`
   */
  readonly containers?: kplus.ContainerProps[];

  /**
   * The spec of the Job, as in YAML. It is passed on untouched.
   *
   * @default - `containers`
   */
  readonly spec?: Record<string, any>;

  /**
   * The arguments whose placeholders are in these texts. Those that are given as arguments, such as a client's secret, are known without it.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * Labels and annotations of the Job.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Labels and annotations of the Job's pod, such as those that switch a mesh sidecar off: with one running, the Job never ends.
   *
   * @default - none
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * The service account of the Job's pod.
   *
   * @default - the namespace's default account, whose token is not mounted
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * How often a failed pod is tried again. One failed try is one failed measurement by default; the metric's
   * `failureLimit` says how many of those are too many.
   *
   * @default 0
   */
  readonly backoffLimit?: number;

  /**
   * How long the Job may run before it counts as failed.
   *
   * @default Duration.minutes(10)
   */
  readonly activeDeadline?: Duration;
}

export function jobProvider(options: JobProviderOptions): ProviderFragment {
  if ((options.containers === undefined) === (options.spec === undefined)) {
    throw new Error('a job metric needs exactly one of "containers" and "spec"');
  }
  return {
    arguments: options.arguments,
    referred: options.serviceAccount,
    provider: {
      job: {
        metadata: options.metadata,
        spec: options.spec ?? jobSpec(options.containers!, options),
      },
    },
  };
}

function jobSpec(containers: kplus.ContainerProps[], options: JobProviderOptions) {
  return {
    backoffLimit: options.backoffLimit ?? 0,
    activeDeadlineSeconds: (options.activeDeadline ?? Duration.minutes(10)).toSeconds(),
    template: {
      metadata: options.podMetadata,
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: options.serviceAccount?.name,
        automountServiceAccountToken: options.serviceAccount !== undefined,
        ...podSpecOf(containers),
      },
    },
  };
}
