import { Duration } from 'cdk8s';

/**
 * How much the controller logs.
 */
export enum ControllerLogLevel {
  /** Also decisions and their reasons. */
  DEBUG = 'debug',
  /** What the controller does. */
  INFO = 'info',
  /** Possible problems. */
  WARN = 'warn',
  /** Failures. */
  ERROR = 'error',
}

/**
 * The format of the controller's log.
 */
export enum ControllerLogFormat {
  /** Text for people. */
  TEXT = 'text',
  /** JSON for log collectors. */
  JSON = 'json',
}

/**
 * The command-line options of the controller. Options that are not set have the default of the controller.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export interface ControllerSettings {
  /**
   * How much the controller logs.
   *
   * @default ControllerLogLevel.INFO
   */
  readonly logLevel?: ControllerLogLevel;

  /**
   * The format of the log.
   *
   * @default ControllerLogFormat.TEXT
   */
  readonly logFormat?: ControllerLogFormat;

  /**
   * How much its Kubernetes client logs, from 0 to 10. From 8 on, requests are logged with their content.
   *
   * @default 0
   */
  readonly kubernetesLogLevel?: number;

  /**
   * How many rollouts are handled at the same time.
   *
   * @default 10
   */
  readonly rolloutThreads?: number;

  /**
   * How many experiments are handled at the same time.
   *
   * @default 10
   */
  readonly experimentThreads?: number;

  /**
   * How many analysis runs are handled at the same time.
   *
   * @default 30
   */
  readonly analysisThreads?: number;

  /**
   * How many Services are handled at the same time.
   *
   * @default 10
   */
  readonly serviceThreads?: number;

  /**
   * How many Ingresses are handled at the same time.
   *
   * @default 10
   */
  readonly ingressThreads?: number;

  /**
   * How many pods get their ephemeral metadata at the same time. Needs Argo Rollouts 1.9: it is an error for an older version.
   *
   * @default 10
   */
  readonly ephemeralMetadataThreads?: number;

  /**
   * How many requests per second it sends to the API server.
   *
   * @default 40
   */
  readonly qps?: number;

  /**
   * How many requests it may send at once before the limit `qps` applies.
   *
   * @default 80
   */
  readonly burst?: number;

  /**
   * The time after which it checks every rollout again, in whole seconds.
   *
   * @default Duration.minutes(15)
   */
  readonly resync?: Duration;

  /**
   * How long a waiting controller waits for the working controller to renew its lease, before it takes over. A controller that stops does not release
   * its lease, so this is also the waiting time after each restart. At least one second, and longer than `leaderElectionRenewDeadline`. Other values
   * are an error, because the controller does not start with them. All three lease times are an error without leader election.
   *
   * @default Duration.seconds(15)
   * @see https://kubernetes.io/docs/concepts/architecture/leases/#leader-election
   */
  readonly leaderElectionLeaseDuration?: Duration;

  /**
   * How long the working controller tries to renew its lease before it stops. Must be longer than 1.2 times `leaderElectionRetryPeriod`.
   *
   * @default Duration.seconds(10)
   */
  readonly leaderElectionRenewDeadline?: Duration;

  /**
   * The time between two attempts to get or renew the lease.
   *
   * @default Duration.seconds(2)
   */
  readonly leaderElectionRetryPeriod?: Duration;

  /**
   * The Ingress classes of ingress-nginx. The controller notices changes of Ingresses with these classes immediately. It writes weights for Ingresses
   * of any class. Give each class separately: a name with a comma is an error.
   *
   * @default ['nginx']
   */
  readonly nginxIngressClasses?: string[];

  /**
   * The Ingress classes of the AWS Load Balancer Controller. The controller notices changes of Ingresses with these classes immediately. It writes
   * weights for Ingresses of any class. Give each class separately: a name with a comma is an error.
   *
   * @default ['alb']
   */
  readonly albIngressClasses?: string[];

  /**
   * The version of `networking.istio.io` that it uses for VirtualServices, such as `v1`.
   *
   * @default v1alpha3
   */
  readonly istioApiVersion?: string;

  /**
   * The API version of the Ambassador Mappings. Use `getambassador.io/v3alpha1` for those that `AmbassadorTrafficRouting` creates. The default works
   * too, as long as Ambassador still supports and converts the old version.
   *
   * @default getambassador.io/v2
   */
  readonly ambassadorApiVersion?: string;

  /**
   * The version of `split.smi-spec.io` for the TrafficSplits that it creates, such as `v1alpha2`.
   *
   * @default v1alpha1
   */
  readonly trafficSplitApiVersion?: string;

  /**
   * The API version of TraefikServices. Traefik 3 needs `traefik.io/v1alpha1`.
   *
   * @default - `traefik.io/v1alpha1` since 1.10, `traefik.containo.us/v1alpha1` before
   */
  readonly traefikApiVersion?: string;

  /**
   * Verify that the AWS load balancer has the new targets and weights, before a rollout continues. For this the controller needs AWS credentials,
   * such as a role in `serviceAccountAnnotations`.
   *
   * @default false
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/
   */
  readonly awsVerifyTargetGroup?: boolean;

  /**
   * The API version of TargetGroupBindings. Use `eks.amazonaws.com/v1` for EKS Auto Mode. Needs Argo Rollouts 1.9: it is an error for an older
   * version.
   *
   * @default elbv2.k8s.aws/v1beta1
   */
  readonly awsTargetGroupBindingApiVersion?: string;

  /**
   * Allow every namespace to have its own notification configuration.
   *
   * @default false
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
   */
  readonly selfServiceNotifications?: boolean;

  /**
   * More command-line options, such as `--ingress-api-version=networking.k8s.io/v1`. These are errors: an option that has a property here, a
   * comma-separated list for an option that must be repeated, and an option that the version does not have.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
