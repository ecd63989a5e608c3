import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { podSpecOf } from '../../synth/pod-template';
import { AnalysisArgument } from '../argument';
import { CreatedObjectMetadata } from '../created-object-metadata';
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
   * Containers that run before these, one after another.
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Volumes beside those that the containers mount.
   *
   * @default - none
   */
  readonly volumes?: kplus.Volume[];

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
  readonly metadata?: CreatedObjectMetadata;

  /**
   * Labels and annotations of the Job's pod, such as those that switch a mesh sidecar off: with one running, the Job never ends.
   *
   * @default - none
   */
  readonly podMetadata?: CreatedObjectMetadata;

  /**
   * The service account of the Job's pod.
   *
   * @default - the namespace's default account, whose token is not mounted
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * The Secrets with which images are pulled, of the namespace of the rollout.
   *
   * @default - those of the service account
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * Labels that a node needs to run the pod.
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
   * The security context of the pod, as in the YAML of a pod. The namespace's policy holds for this pod as well: at the `restricted` level it needs
   * `{ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }`.
   *
   * @default - none
   */
  readonly securityContext?: Record<string, any>;

  /**
   * Whatever else the spec of a pod can have, as in its YAML, such as `{ priorityClassName: 'low', dnsPolicy: 'Default' }`. What it shares with the other
   * options it replaces.
   *
   * @default - nothing
   */
  readonly pod?: Record<string, any>;

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
