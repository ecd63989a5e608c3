import { Duration } from 'cdk8s';

/**
 * Who can reach an AWS load balancer.
 */
export enum AlbScheme {
  /** Clients in the same network. */
  INTERNAL = 'internal',
  /** Everybody. */
  INTERNET_FACING = 'internet-facing',
}

/**
 * To what an AWS load balancer sends requests.
 */
export enum AlbTargetType {
  /** To the pods. The network of the cluster has to give pods addresses of the VPC, as that of EKS does. */
  IP = 'ip',
  /** To the nodes: the rollout needs the option `services` with the type `NODE_PORT`. */
  INSTANCE = 'instance',
}

/**
 * How an AWS load balancer finds out which targets can serve. The same for both versions.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#health-check
 */
export interface AlbHealthCheck {
  /**
   * The path that is asked for.
   *
   * @default - `/`, or `/AWS.ALB/healthcheck` for gRPC
   */
  readonly path?: string;

  /**
   * The port of the target.
   *
   * @default - the port that requests are sent to
   */
  readonly port?: number;

  /**
   * The protocol, `HTTP` or `HTTPS`.
   *
   * @default 'HTTP'
   */
  readonly protocol?: string;

  /**
   * How often it asks, in whole seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How long it waits for an answer, in whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * After how many good answers a target gets requests.
   *
   * @default 2
   */
  readonly healthyThreshold?: number;

  /**
   * After how many bad answers it gets none.
   *
   * @default 2
   */
  readonly unhealthyThreshold?: number;

  /**
   * Which status codes are good answers, such as `200,204` or `200-299`.
   *
   * @default - `200`, or `12` for gRPC
   */
  readonly successCodes?: string;
}

/**
 * What an Ingress says about its AWS load balancer. Whatever is not here can be said with the annotations of `metadata`.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export interface AlbIngressOptions {
  /**
   * Who can reach the load balancer.
   *
   * @default AlbScheme.INTERNAL
   */
  readonly scheme?: AlbScheme;

  /**
   * To what it sends requests.
   *
   * @default AlbTargetType.IP
   */
  readonly targetType?: AlbTargetType;

  /**
   * The group of Ingresses that share one load balancer.
   *
   * @default - a load balancer for this Ingress alone
   */
  readonly groupName?: string;

  /**
   * The certificates, by their ARNs in AWS Certificate Manager. The first one is the default.
   *
   * @default - those that AWS Certificate Manager has for the hosts, if it listens for HTTPS
   */
  readonly certificateArns?: string[];

  /**
   * The ports on which it listens for HTTP.
   *
   * @default - 80, unless there are certificates or `httpsPorts`
   */
  readonly httpPorts?: number[];

  /**
   * The ports on which it listens for HTTPS.
   *
   * @default - 443, if there are certificates
   */
  readonly httpsPorts?: number[];

  /**
   * Answers requests for HTTP with the address for HTTPS. It listens on 80 and 443 then, unless `httpPorts` and `httpsPorts` say otherwise.
   *
   * @default false
   */
  readonly redirectToHttps?: boolean;

  /**
   * How it finds out which targets can serve.
   *
   * @default - it asks for `/` every 15 seconds
   */
  readonly healthCheck?: AlbHealthCheck;
}

/** The options that describe an Ingress, which one that exists says itself. */
export const ALB_INGRESS_OPTIONS: readonly (keyof AlbIngressOptions)[] = [
  'scheme', 'targetType', 'groupName', 'certificateArns', 'httpPorts', 'httpsPorts', 'redirectToHttps', 'healthCheck',
];

/** The annotations for these options. */
export function albAnnotations(prefix: string, options: AlbIngressOptions): Record<string, string> {
  const { scheme, targetType = AlbTargetType.IP, groupName, certificateArns, healthCheck = {} } = options;
  const values: Record<string, string | number | undefined> = {
    'scheme': scheme,
    'target-type': targetType,
    'group.name': groupName,
    'certificate-arn': certificateArns?.join(','),
    ...listening(options),
    'healthcheck-path': healthCheck.path,
    'healthcheck-port': healthCheck.port,
    'healthcheck-protocol': healthCheck.protocol,
    'healthcheck-interval-seconds': healthCheck.interval?.toSeconds(),
    'healthcheck-timeout-seconds': healthCheck.timeout?.toSeconds(),
    'healthy-threshold-count': healthCheck.healthyThreshold,
    'unhealthy-threshold-count': healthCheck.unhealthyThreshold,
    'success-codes': healthCheck.successCodes,
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : [[`${prefix}/${name}`, String(value)]]));
}

function listening({ httpPorts, httpsPorts, redirectToHttps }: AlbIngressOptions): Record<string, string | undefined> {
  const http = httpPorts ?? (redirectToHttps ? [80] : []);
  const https = httpsPorts ?? (redirectToHttps ? [443] : []);
  const ports = [...http.map((port) => ({ HTTP: port })), ...https.map((port) => ({ HTTPS: port }))];
  if (redirectToHttps && https.length === 0) {
    throw new Error('"redirectToHttps" leads to a port for HTTPS, got none in "httpsPorts": add one, or leave it out');
  }
  return {
    'listen-ports': ports.length > 0 ? JSON.stringify(ports) : undefined,
    'ssl-redirect': redirectToHttps ? String(https[0]) : undefined,
  };
}
