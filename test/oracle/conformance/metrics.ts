import { partsOf, Query, Selector, selectorsOf } from '../../../src/reading/promql/query';
import { readQuery } from '../../../src/reading/promql/read';
import { Check } from './check';
import { dashboards, Expressions } from './dashboards';
import { goldens, nameOf, objectsOf } from './goldens';
import { ask } from './oracle';
import { Series } from './series';
import { GO } from './tool';

/** What Prometheus itself puts on whatever it scrapes for the operator. */
const OF_A_TARGET = ['namespace', 'exported_namespace', 'job', 'pod', 'container', 'instance', 'rollouts_pod_template_hash'];

/** Metrics that the controller does not expose, and their labels. Nothing that is linked here knows them. */
const OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  // Prometheus
  up: [],
  // kube-state-metrics: docs/metrics of its repository
  kube_replicaset_created: ['replicaset'],
  kube_replicaset_owner: ['replicaset', 'owner_kind', 'owner_name'],
  kube_pod_owner: ['owner_kind', 'owner_name'],
  kube_pod_container_status_restarts_total: [],
  kube_pod_container_status_waiting_reason: ['reason'],
  kube_pod_container_resource_limits: ['resource'],
  // the kubelet, by cAdvisor
  container_memory_working_set_bytes: [],
  // ingress-nginx: the metrics of its socket collector
  nginx_ingress_controller_requests: ['ingress', 'canary', 'status'],
  nginx_ingress_controller_request_duration_seconds_bucket: ['ingress', 'canary', 'le'],
  // Istio: its standard metrics
  istio_requests_total: ['reporter', 'destination_service_name', 'destination_service_namespace', 'response_code'],
  istio_request_duration_milliseconds_bucket: ['reporter', 'destination_service_name', 'destination_service_namespace', 'le'],
  // the application: what PrometheusSource.application takes by default
  http_requests_total: ['status'],
  http_request_duration_seconds_bucket: ['le'],
};

/** A name that no metric has makes a panel that stays empty, and an alert that never fires. */
export const metricsExist: Check = {
  name: 'metrics',
  needs: [GO],
  run: () => {
    const exposed = ask<Series>('series');
    return [...dashboards(), ...goldens().flatMap(alertsOf)].map(({ name, expressions }) => ({
      name: `metrics, labels and phases in ${expressions.length} expressions of ${name}`,
      problems: [...new Set(expressions.flatMap((expr) => problemsOf(expr, exposed)))],
    }));
  },
};

function alertsOf(golden: string): Expressions[] {
  return objectsOf(golden).filter(({ kind }) => kind === 'PrometheusRule').map(({ metadata, spec }) => ({
    name: `${metadata.name} of ${nameOf(golden)}`,
    expressions: spec.groups.flatMap(({ rules }: any) => rules).map(({ expr }: any) => expr),
  }));
}

function problemsOf(expr: string, exposed: Series): string[] {
  const { query } = readQuery(expr);
  return query ? [...selectorsOf(query).flatMap((selector) => unknownIn(selector, exposed)), ...ungroupable(query, exposed)] : [`cannot be read: ${expr}`];
}

function unknownIn({ name = '', matchers }: Selector, exposed: Series): string[] {
  const labels = labelsOf(name, exposed);
  const phases = exposed[name]?.phase ?? [];
  return [
    ...labels === undefined ? [`there is no metric ${name}`] : [],
    ...matchers.filter(({ label }) => labels && !labels.includes(label)).map(({ label }) => `${name} has no label ${label}`),
    ...matchers.filter(({ label }) => label === 'phase').flatMap(({ value }) => value.split('|'))
      .filter((phase) => !phases.includes(phase)).map((phase) => `${name} has no phase ${phase}`),
  ];
}

/** Labels that are asked for where nothing has them: all series then fall into one. */
function ungroupable(query: Query, exposed: Series): string[] {
  const inside = partsOf(query).flatMap((part) => ungroupable(part, exposed));
  if (query.kind !== 'aggregation' || query.grouping === undefined) {
    return inside;
  }
  const present = [...selectorsOf(query).flatMap(({ name = '' }) => labelsOf(name, exposed) ?? []), ...madeIn(query)];
  return [...inside, ...query.grouping.labels.filter((label) => !present.includes(label)).map((label) => `nothing that is grouped by ${label} has such a label`)];
}

function labelsOf(name: string, exposed: Series): string[] | undefined {
  const own = exposed[name] ? Object.keys(exposed[name]) : OF_OTHERS[name];
  return own && [...own, ...OF_A_TARGET];
}

/** The labels that `label_replace` makes. */
function madeIn(query: Query): string[] {
  const made = query.kind === 'call' && query.name === 'label_replace' && query.args[1].kind === 'string' ? [query.args[1].value] : [];
  return [...made, ...partsOf(query).flatMap(madeIn)];
}
