import { Duration } from 'cdk8s';
import { AnalysisArgument } from '../argument';
import { ProviderFragment } from '../provider-fragment';

/**
 * Whose metrics Kayenta reads, and of when.
 */
export interface KayentaScopeDetail {
  /**
   * What Kayenta puts into its queries, such as the pod-template hash of a version.
   */
  readonly scope: string;

  /**
   * The region.
   */
  readonly region: string;

  /**
   * The time between two points, in whole seconds.
   */
  readonly step: Duration;

  /**
   * The start, in RFC 3339. Both scopes have one, or neither.
   *
   * @default - one interval of the metric before the measurement; with `lookback` the start of the analysis
   */
  readonly start?: string;

  /**
   * The end, in RFC 3339. Both scopes have one, or neither.
   *
   * @default - the time of the measurement
   */
  readonly end?: string;
}

/**
 * A scope of a Kayenta configuration: the version that is compared with, and the new one.
 */
export interface KayentaScope {
  /**
   * Its name in the configuration, often `default`.
   */
  readonly name: string;

  /**
   * What is compared with: the stable version, or a baseline that an experiment runs.
   */
  readonly controlScope: KayentaScopeDetail;

  /**
   * The new version.
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
   * The application, as in Kayenta.
   */
  readonly application: string;

  /**
   * The name of the configuration that says which metrics are compared.
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
   * The account of the metrics.
   */
  readonly metricsAccountName: string;

  /**
   * The scopes of the configuration.
   */
  readonly scopes: KayentaScope[];

  /**
   * The score from which on a measurement is a success, of 100.
   */
  readonly passThreshold: number;

  /**
   * The score below which it is a failure. In between it is inconclusive: give both one number to leave nothing in between.
   *
   * @default - `passThreshold`
   */
  readonly marginalThreshold?: number;

  /**
   * Compare everything since the start of the analysis, instead of the last interval alone. Since Argo Rollouts 1.9.
   *
   * @default false
   */
  readonly lookback?: boolean;

  /**
   * The arguments whose placeholders are in these texts, such as the pod-template hashes.
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
