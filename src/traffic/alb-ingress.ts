import { Duration } from 'cdk8s';

/**
 * Who can reach an AWS load balancer.
 */
export enum AlbScheme {
  /** Only clients in the same network. */
  INTERNAL = 'internal',
  /** Everybody on the internet. */
  INTERNET_FACING = 'internet-facing',
}

/**
 * Where an AWS load balancer sends requests.
 */
export enum AlbTargetType {
  /** To the pods. The pods need IP addresses of the VPC, as in EKS. */
  IP = 'ip',
  /** To the nodes. The rollout needs the option `services` with the type `NODE_PORT`. */
  INSTANCE = 'instance',
}

/**
 * How an AWS load balancer checks the health of its targets. It applies to both versions.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#health-check
 */
export interface AlbHealthCheck {
  /**
   * The path of the health check.
   *
   * @default - `/`, or `/AWS.ALB/healthcheck` for gRPC
   */
  readonly path?: string;

  /**
   * The port of the target.
   *
   * @default - the port that receives the requests
   */
  readonly port?: number;

  /**
   * The protocol, `HTTP` or `HTTPS`.
   *
   * @default 'HTTP'
   */
  readonly protocol?: string;

  /**
   * The time between two checks, in whole seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How long a check waits for an answer, in whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * After this number of good answers in a row a target gets requests.
   *
   * @default 2
   */
  readonly healthyThreshold?: number;

  /**
   * After this number of bad answers in a row a target gets no requests.
   *
   * @default 2
   */
  readonly unhealthyThreshold?: number;

  /**
   * The status codes of good answers, such as `200,204` or `200-299`.
   *
   * @default - `200`, or `12` for gRPC
   */
  readonly successCodes?: string;
}

/**
 * Options for the AWS load balancer of an Ingress. For settings without an option here, use the annotations in `metadata`.
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
   * Where the load balancer sends requests.
   *
   * @default AlbTargetType.IP
   */
  readonly targetType?: AlbTargetType;

  /**
   * The name of a group of Ingresses that share one load balancer.
   *
   * @default - the Ingress has its own load balancer
   */
  readonly groupName?: string;

  /**
   * The ARNs of the certificates in AWS Certificate Manager. The first one is the default.
   *
   * @default - if there is an HTTPS port, the certificates of AWS Certificate Manager for the hosts
   */
  readonly certificateArns?: string[];

  /**
   * The HTTP ports of the load balancer.
   *
   * @default - 80, unless there are certificates or `httpsPorts`
   */
  readonly httpPorts?: number[];

  /**
   * The HTTPS ports of the load balancer.
   *
   * @default - 443, if there are certificates
   */
  readonly httpsPorts?: number[];

  /**
   * Redirect HTTP requests to HTTPS. The load balancer then uses the ports 80 and 443, unless you set `httpPorts` and `httpsPorts`.
   *
   * @default false
   */
  readonly redirectToHttps?: boolean;

  /**
   * How the load balancer checks the health of its targets.
   *
   * @default - a request for `/` every 15 seconds
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
