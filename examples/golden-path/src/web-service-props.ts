import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

/**
 * How a new version replaces the old one.
 */
export enum ReleaseStrategy {
  /** Requests move to it step by step. */
  CANARY = 'canary',
  /** All requests move to it at once, and back at once. For what cannot run in two versions for long. */
  BLUE_GREEN = 'blue-green',
}

/**
 * What brings requests to a service, and counts them.
 */
export enum Router {
  /** The public gateway of the mesh. */
  ISTIO = 'istio',
  /** ingress-nginx, where a service is not in the mesh yet. */
  NGINX = 'nginx',
}

/**
 * Options of a `WebService`.
 */
export interface WebServiceProps {
  /**
   * The name of the service and of all that belongs to it, at most 46 characters. It cannot change later.
   */
  readonly name: string;

  /**
   * The image with its tag or digest. A `latest` is refused.
   */
  readonly image: string;

  /**
   * The team that is called when something is wrong: a label of all objects and alerts.
   */
  readonly team: string;

  /**
   * The host by which users reach it.
   */
  readonly host: string;

  /**
   * The port that it listens on.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * The path that answers with 200 when a pod can take requests.
   *
   * @default '/health/ready'
   */
  readonly healthPath?: string;

  /**
   * What a pod needs of a CPU. It may take more where there is more.
   *
   * @default kplus.Cpu.millis(100)
   */
  readonly cpu?: kplus.Cpu;

  /**
   * What a pod needs of memory, and gets at most.
   *
   * @default Size.mebibytes(256)
   */
  readonly memory?: Size;

  /**
   * The number of pods, or the fewest where `maxReplicas` is given.
   *
   * @default 3
   */
  readonly replicas?: number;

  /**
   * The most pods that an autoscaler may start, at 70 % of their CPU.
   *
   * @default - no autoscaler
   */
  readonly maxReplicas?: number;

  /**
   * How a new version replaces the old one.
   *
   * @default ReleaseStrategy.CANARY
   */
  readonly strategy?: ReleaseStrategy;

  /**
   * What brings requests.
   *
   * @default Router.ISTIO
   */
  readonly router?: Router;

  /**
   * Whether a version that is measured to be healthy goes on by itself. Otherwise someone promotes it: a canary at 5 %, and blue-green before the switch.
   *
   * @default true
   */
  readonly autoPromotion?: boolean;

  /**
   * The share of requests, from 0 to 1, that must not end in a server error. Below it the old version comes back.
   *
   * @default 0.99
   */
  readonly successRate?: number;

  /**
   * The time within which 99 of 100 requests must be answered. Beyond it the old version comes back.
   *
   * @default Duration.millis(500)
   */
  readonly latency?: Duration;

  /**
   * The channel of Slack that hears of its releases.
   *
   * @default - `<team>-releases`
   */
  readonly slackChannel?: string;
}

/** The defaults that are documented above, each in one place. */
export function withDefaults(props: WebServiceProps) {
  return {
    ...props,
    port: props.port ?? 8080,
    healthPath: props.healthPath ?? '/health/ready',
    cpu: props.cpu ?? kplus.Cpu.millis(100),
    memory: props.memory ?? Size.mebibytes(256),
    replicas: props.replicas ?? 3,
    strategy: props.strategy ?? ReleaseStrategy.CANARY,
    router: props.router ?? Router.ISTIO,
    autoPromotion: props.autoPromotion ?? true,
    successRate: props.successRate ?? 0.99,
    latency: props.latency ?? Duration.millis(500),
    slackChannel: props.slackChannel ?? `${props.team}-releases`,
  };
}
