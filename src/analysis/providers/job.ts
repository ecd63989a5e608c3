import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { podSpecOf } from '../../synth/pod-template';
import { AnalysisArgument } from '../argument';
import { CreatedObjectMetadata } from '../created-object-metadata';
import { ProviderFragment } from '../provider-fragment';

/**
 * Options of `MetricProvider.job`. Set exactly one of `containers` and `spec`.
 */
export interface JobProviderOptions {
  /**
   * The containers of the Job's pod. Volumes that they mount are added automatically.
   *
   * @default - `spec`
   */
  readonly containers?: kplus.ContainerProps[];

  /**
   * The spec of the Job, as in YAML. It is not changed.
   *
   * @default - `containers`
   */
  readonly spec?: Record<string, any>;

  /**
   * Containers that run before `containers`, one after another.
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Volumes in addition to those that the containers mount.
   *
   * @default - none
   */
  readonly volumes?: kplus.Volume[];

  /**
   * The arguments whose placeholders are in these options.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * Labels and annotations of the Job.
   *
   * @default - none
   */
  readonly metadata?: CreatedObjectMetadata;

  /**
   * Labels and annotations of the Job's pod. For example, an annotation that switches a mesh sidecar off: with a running sidecar, the Job never ends.
   *
   * @default - none
   */
  readonly podMetadata?: CreatedObjectMetadata;

  /**
   * The service account of the Job's pod.
   *
   * @default - the default service account of the namespace, without its token
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * The Secrets that are used to pull images. They are in the namespace of the rollout.
   *
   * @default - those of the service account
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * Labels that a node must have to run the pod.
   *
   * @default - any node
   */
  readonly nodeSelector?: Record<string, string>;

  /**
   * Taints that the pod tolerates, as in the YAML of a pod.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
   */
  readonly tolerations?: Record<string, any>[];

  /**
   * The security context of the pod, as in the YAML of a pod. The Pod Security Standard of the namespace applies to this pod too. For the level
   * `restricted`, set `{ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }`.
   *
   * @default - none
   */
  readonly securityContext?: Record<string, any>;

  /**
   * Other fields of the pod spec, as in YAML, such as `{ priorityClassName: 'low', dnsPolicy: 'Default' }`. A field here replaces the same field from
   * other options.
   *
   * @default - nothing
   */
  readonly pod?: Record<string, any>;

  /**
   * How many times a failed pod is started again. If the last attempt fails, this is one failed measurement. See also `failureLimit` of the metric.
   *
   * @default 0
   */
  readonly backoffLimit?: number;

  /**
   * How long the Job may run. After this time it has failed.
   *
   * @default Duration.minutes(10)
   */
  readonly activeDeadline?: Duration;
}

/** What a spec as in YAML says itself. */
const OF_CONTAINERS = [
  'initContainers', 'volumes', 'podMetadata', 'serviceAccount', 'imagePullSecrets', 'nodeSelector', 'tolerations', 'securityContext', 'pod',
  'backoffLimit', 'activeDeadline',
] as const;

export function jobProvider(options: JobProviderOptions): ProviderFragment {
  if ((options.containers === undefined) === (options.spec === undefined)) {
    throw new Error('a job metric needs exactly one of "containers" and "spec"');
  }
  const lost = options.spec && OF_CONTAINERS.find((option) => options[option] !== undefined);
  if (lost) {
    throw new Error(`"${lost}" of a job metric belongs to "containers", got "spec": write it into the spec`);
  }
  const { serviceAccount, imagePullSecrets = [] } = options;
  return {
    arguments: options.arguments,
    referred: [...serviceAccount ? [serviceAccount] : [], ...imagePullSecrets],
    provider: {
      job: {
        metadata: options.metadata,
        spec: options.spec ?? jobSpec(options.containers!, options),
      },
    },
  };
}

function jobSpec(containers: kplus.ContainerProps[], options: JobProviderOptions) {
  const { initContainers, volumes } = options;
  return {
    backoffLimit: options.backoffLimit ?? 0,
    activeDeadlineSeconds: (options.activeDeadline ?? Duration.minutes(10)).toSeconds(),
    template: {
      metadata: options.podMetadata,
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: options.serviceAccount?.name,
        automountServiceAccountToken: options.serviceAccount !== undefined,
        imagePullSecrets: options.imagePullSecrets?.map(({ name }) => ({ name })),
        nodeSelector: options.nodeSelector,
        tolerations: options.tolerations,
        securityContext: options.securityContext,
        ...podSpecOf({ containers, initContainers, volumes }),
        ...options.pod,
      },
    },
  };
}
