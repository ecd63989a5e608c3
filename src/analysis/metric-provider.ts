import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { Provider } from '../manifest/types';
import { AnalysisArgument } from './argument';
import { MeasuredNumber, ProviderFragment } from './provider-fragment';
import { cloudWatchProvider, CloudWatchProviderOptions } from './providers/cloud-watch';
import { datadogProvider, DatadogProviderOptions } from './providers/datadog';
import { graphiteProvider, GraphiteProviderOptions } from './providers/graphite';
import { influxdbProvider, InfluxdbProviderOptions } from './providers/influxdb';
import { jobProvider, JobProviderOptions } from './providers/job';
import { kayentaProvider, KayentaProviderOptions } from './providers/kayenta';
import { newRelicProvider, NewRelicProviderOptions } from './providers/new-relic';
import { pluginProvider, PluginProviderOptions } from './providers/plugin';
import { prometheusProvider, PrometheusProviderOptions } from './providers/prometheus';
import { skyWalkingProvider, SkyWalkingProviderOptions } from './providers/skywalking';
import { wavefrontProvider, WavefrontProviderOptions } from './providers/wavefront';
import { webProvider, WebProviderOptions } from './providers/web';

/**
 * The provider of a metric's measurements, such as Prometheus, an HTTP request or a Job.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * new AnalysisMetric({
 *   name: 'state',
 *   provider: MetricProvider.web({ path: '/status', jsonPath: '{$.state}' }),
 *   successCondition: 'result == "ok"',
 * });
 */
@checked
export class MetricProvider {
  /**
   * A query to Prometheus, or to any server with the same API. For ready-made queries and conditions see `PrometheusMetric`.
   *
   * @example
   * new AnalysisMetric({
   *   name: 'queue-length',
   *   provider: MetricProvider.prometheus({ address: 'http://prometheus.monitoring:9090', query: 'sum(queue_length{namespace="shop"})' }),
   *   healthy: Threshold.below(1000),
   * });
   */
  public static prometheus(options: PrometheusProviderOptions): MetricProvider {
    return new MetricProvider(prometheusProvider(options));
  }

  /**
   * An HTTP request. Its answer is JSON, and the conditions check it.
   *
   * If the status of the answer is not 2xx, or the answer takes too long, this is an *error*, not a failure. Errors are not included in
   * `failureLimit` and `count`. The controller asks again after 10 seconds, and aborts only after more than `consecutiveErrorLimit` errors in a row.
   * So a Service that fails half of its requests passes. Set `consecutiveErrorLimit: 0` in the metric to abort after the first error.
   *
   * @example
   * new AnalysisMetric({
   *   name: 'load-test',
   *   provider: MetricProvider.web({ url: 'https://load-test.example/runs', method: 'POST', jsonBody: { users: 50 }, jsonPath: '{$.p99}' }),
   *   healthy: Threshold.below(300),
   *   consecutiveErrorLimit: 0,
   * });
   */
  public static web(options: WebProviderOptions): MetricProvider {
    return new MetricProvider(webProvider(options));
  }

  /**
   * A Kubernetes Job. If the Job succeeds, the measurement is successful. If the Job fails, the measurement has failed.
   *
   * @example
   * new AnalysisMetric({
   *   name: 'smoke-test',
   *   provider: MetricProvider.job({
   *     containers: [{ image: 'registry.example/smoke-test:1.4.0', args: ['--target=http://api-canary'] }],
   *     activeDeadline: Duration.minutes(5),
   *   }),
   * });
   */
  public static job(options: JobProviderOptions): MetricProvider {
    return new MetricProvider(jobProvider(options));
  }

  /**
   * A query to Datadog. The result is a number.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/datadog/
   * @example
   * const hash = AnalysisArgument.latestPodTemplateHash();
   * MetricProvider.datadog({
   *   query: 'sum:http.errors{service:api,pod_template_hash:' + hash.placeholder + '}.as_count()',
   *   interval: Duration.minutes(2),
   *   arguments: [hash],
   * });
   */
  public static datadog(options: DatadogProviderOptions): MetricProvider {
    return new MetricProvider(datadogProvider(options));
  }

  /**
   * A query to New Relic. The result is a row. It has an attribute for each column of the query.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/newrelic/
   * @example
   * MetricProvider.newRelic({
   *   query: "SELECT percentage(count(*), WHERE error IS false) / 100 AS successRate FROM Transaction WHERE appName = 'api' SINCE 2 minutes ago",
   *   attribute: 'successRate',
   * });
   */
  public static newRelic(options: NewRelicProviderOptions): MetricProvider {
    return new MetricProvider(newRelicProvider(options));
  }

  /**
   * Queries to Amazon CloudWatch, with the AWS credentials of the controller. The result is a list with one entry for each query that returns its
   * data. The `Values` of an entry start with the newest.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/cloudwatch/
   * @example
   * const errors: CloudWatchMetricStat = {
   *   namespace: 'AWS/ApplicationELB',
   *   metricName: 'HTTPCode_Target_5XX_Count',
   *   dimensions: { LoadBalancer: 'app/shop/0123456789abcdef', TargetGroup: 'targetgroup/api-canary/0123456789abcdef' },
   *   period: Duration.minutes(1),
   *   stat: 'Sum',
   * };
   * MetricProvider.cloudWatch({ queries: [{ id: 'errors', metricStat: errors }], interval: Duration.minutes(5) });
   */
  public static cloudWatch(options: CloudWatchProviderOptions): MetricProvider {
    return new MetricProvider(cloudWatchProvider(options));
  }

  /**
   * A query to Wavefront, now VMware Aria Operations for Applications. The result is a number.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/wavefront/
   * @example
   * MetricProvider.wavefront({ address: 'example.wavefront.com', query: 'sum(rate(ts("http.errors", service="api")))' });
   */
  public static wavefront(options: WavefrontProviderOptions): MetricProvider {
    return new MetricProvider(wavefrontProvider(options));
  }

  /**
   * A query to Graphite. The result is a list of numbers. The last number is the newest.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/graphite/
   * @example
   * MetricProvider.graphite({
   *   address: 'https://graphite.example',
   *   query: 'target=summarize(sumSeries(api.*.errors),"2min","sum")&from=-4min',
   * });
   */
  public static graphite(options: GraphiteProviderOptions): MetricProvider {
    return new MetricProvider(graphiteProvider(options));
  }

  /**
   * A query to InfluxDB 2. The result is a list of values.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/influxdb/
   * @example
   * MetricProvider.influxdb({
   *   query: 'from(bucket: "shop") |> range(start: -2m) |> filter(fn: (r) => r._measurement == "http_errors") |> group() |> sum()',
   * });
   */
  public static influxdb(options: InfluxdbProviderOptions): MetricProvider {
    return new MetricProvider(influxdbProvider(options));
  }

  /**
   * A query to Apache SkyWalking. The result is the answer of the query, as a map.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/skywalking/
   * @example
   * MetricProvider.skywalking({
   *   address: 'http://skywalking-oap.monitoring:12800',
   *   interval: Duration.minutes(3),
   *   query: 'query queryData($duration: Duration!) { apdex: readMetricsValue('
   *     + 'condition: { name: "service_apdex", entity: { scope: Service, serviceName: "api", normal: true } }, duration: $duration) }',
   *   numberExpression: 'result.apdex',
   * });
   */
  public static skywalking(options: SkyWalkingProviderOptions): MetricProvider {
    return new MetricProvider(skyWalkingProvider(options));
  }

  /**
   * A comparison of two versions by Kayenta. Kayenta calculates a score and decides itself.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/kayenta/
   * @example
   * const baseline: KayentaScopeDetail = { scope: 'api-stable', region: 'eu-central-1', step: Duration.minutes(1) };
   * const canary: KayentaScopeDetail = { scope: 'api-canary', region: 'eu-central-1', step: Duration.minutes(1) };
   * MetricProvider.kayenta({
   *   address: 'https://kayenta.example',
   *   application: 'api',
   *   canaryConfigName: 'api',
   *   storageAccountName: 'storage',
   *   configurationAccountName: 'configuration',
   *   metricsAccountName: 'metrics',
   *   scopes: [{ name: 'default', controlScope: baseline, experimentScope: canary }],
   *   passThreshold: 90,
   * });
   */
  public static kayenta(options: KayentaProviderOptions): MetricProvider {
    return new MetricProvider(kayentaProvider(options));
  }

  /**
   * A metric plugin. The controller must be configured with this plugin.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/plugins/
   * @example
   * MetricProvider.plugin({ name: 'shop/sampler', config: { service: 'api' }, numberExpression: 'result' });
   */
  public static plugin(options: PluginProviderOptions): MetricProvider {
    return new MetricProvider(pluginProvider(options));
  }

  /**
   * A provider as in YAML, for providers that this library does not support yet. It is checked like any other provider. A field that is not known is
   * only a warning, because it may belong to a newer release. Add the arguments whose placeholders are in it to `arguments` of the metric.
   *
   * @param provider the provider, such as `{ graphite: { query: '…' } }`
   * @example
   * MetricProvider.custom({ graphite: { address: 'https://graphite.example', query: 'target=api.errors&from=-5min' } });
   */
  public static custom(provider: Record<string, any>): MetricProvider {
    return new MetricProvider({ provider, custom: true });
  }

  private constructor(private readonly fragment: ProviderFragment) {}

  /**
   * The arguments that the provider uses by itself.
   *
   * @internal
   */
  public get _arguments(): AnalysisArgument[] {
    return this.fragment.arguments ?? [];
  }

  /**
   * Where its result holds a number.
   *
   * @internal
   */
  public get _number(): MeasuredNumber | undefined {
    return this.fragment.number;
  }

  /**
   * @internal
   */
  public get _referred(): readonly IConstruct[] {
    return this.fragment.referred ?? [];
  }

  /**
   * @internal
   */
  public get _custom(): boolean {
    return this.fragment.custom ?? false;
  }

  /**
   * @internal
   */
  public _toKube(): Provider {
    return this.fragment.provider;
  }
}
