import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { goDuration } from '../../synth/go-duration';
import { MonitorRelabeling } from './relabeling';

/**
 * How Prometheus knows that it scrapes the right pod by HTTPS, and proves who it is. All Secrets are in the namespace of the monitor.
 */
export interface MonitorTls {
  /**
   * The certificates of the authorities that are trusted, in PEM.
   *
   * @default - those that Prometheus trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * The certificate that Prometheus shows, in PEM. Needs `key`.
   *
   * @default - none
   */
  readonly cert?: kplus.SecretValue;

  /**
   * The private key of `cert`, in PEM.
   *
   * @default - none
   */
  readonly key?: kplus.SecretValue;

  /**
   * The name that the certificate of a pod must be for. Prometheus asks by the address of a pod, for which there is hardly ever a certificate.
   *
   * @default - the address of the pod
   */
  readonly serverName?: string;

  /**
   * Trust any certificate.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * The name and password that Prometheus scrapes with. The Secrets are in the namespace of the monitor.
 */
export interface MonitorBasicAuth {
  /**
   * The name.
   */
  readonly username: kplus.SecretValue;

  /**
   * The password.
   */
  readonly password: kplus.SecretValue;
}

/**
 * A port of pods that is scraped, and how.
 */
export interface PodMetricsEndpoint {
  /**
   * The name of the container port that serves the metrics, such as `http` or `metrics`.
   */
  readonly port: string;

  /**
   * The path of the metrics.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Parameters of the request, such as `{ 'match[]': ['{job="api"}'] }`.
   *
   * @default - none
   */
  readonly params?: Record<string, string[]>;

  /**
   * The time between two scrapes. A gate needs several of them within its window.
   *
   * @default - that of Prometheus
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take. Not longer than `interval`.
   *
   * @default - that of Prometheus
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Scrape by HTTPS. `{}` trusts the authorities that Prometheus trusts.
   *
   * @default - by HTTP
   */
  readonly tls?: MonitorTls;

  /**
   * The token that Prometheus scrapes with. Not together with `basicAuth`.
   *
   * @default - none
   */
  readonly bearerToken?: kplus.SecretValue;

  /**
   * The name and password that Prometheus scrapes with. Not together with `bearerToken`.
   *
   * @default - none
   */
  readonly basicAuth?: MonitorBasicAuth;

  /**
   * Keep labels of the metrics that Prometheus has as well, such as `pod`. Without it, Prometheus' own win, and those of the metrics are called `exported_pod`.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * What is done with the labels of a pod before it is scraped: further labels, or pods that are left out.
   *
   * @default - nothing
   */
  readonly relabelings?: MonitorRelabeling[];

  /**
   * What is done with each series before it is stored: metrics that are left out, or labels.
   * Leave the label `rollouts_pod_template_hash`, which gates need.
   *
   * @default - nothing
   */
  readonly metricRelabelings?: MonitorRelabeling[];
}

/** Throws where the settings contradict each other. */
export function assertEndpoint({ port, interval, scrapeTimeout, tls, bearerToken, basicAuth }: PodMetricsEndpoint, path: string) {
  const fail = (problem: string) => {
    throw new Error(`[${path}] ${problem}`);
  };
  if (bearerToken && basicAuth) {
    fail(`port "${port}" is scraped with one proof of who asks, got both "bearerToken" and "basicAuth"`);
  }
  if (tls && (tls.cert === undefined) !== (tls.key === undefined)) {
    fail(`"tls" of port "${port}" needs "cert" and "key" together, got only "${tls.cert ? 'cert' : 'key'}"`);
  }
  if (interval && scrapeTimeout && scrapeTimeout.toMilliseconds() > interval.toMilliseconds()) {
    fail(`"scrapeTimeout" of port "${port}" must not be longer than "interval", got ${goDuration(scrapeTimeout)} and ${goDuration(interval)}`);
  }
}

/** The Secrets that a scrape needs. */
export function secretsOf({ tls = {}, bearerToken, basicAuth }: PodMetricsEndpoint): kplus.ISecret[] {
  return [tls.ca, tls.cert, tls.key, bearerToken, basicAuth?.username, basicAuth?.password].flatMap((value) => value ? [value.secret] : []);
}

export function endpointToKube({ tls, bearerToken, basicAuth, ...endpoint }: PodMetricsEndpoint) {
  const { port, path, params, interval, scrapeTimeout, honorLabels, relabelings, metricRelabelings } = endpoint;
  return {
    port,
    path,
    params,
    interval: goDuration(interval),
    scrapeTimeout: goDuration(scrapeTimeout),
    ...tls && { scheme: 'https', tlsConfig: tlsToKube(tls) },
    ...bearerToken && { authorization: { credentials: keyOf(bearerToken) } },
    ...basicAuth && { basicAuth: { username: keyOf(basicAuth.username), password: keyOf(basicAuth.password) } },
    honorLabels,
    relabelings,
    metricRelabelings,
  };
}

function tlsToKube({ ca, cert, key, serverName, insecureSkipVerify }: MonitorTls) {
  return {
    ca: ca && { secret: keyOf(ca) },
    cert: cert && { secret: keyOf(cert) },
    keySecret: key && keyOf(key),
    serverName,
    insecureSkipVerify,
  };
}

function keyOf({ secret, key }: kplus.SecretValue) {
  return { name: secret.name, key };
}
