import { Behaviour } from './behaviours';

const BUCKETS = [0.1, 0.25, 0.5, 1, 2.5];

/** Metrics of a pod that has been asked steadily since it started. */
export function applicationMetrics(behaviour: Behaviour, startedAt: number): string {
  const asked = Math.floor(behaviour.requests * (Date.now() - startedAt) / 1000);
  const failed = Math.floor(asked * behaviour.errors);
  return lines([
    ['http_requests_total', { status: '200' }, asked - failed],
    ['http_requests_total', { status: '500' }, failed],
    ['app_errors_total', {}, failed],
    ...histogram('http_request_duration_seconds', {}, asked, behaviour.latency),
  ]);
}

export type Sample = readonly [name: string, labels: Record<string, string>, value: number];

export function histogram(name: string, labels: Record<string, string>, count: number, each: number, buckets = BUCKETS): Sample[] {
  return [
    ...buckets.map((le): Sample => [`${name}_bucket`, { ...labels, le: String(le) }, each <= le ? count : 0]),
    [`${name}_bucket`, { ...labels, le: '+Inf' }, count],
    [`${name}_sum`, labels, count * each],
    [`${name}_count`, labels, count],
  ];
}

/** Prometheus' text format. */
export function lines(samples: readonly Sample[]): string {
  return samples.map(([name, labels, value]) => {
    const text = Object.entries(labels).map(([label, content]) => `${label}="${content}"`).join(',');
    return `${name}{${text}} ${value}\n`;
  }).join('');
}
