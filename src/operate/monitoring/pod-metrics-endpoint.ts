import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { goDuration } from '../../synth/go-duration';
import { MonitorRelabeling } from './relabeling';

/**
 * TLS options to scrape pods over HTTPS: how Prometheus verifies the pod, and how it authenticates. All Secrets are in the namespace of the monitor.
 */
export interface MonitorTls {
  /**
   * The certificates of trusted authorities, in PEM format.
   *
   * @default - those that Prometheus trusts
   */
  readonly ca?: kplus.SecretValue;

  /**
   * The client certificate of Prometheus, in PEM format. Needs `key`.
   *
   * @default - none
   */
  readonly cert?: kplus.SecretValue;

  /**
   * The private key of `cert`, in PEM format.
   *
   * @default - none
   */
  readonly key?: kplus.SecretValue;

  /**
   * The name that the certificate of a pod must contain. Prometheus uses the IP address of a pod, and certificates usually do not contain it.
   *
   * @default - the address of the pod
   */
  readonly serverName?: string;

  /**
   * Do not verify the certificate.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * The user name and password of Prometheus for scraping. The Secrets are in the namespace of the monitor.
 */
export interface MonitorBasicAuth {
  /**
   * The user name.
   */
  readonly username: kplus.SecretValue;

  /**
   * The password.
   */
  readonly password: kplus.SecretValue;
}

/**
 * A port of pods that is scraped, and how it is scraped.
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
   * The time between two scrapes. A metric of an analysis needs several scrapes within its window.
   *
   * @default - the default of Prometheus
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take. It must not be longer than `interval`.
   *
   * @default - the default of Prometheus
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Scrape over HTTPS. `{}` trusts the same authorities as Prometheus.
   *
   * @default - HTTP
   */
  readonly tls?: MonitorTls;

  /**
   * The bearer token for scraping. Not together with `basicAuth`.
   *
   * @default - none
   */
  readonly bearerToken?: kplus.SecretValue;

  /**
   * The user name and password for scraping. Not together with `bearerToken`.
   *
   * @default - none
   */
  readonly basicAuth?: MonitorBasicAuth;

  /**
   * Keep labels of the metrics that Prometheus also sets, such as `pod`. With `false` Prometheus sets its own values, and the labels of the metrics
   * are renamed, such as `exported_pod`.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * Changes of the labels of a pod before it is scraped. They can add labels, or exclude pods.
   *
   * @default - no changes
   */
  readonly relabelings?: MonitorRelabeling[];

  /**
   * Changes of each series before it is stored. They can change labels, or drop metrics. Do not remove the label `rollouts_pod_template_hash`,
   * because analyses need it.
   *
   * @default - no changes
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
