import { Duration } from 'cdk8s';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * The source and the time range of the data that Kayenta reads.
 */
export interface KayentaScopeDetail {
  /**
   * The value that Kayenta inserts into its queries, such as the pod-template hash of a version.
   */
  readonly scope: string;

  /**
   * The region.
   */
  readonly region: string;

  /**
   * The time between two data points, in whole seconds.
   */
  readonly step: Duration;

  /**
   * The start time, in RFC 3339. Set it in both scopes or in neither.
   *
   * @default - one interval of the metric before the measurement; with `lookback` the start of the analysis
   */
  readonly start?: string;

  /**
   * The end time, in RFC 3339. Set it in both scopes or in neither.
   *
   * @default - the time of the measurement
   */
  readonly end?: string;
}

/**
 * A scope of a Kayenta configuration. It defines the data of the new version, and the data that it is compared with.
 */
export interface KayentaScope {
  /**
   * The name of the scope in the configuration, often `default`.
   */
  readonly name: string;

  /**
   * The data to compare with: the stable version, or a baseline that an experiment runs.
   */
  readonly controlScope: KayentaScopeDetail;

  /**
   * The data of the new version.
   */
  readonly experimentScope: KayentaScopeDetail;
}

/**
 * Options of `MetricProvider.kayenta`.
 */
export interface KayentaProviderOptions {
  /**
   * The address, as an absolute URL.
   */
  readonly address: string;

  /**
   * The name of the application in Kayenta.
   */
  readonly application: string;

  /**
   * The name of the Kayenta configuration that defines which metrics are compared.
   */
  readonly canaryConfigName: string;

  /**
   * The account that stores results.
   */
  readonly storageAccountName: string;

  /**
   * The account that stores configurations.
   */
  readonly configurationAccountName: string;

  /**
   * The account that reads the metrics.
   */
  readonly metricsAccountName: string;

  /**
   * The scopes of the configuration.
   */
  readonly scopes: KayentaScope[];

  /**
   * The lowest score of a successful measurement, from 0 to 100.
   */
  readonly passThreshold: number;

  /**
   * A measurement with a lower score has failed. Between this and `passThreshold` it is inconclusive. If both are equal, no measurement is
   * inconclusive.
   *
   * @default - `passThreshold`
   */
  readonly marginalThreshold?: number;

  /**
   * Compare the data since the start of the analysis, instead of the last interval only. Needs Argo Rollouts 1.9.
   *
   * @default false
   */
  readonly lookback?: boolean;

  /**
   * The arguments whose placeholders are in these options, such as the pod-template hashes.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

export function kayentaProvider(options: KayentaProviderOptions): ProviderFragment {
  const { address, application, canaryConfigName, storageAccountName, configurationAccountName, metricsAccountName } = options;
  return {
    arguments: options.arguments,
    provider: {
      kayenta: {
        address,
        application,
        canaryConfigName,
        storageAccountName,
        configurationAccountName,
        metricsAccountName,
        scopes: options.scopes.map(({ name, controlScope, experimentScope }) => ({
          name,
          controlScope: scopeOf(controlScope),
          experimentScope: scopeOf(experimentScope),
        })),
        threshold: { pass: options.passThreshold, marginal: options.marginalThreshold ?? options.passThreshold },
        lookback: options.lookback,
      },
    },
  };
}

function scopeOf({ scope, region, step, start, end }: KayentaScopeDetail) {
  return { scope, region, step: step.toSeconds(), start, end };
}
