import { Duration } from 'cdk8s';
import { DatadogAggregator, DatadogApiVersion, MetricProvider } from '../../src';

/** Providers with all that they can be told, and what it is in a manifest. */
export const PROVIDERS: ReadonlyArray<{ readonly name: string; readonly make: () => MetricProvider; readonly expected: object }> = [
  {
    name: 'Datadog by a query',
    make: () => MetricProvider.datadog({ query: 'sum:errors{*}' }),
    expected: { datadog: { apiVersion: 'v2', query: 'sum:errors{*}' } },
  },
  {
    name: 'Datadog by a formula',
    make: () => MetricProvider.datadog({
      queries: { errors: 'sum:errors{*}', requests: 'sum:requests{*}' },
      formula: 'errors / requests',
      aggregator: DatadogAggregator.SUM,
      interval: Duration.minutes(2),
      requestTimeout: Duration.seconds(20),
      secretRef: { name: 'shop-datadog', namespaced: true },
    }),
    expected: {
      datadog: {
        apiVersion: 'v2',
        queries: { errors: 'sum:errors{*}', requests: 'sum:requests{*}' },
        formula: 'errors / requests',
        aggregator: 'sum',
        interval: '2m',
        requestTimeout: '20s',
        secretRef: { name: 'shop-datadog', namespaced: true },
      },
    },
  },
  {
    name: 'the old API of Datadog',
    make: () => MetricProvider.datadog({ query: 'sum:errors{*}', apiVersion: DatadogApiVersion.V1 }),
    expected: { datadog: { apiVersion: 'v1', query: 'sum:errors{*}' } },
  },
  {
    name: 'New Relic',
    make: () => MetricProvider.newRelic({
      query: 'SELECT count(*) AS errors FROM TransactionError SINCE 2 minutes ago', attribute: 'errors', profile: 'shop-newrelic', timeout: Duration.seconds(10),
    }),
    expected: { newRelic: { query: 'SELECT count(*) AS errors FROM TransactionError SINCE 2 minutes ago', profile: 'shop-newrelic', timeout: 10 } },
  },
  {
    name: 'CloudWatch',
    make: () => MetricProvider.cloudWatch({
      interval: Duration.minutes(10),
      queries: [
        { id: 'rate', expression: 'errors / requests', label: 'error rate', period: Duration.minutes(1) },
        {
          id: 'errors',
          returnData: false,
          metricStat: {
            namespace: 'AWS/ApplicationELB',
            metricName: 'HTTPCode_Target_5XX_Count',
            dimensions: { TargetGroup: 'targetgroup/shop/1', LoadBalancer: 'app/shop/1' },
            period: Duration.minutes(1),
            stat: 'Sum',
            unit: 'Count',
          },
        },
        {
          id: 'requests',
          returnData: false,
          metricStat: { namespace: 'AWS/ApplicationELB', metricName: 'RequestCount', period: Duration.minutes(1), stat: 'Sum' },
        },
      ],
    }),
    expected: {
      cloudWatch: {
        interval: '10m',
        metricDataQueries: [
          { id: 'rate', expression: 'errors / requests', label: 'error rate', period: 60 },
          {
            id: 'errors',
            returnData: false,
            metricStat: {
              metric: {
                namespace: 'AWS/ApplicationELB',
                metricName: 'HTTPCode_Target_5XX_Count',
                dimensions: [{ name: 'TargetGroup', value: 'targetgroup/shop/1' }, { name: 'LoadBalancer', value: 'app/shop/1' }],
              },
              period: 60,
              stat: 'Sum',
              unit: 'Count',
            },
          },
          {
            id: 'requests',
            returnData: false,
            metricStat: { metric: { namespace: 'AWS/ApplicationELB', metricName: 'RequestCount' }, period: 60, stat: 'Sum' },
          },
        ],
      },
    },
  },
  {
    name: 'Wavefront',
    make: () => MetricProvider.wavefront({ address: 'example.wavefront.com', query: 'sum(ts(errors))' }),
    expected: { wavefront: { address: 'example.wavefront.com', query: 'sum(ts(errors))' } },
  },
  {
    name: 'Graphite',
    make: () => MetricProvider.graphite({ address: 'https://graphite.example', query: 'target=sumSeries(errors)&from=-5min' }),
    expected: { graphite: { address: 'https://graphite.example', query: 'target=sumSeries(errors)&from=-5min' } },
  },
  {
    name: 'InfluxDB',
    make: () => MetricProvider.influxdb({ query: 'from(bucket: "shop") |> range(start: -5m) |> last()', profile: 'shop-influxdb' }),
    expected: { influxdb: { query: 'from(bucket: "shop") |> range(start: -5m) |> last()', profile: 'shop-influxdb' } },
  },
  {
    name: 'SkyWalking',
    make: () => MetricProvider.skywalking({
      address: 'http://skywalking-oap.monitoring:12800', query: 'query($duration: Duration!) { apdex }', interval: Duration.minutes(5), numberExpression: 'result.apdex',
    }),
    expected: {
      skywalking: { address: 'http://skywalking-oap.monitoring:12800', query: 'query($duration: Duration!) { apdex }', interval: '5m' },
    },
  },
  {
    name: 'Kayenta',
    make: () => MetricProvider.kayenta({
      address: 'https://kayenta.example',
      application: 'shop',
      canaryConfigName: 'shop',
      storageAccountName: 'storage',
      configurationAccountName: 'configuration',
      metricsAccountName: 'metrics',
      scopes: [{
        name: 'default',
        controlScope: {
          scope: 'app=shop and version=1', region: 'eu', step: Duration.minutes(1), start: '2030-01-01T00:00:00Z', end: '2030-01-01T00:10:00Z',
        },
        experimentScope: {
          scope: 'app=shop and version=2', region: 'eu', step: Duration.minutes(1), start: '2030-01-01T00:00:00Z', end: '2030-01-01T00:10:00Z',
        },
      }],
      passThreshold: 90,
      marginalThreshold: 75,
      lookback: true,
    }),
    expected: {
      kayenta: {
        address: 'https://kayenta.example',
        application: 'shop',
        canaryConfigName: 'shop',
        storageAccountName: 'storage',
        configurationAccountName: 'configuration',
        metricsAccountName: 'metrics',
        scopes: [{
          name: 'default',
          controlScope: { scope: 'app=shop and version=1', region: 'eu', step: 60, start: '2030-01-01T00:00:00Z', end: '2030-01-01T00:10:00Z' },
          experimentScope: { scope: 'app=shop and version=2', region: 'eu', step: 60, start: '2030-01-01T00:00:00Z', end: '2030-01-01T00:10:00Z' },
        }],
        threshold: { pass: 90, marginal: 75 },
        lookback: true,
      },
    },
  },
  {
    name: 'a plugin',
    make: () => MetricProvider.plugin({ name: 'shop/sampler', config: { url: 'https://sampler.example' }, numberExpression: 'result' }),
    expected: { plugin: { 'shop/sampler': { url: 'https://sampler.example' } } },
  },
];
