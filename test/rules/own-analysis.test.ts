import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Duration, Testing } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { NoData, PrometheusAnalysis, PrometheusMetric, PrometheusSource, Threshold } from '../../src';
import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

function findings(manifests: Manifest[]): string[] {
  return lint(manifests.map((manifest) => ({ manifest, origin: undefined })))
    .filter(({ rule }) => /^(condition|promql)/.test(rule))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

function metricsOf(source: PrometheusSource, noData: NoData): PrometheusMetric[] {
  const healthy = Threshold.atLeast(0.95);
  return [
    PrometheusMetric.successRate({ source, healthy, noData }),
    PrometheusMetric.errorRate({ source, healthy: Threshold.below(0.05), noData }),
    PrometheusMetric.latency({ source, atMost: Duration.millis(500), noData }),
    PrometheusMetric.cpu({ healthy: Threshold.atMost(0.8), noData }),
    PrometheusMetric.cpu({ name: 'cpu-of-api', healthy: Threshold.above(0), container: 'api', noData }),
    PrometheusMetric.restarts({ healthy: Threshold.below(1), noData }),
  ];
}

const SOURCES = { 'ingress-nginx': PrometheusSource.ingressNginx(), 'istio': PrometheusSource.istio(), 'application': PrometheusSource.application() };

describe.each(Object.entries(SOURCES))('the ready-made metrics of %s', (_, source) => {
  test.each(Object.values(NoData))('give no reason to object (no data: %s)', (noData) => {
    const chart = new Chart(new App(), 'test');
    new PrometheusAnalysis(chart, 'Health', { metrics: metricsOf(source, noData) });
    expect(findings(Testing.synth(chart))).toEqual([]);
  });
});

test.each(readdirSync(EXAMPLES))('example %s gives no reason to object', (name) => {
  const manifests = loadAll(readFileSync(join(EXAMPLES, name, 'manifest.yaml'), 'utf8')) as Manifest[];
  expect(findings(manifests)).toEqual([]);
});
