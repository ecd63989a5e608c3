import { Chart, Duration } from 'cdk8s';
import {
  AnalysisArgument, BlueGreenRollout, CanaryRollout, CanaryStep, IstioTrafficRouting, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric,
  PrometheusSource, Threshold,
} from '../../src';

const BASE = {
  metadata: { name: 'sample-api' },
  containers: [{ image: 'registry.example/sample-api:1', portNumber: 8000 }],
  servicePorts: [{ port: 80, targetPort: 8000 }],
};

type Router = 'nginx' | 'istio';

/** A use of a template, and where the rollout's manifest has it. */
export interface Place {
  readonly path: string;
  readonly count: string;
  build(chart: Chart, health: PrometheusAnalysis): void;
}

function canaryPlaces(router?: Router): Place[] {
  const routed = (chart: Chart, rollout: CanaryRollout) => {
    if (router) {
      new { nginx: NginxTrafficRouting, istio: IstioTrafficRouting }[router](chart, 'Traffic', { rollout });
    }
  };
  return [
    {
      path: 'canary.analysis',
      count: '0',
      build: (chart, health) => routed(chart, new CanaryRollout(chart, 'Api', { ...BASE, analysis: { templates: [health] } })),
    },
    {
      path: 'canary.steps.0.analysis',
      count: '5',
      build: (chart, health) => routed(chart, new CanaryRollout(chart, 'Api', { ...BASE, steps: [CanaryStep.analysis({ templates: [health] })] })),
    },
  ];
}

function promotionPlaces(gate: 'prePromotionAnalysis' | 'postPromotionAnalysis'): Place[] {
  return [{
    path: `blueGreen.${gate}`,
    count: '5',
    build: (chart, health) => new BlueGreenRollout(chart, 'Api', { ...BASE, [gate]: { templates: [health] } }),
  }];
}

/** The columns of the table. The router of a source is its own one; sources without one work with any. */
export const COLUMNS: Record<string, (own?: Router) => Place[]> = {
  'canary with its router': (own) => canaryPlaces(own ?? 'nginx'),
  'canary with another router': (own) => canaryPlaces(own === 'istio' ? 'nginx' : 'istio'),
  'canary without a router': () => canaryPlaces(),
  'before promotion': () => promotionPlaces('prePromotionAnalysis'),
  'after promotion': () => promotionPlaces('postPromotionAnalysis'),
};

/** What the documentation says, and the label matchers that make it true or the error that does. */
export interface Cell {
  readonly says: string;
  readonly matchers?: string;
  readonly error?: string;
}

export interface Row {
  readonly router?: Router;
  readonly metrics: PrometheusMetric[];
  /** The queries of the metrics, with `MATCHERS` for what differs from cell to cell. */
  readonly queries: string[];
  /** In the order of the columns. */
  readonly cells: Cell[];
}

function requestMetrics(source: PrometheusSource) {
  return [
    PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(0.95) }),
    PrometheusMetric.errorRate({ source, healthy: Threshold.atMost(0.05) }),
    PrometheusMetric.latency({ source, atMost: Duration.millis(500) }),
  ];
}

function requestQueries(requests: string, status: string, durations: string) {
  return [
    `(sum(rate(${requests}{MATCHERS,${status}!~"5.."}[2m])) or vector(0)) / sum(rate(${requests}{MATCHERS}[2m]))`,
    `(sum(rate(${requests}{MATCHERS,${status}=~"5.."}[2m])) or vector(0)) / sum(rate(${requests}{MATCHERS}[2m]))`,
    `histogram_quantile(0.99, sum by (le) (rate(${durations}_bucket{MATCHERS}[2m])))`,
  ];
}

const ALTERNATIVE = "Give it one, or measure the application's own metrics with PrometheusSource.application and a RolloutPodMonitor";
const NGINX_ERROR = `PrometheusSource.ingressNginx cannot tell the new version's requests apart: the canary has no NginxTrafficRouting. ${ALTERNATIVE}`;
const ISTIO_ERROR = `PrometheusSource.istio cannot tell the new version's requests apart: the canary has no IstioTrafficRouting to a Service of each version. ${ALTERNATIVE}`;
const NO_NGINX = { says: 'error: use `application`', error: NGINX_ERROR };
const NO_ISTIO = { says: 'error: use `application`', error: ISTIO_ERROR };

const BY_HASH = { says: 'the pod-template hash', matchers: 'namespace="sample-app",rollouts_pod_template_hash="abc123"' };
const BY_POD = { says: 'the names of the pods', matchers: 'namespace="sample-app",pod=~"sample-api-abc123-.+"' };
const BY_QUERY = { says: 'what you write', matchers: 'namespace="sample-app",rollouts_pod_template_hash="abc123"' };

const namespace = AnalysisArgument.rolloutNamespace();
const hash = AnalysisArgument.latestPodTemplateHash();

/** The rows of the table. */
export const ROWS: Record<string, Row> = {
  'requests: `ingressNginx`': {
    router: 'nginx',
    metrics: requestMetrics(PrometheusSource.ingressNginx()),
    queries: requestQueries('nginx_ingress_controller_requests', 'status', 'nginx_ingress_controller_request_duration_seconds'),
    cells: [
      {
        says: 'the label `canary`',
        matchers: 'namespace="sample-app",service="sample-api-stable",canary=~".+-sample-api-canary-.+"',
      },
      NO_NGINX,
      NO_NGINX,
      { says: 'the preview Service', matchers: 'namespace="sample-app",service="sample-api-preview",canary=~""' },
      { says: 'the active Service', matchers: 'namespace="sample-app",service="sample-api-active",canary=~""' },
    ],
  },
  'requests: `istio`': {
    router: 'istio',
    metrics: requestMetrics(PrometheusSource.istio()),
    queries: requestQueries('istio_requests_total', 'response_code', 'istio_request_duration_milliseconds'),
    cells: [
      {
        says: 'the canary Service',
        matchers: 'reporter="source",destination_service_namespace="sample-app",destination_service_name="sample-api-canary"',
      },
      NO_ISTIO,
      NO_ISTIO,
      {
        says: 'the preview Service',
        matchers: 'reporter="source",destination_service_namespace="sample-app",destination_service_name="sample-api-preview"',
      },
      {
        says: 'the active Service',
        matchers: 'reporter="source",destination_service_namespace="sample-app",destination_service_name="sample-api-active"',
      },
    ],
  },
  'requests and counters: `application`': {
    metrics: [
      ...requestMetrics(PrometheusSource.application()),
      PrometheusMetric.count({ counter: 'orders_failed_total', healthy: Threshold.atMost(10) }),
    ],
    queries: [
      ...requestQueries('http_requests_total', 'status', 'http_request_duration_seconds'),
      'sum(increase(orders_failed_total{MATCHERS}[2m])) or 0 * sum(up{MATCHERS} == 1)',
    ],
    cells: [BY_HASH, BY_HASH, BY_HASH, BY_HASH, BY_HASH],
  },
  'pods: `cpu`, `restarts`': {
    metrics: [
      PrometheusMetric.cpu({ healthy: Threshold.atMost(0.8), container: 'main' }),
      PrometheusMetric.restarts({ healthy: Threshold.atMost(0) }),
    ],
    queries: [
      'max(sum by (pod) (rate(container_cpu_usage_seconds_total{MATCHERS,container="main"}[2m]))'
        + ' / on (pod) sum by (pod) (kube_pod_container_resource_limits{MATCHERS,container="main",resource="cpu"}))',
      'sum(increase(kube_pod_container_status_restarts_total{MATCHERS}[2m]))',
    ],
    cells: [BY_POD, BY_POD, BY_POD, BY_POD, BY_POD],
  },
  'anything: `query`': {
    metrics: [PrometheusMetric.query({
      name: 'failed-orders',
      query: `sum(increase(orders_failed_total{namespace="${namespace}",rollouts_pod_template_hash="${hash}"}[5m]))`,
      arguments: [namespace, hash],
      healthy: Threshold.atMost(10),
    })],
    queries: ['sum(increase(orders_failed_total{MATCHERS}[5m]))'],
    cells: [BY_QUERY, BY_QUERY, BY_QUERY, BY_QUERY, BY_QUERY],
  },
};
