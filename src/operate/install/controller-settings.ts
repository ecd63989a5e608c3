import { Duration } from 'cdk8s';

/**
 * How much the controller logs.
 */
export enum ControllerLogLevel {
  /** Also what it decides and why. */
  DEBUG = 'debug',
  /** What it does. */
  INFO = 'info',
  /** What looks wrong. */
  WARN = 'warn',
  /** What fails. */
  ERROR = 'error',
}

/**
 * How the controller writes a line of its log.
 */
export enum ControllerLogFormat {
  /** For people. */
  TEXT = 'text',
  /** For log collectors. */
  JSON = 'json',
}

/**
 * The flags of the controller. What is left out stays the controller's own default.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export interface ControllerSettings {
  /**
   * How much it logs.
   *
   * @default ControllerLogLevel.INFO
   */
  readonly logLevel?: ControllerLogLevel;

  /**
   * How it writes a line of its log.
   *
   * @default ControllerLogFormat.TEXT
   */
  readonly logFormat?: ControllerLogFormat;

  /**
   * How much its Kubernetes client logs, from 0 to 10. From 8 on requests are logged with their content.
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
   * How many pods get their ephemeral metadata at the same time. Since 1.9; an error for an older version.
   *
   * @default 10
   */
  readonly ephemeralMetadataThreads?: number;

  /**
   * How many requests a second it sends to the API server.
   *
   * @default 40
   */
  readonly qps?: number;

  /**
   * How many requests it sends at once before `qps` holds it back.
   *
   * @default 80
   */
  readonly burst?: number;

  /**
   * After what time it looks at every rollout again, in whole seconds.
   *
   * @default Duration.minutes(15)
   */
  readonly resync?: Duration;

  /**
   * How long a controller that waits gives the working one to renew its lease, before it takes its place. One that ends does not give its lease
   * back, so this is waited for every time. At least a second, and longer than
   * `leaderElectionRenewDeadline`: with another one the controller does not start, so it is an error, and so is any of the three without leader election.
   *
   * @default Duration.seconds(15)
   * @see https://kubernetes.io/docs/concepts/architecture/leases/#leader-election
   */
  readonly leaderElectionLeaseDuration?: Duration;

  /**
   * How long the working controller tries to renew its lease before it stops. Longer than 1.2 times `leaderElectionRetryPeriod`.
   *
   * @default Duration.seconds(10)
   */
  readonly leaderElectionRenewDeadline?: Duration;

  /**
   * After what time a controller tries again to get the lease, or to renew it.
   *
   * @default Duration.seconds(2)
   */
  readonly leaderElectionRetryPeriod?: Duration;

  /**
   * The ingress classes of nginx: of Ingresses with one of them the controller notices changes at once. It writes weights whatever the class.
   * One class each: a name with a comma is an error.
   *
   * @default ['nginx']
   */
  readonly nginxIngressClasses?: string[];

  /**
   * The ingress classes of the AWS load balancer controller: of Ingresses with one of them the controller notices changes at once. It writes
   * weights whatever the class. One class each: a name with a comma is an error.
   *
   * @default ['alb']
   */
  readonly albIngressClasses?: string[];

  /**
   * The version of `networking.istio.io` in which it reads and writes virtual services, such as `v1`.
   *
   * @default v1alpha3
   */
  readonly istioApiVersion?: string;

  /**
   * The group and version of the Mappings of Ambassador: `getambassador.io/v3alpha1` for those that `AmbassadorTrafficRouting` makes. With the default
   * Ambassador translates them, as long as it has the old version.
   *
   * @default getambassador.io/v2
   */
  readonly ambassadorApiVersion?: string;

  /**
   * The version of `split.smi-spec.io` of the TrafficSplits that it makes, such as `v1alpha2`.
   *
   * @default v1alpha1
   */
  readonly trafficSplitApiVersion?: string;

  /**
   * The group and version of TraefikServices. Traefik 3 needs `traefik.io/v1alpha1`.
   *
   * @default - `traefik.io/v1alpha1` since 1.10, `traefik.containo.us/v1alpha1` before
   */
  readonly traefikApiVersion?: string;

  /**
   * Verify that an AWS load balancer has the targets and weights that it was given before a rollout goes on. The controller needs AWS credentials
   * for it, such as those that `serviceAccountAnnotations` lead to.
   *
   * @default false
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/
   */
  readonly awsVerifyTargetGroup?: boolean;

  /**
   * The group and version of TargetGroupBindings: `eks.amazonaws.com/v1` for EKS Auto Mode. Since 1.9; an error for an older version.
   *
   * @default elbv2.k8s.aws/v1beta1
   */
  readonly awsTargetGroupBindingApiVersion?: string;

  /**
   * Let every namespace bring a notification configuration of its own.
   *
   * @default false
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
   */
  readonly selfServiceNotifications?: boolean;

  /**
   * Further arguments of the controller, such as `--ingress-api-version=networking.k8s.io/v1`. An error is a flag that has a property here,
   * a comma list for a flag that is repeated instead, and a flag that the version does not have.
   *
   * @default - none
   */
  readonly extraArgs?: string[];
}
