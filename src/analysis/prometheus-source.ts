import { checked } from '../api/checked';
import { AnalysisUse } from './analysis-use';
import { AnalysisArgument } from './argument';

/**
 * Options of `PrometheusSource.ingressNginx`.
 */
export interface IngressNginxSourceOptions {
  /**
   * The label that contains the namespace of the Ingress. It is `exported_namespace` if the Prometheus operator scrapes ingress-nginx without
   * `honorLabels`.
   *
   * @default 'namespace'
   */
  readonly namespaceLabel?: string;

  /**
   * The label that contains the Service of the Ingress. Without `honorLabels` it is `exported_service`.
   *
   * @default 'service'
   */
  readonly serviceLabel?: string;
}

/**
 * Options of `PrometheusSource.application`.
 */
export interface ApplicationSourceOptions {
  /**
   * The name of the counter of requests.
   *
   * @default 'http_requests_total'
   */
  readonly requestCounter?: string;

  /**
   * The name of the histogram of request durations in seconds, without `_bucket`.
   *
   * @default 'http_request_duration_seconds'
   */
  readonly durationHistogram?: string;

  /**
   * The label that contains the HTTP status code.
   *
   * @default 'status'
   */
  readonly statusLabel?: string;

  /**
   * The label that contains the pod-template hash. A `RolloutPodMonitor` adds it.
   *
   * @default 'rollouts_pod_template_hash'
   */
  readonly hashLabel?: string;

  /**
   * The label that contains the namespace of the pods.
   *
   * @default 'namespace'
   */
  readonly namespaceLabel?: string;
}

/** How the requests to the new version are found. */
export interface RequestSeries {
  /** The router that counted them; none where the pods did. */
  readonly router?: 'nginx' | 'istio';
  readonly requests: string;
  readonly durationBuckets: string;
  /** How many of the histogram's units make a second. */
  readonly unitsPerSecond: number;
  readonly statusLabel: string;
  /** The label with the namespace of what counted them. */
  readonly namespaceLabel: string;
  /** The label that tells all versions apart, where there is one. */
  readonly hashLabel?: string;
  /** The label with the Service that requests went to, where a router counted them. */
  readonly serviceLabel?: string;
  /** A matcher that leaves each request once, where it is counted more often. */
  readonly countedOnce?: string;
  /** Label matchers that leave only requests to the new version. */
  readonly matchers: string;
  readonly arguments: AnalysisArgument[];
  /** Label matchers that leave only requests to the stable version at the same time. */
  readonly stable: { readonly matchers: string; readonly arguments: AnalysisArgument[] };
  /** Counted by Service, which after promotion still shows the old version's requests for one window. */
  readonly byService: boolean;
  /** One series for each of the new version's pods that are scraped, where that can be told. */
  readonly scraped?: string;
}

const NAMESPACE = AnalysisArgument.rolloutNamespace();

/**
 * The source of request metrics. It defines which metrics count the requests, and how the requests of the new version are selected.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 * @example
 * PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.99) });
 */
@checked
export class PrometheusSource {
  /**
   * The requests that ingress-nginx counts. For a canary it selects the new version by the label `canary`, which needs `NginxTrafficRouting`. For
   * blue-green it selects by the Service, which needs an Ingress to this Service.
   */
  public static ingressNginx(options: IngressNginxSourceOptions = {}): PrometheusSource {
    const service = AnalysisArgument._byUse('nginx-service', 'the service that ingress-nginx counts under', nginxService, { asksForService: true });
    const canary = AnalysisArgument._byUse('nginx-canary', 'the canary that ingress-nginx counts under', nginxCanary, { asksForService: true });
    const { namespaceLabel = 'namespace', serviceLabel = 'service' } = options;
    const stable = stableService('nginx');
    return new PrometheusSource({
      router: 'nginx',
      requests: 'nginx_ingress_controller_requests',
      durationBuckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
      unitsPerSecond: 1,
      statusLabel: 'status',
      namespaceLabel,
      serviceLabel,
      matchers: `${namespaceLabel}="${NAMESPACE}",${serviceLabel}="${service}",canary=~"${canary}"`,
      arguments: [NAMESPACE, service, canary],
      stable: { matchers: `${namespaceLabel}="${NAMESPACE}",${serviceLabel}="${stable}",canary=""`, arguments: [NAMESPACE, stable] },
      byService: true,
    });
  }

  /**
   * The requests that Istio counts on the side of the sender: in clients of the mesh and in gateways. It selects the new version by its Service. For
   * a canary this needs `IstioTrafficRouting`. Subsets of a DestinationRule share one Service, so this source cannot separate them: use `application`
   * then.
   */
  public static istio(): PrometheusSource {
    const service = AnalysisArgument._byUse('istio-service', 'the service that Istio counts under', istioService, { asksForService: true });
    const [serviceLabel, countedOnce] = ['destination_service_name', 'reporter="source"'];
    const matchersOf = (name: AnalysisArgument) => `${countedOnce},destination_service_namespace="${NAMESPACE}",${serviceLabel}="${name}"`;
    const stable = stableService('istio');
    return new PrometheusSource({
      router: 'istio',
      requests: 'istio_requests_total',
      durationBuckets: 'istio_request_duration_milliseconds_bucket',
      unitsPerSecond: 1000,
      statusLabel: 'response_code',
      namespaceLabel: 'destination_service_namespace',
      serviceLabel,
      countedOnce,
      matchers: matchersOf(service),
      arguments: [NAMESPACE, service],
      stable: { matchers: matchersOf(stable), arguments: [NAMESPACE, stable] },
      byService: true,
    });
  }

  /**
   * The requests that the application counts itself. It selects the new version by the pod-template hash. It works wherever an analysis can be used.
   * It needs a `RolloutPodMonitor`, which adds the hash to the metrics. Without the hash such an analysis gets no data.
   *
   * @example
   * new RolloutPodMonitor(chart, 'PodMonitor', { rollout: api, port: 'http' });
   * PrometheusMetric.successRate({
   *   source: PrometheusSource.application({ requestCounter: 'shop_requests_total', statusLabel: 'code' }),
   *   healthy: Threshold.atLeast(0.99),
   * });
   */
  public static application(options: ApplicationSourceOptions = {}): PrometheusSource {
    const hash = AnalysisArgument.latestPodTemplateHash();
    const { namespaceLabel = 'namespace', hashLabel = 'rollouts_pod_template_hash' } = options;
    const ofNewVersion = `${hashLabel}="${hash}"`;
    const stable = AnalysisArgument.stablePodTemplateHash();
    return new PrometheusSource({
      requests: options.requestCounter ?? 'http_requests_total',
      durationBuckets: `${options.durationHistogram ?? 'http_request_duration_seconds'}_bucket`,
      unitsPerSecond: 1,
      statusLabel: options.statusLabel ?? 'status',
      namespaceLabel,
      hashLabel,
      matchers: `${namespaceLabel}="${NAMESPACE}",${ofNewVersion}`,
      arguments: [NAMESPACE, hash],
      stable: { matchers: `${namespaceLabel}="${NAMESPACE}",${hashLabel}="${stable}"`, arguments: [NAMESPACE, stable] },
      byService: false,
      scraped: `up{namespace="${NAMESPACE}",${ofNewVersion}} == 1`,
    });
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _series: RequestSeries,
  ) {}
}

/** ingress-nginx counts the canary's requests under the Service that they would have gone to. */
function nginxService(use: AnalysisUse): string {
  if (use.place === 'experiment') {
    throw new Error('PrometheusSource.ingressNginx cannot tell the requests to pods of an experiment apart: ingress-nginx sends them none. '
      + 'Measure the application\'s own metrics with PrometheusSource.application');
  }
  return inCanary(use) ? routed(use, 'nginx').primary().name : use.measured().name;
}

/** The label is `<namespace>-<canary Service>-<port>`, and absent from requests to anything but a canary. */
function nginxCanary(use: AnalysisUse): string {
  return inCanary(use) ? `.+-${routed(use, 'nginx').measured().name}-.+` : '';
}

/** The Service whose requests went to the stable version while the canary had its own. */
function stableService(router: 'nginx' | 'istio'): AnalysisArgument {
  return AnalysisArgument._byUse(`${router}-stable-service`, `the service of the stable version that ${router} counts under`, (use) => {
    if (!inCanary(use)) {
      throw new Error('a metric compares with the stable version, which has requests of its own at the same time in the steps and the background of a canary alone, '
        + `got it ${use.place}: give it a fixed threshold there`);
    }
    return routed(use, router).primary().name;
  }, { asksForService: true });
}

function istioService(use: AnalysisUse): string {
  return (inCanary(use) ? routed(use, 'istio') : use).measured().name;
}

function inCanary({ place }: AnalysisUse): boolean {
  return place === 'background' || place === 'step';
}

function routed(use: AnalysisUse, router: 'nginx' | 'istio'): AnalysisUse {
  if (!use.routers.includes(router)) {
    const [name, construct] = router === 'nginx' ? ['ingressNginx', 'NginxTrafficRouting'] : ['istio', 'IstioTrafficRouting to a Service of each version'];
    throw new Error(`PrometheusSource.${name} cannot tell the new version's requests apart: the canary has no ${construct}. `
      + 'Give it one, or measure the application\'s own metrics with PrometheusSource.application and a RolloutPodMonitor');
  }
  return use;
}
