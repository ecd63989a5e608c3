import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { Provider } from '../manifest/types';
import { AnalysisArgument } from './argument';
import { ProviderFragment } from './provider-fragment';
import { jobProvider, JobProviderOptions } from './providers/job';
import { prometheusProvider, PrometheusProviderOptions } from './providers/prometheus';
import { webProvider, WebProviderOptions } from './providers/web';

/**
 * What takes the measurements of a metric.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
@checked
export class MetricProvider {
  /**
   * A query to Prometheus or anything that speaks its API. `PrometheusAnalysis` has ready-made queries and conditions.
   */
  public static prometheus(options: PrometheusProviderOptions): MetricProvider {
    return new MetricProvider(prometheusProvider(options));
  }

  /**
   * An HTTP request, whose JSON answer the conditions look at.
   *
   * An answer whose status is not 2xx, or that takes too long, is an *error* and no failure: `failureLimit` and `count` do not see it, the controller asks again after 10
   * seconds, and only more than `consecutiveErrorLimit` in a row abort. A Service that fails half of its requests passes. `consecutiveErrorLimit: 0` of the metric
   * lets the first error abort.
   */
  public static web(options: WebProviderOptions): MetricProvider {
    return new MetricProvider(webProvider(options));
  }

  /**
   * A Kubernetes Job, which succeeds or fails.
   */
  public static job(options: JobProviderOptions): MetricProvider {
    return new MetricProvider(jobProvider(options));
  }

  /**
   * A provider as in YAML, for what this library has no word for yet. It is checked like any other; of a field that is not known there is a
   * warning, because it may be one of a newer release. Arguments whose placeholders are in it are given to the metric.
   *
   * @param provider the provider, such as `{ graphite: { query: '…' } }`
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
   * @internal
   */
  public get _referred(): IConstruct | undefined {
    return this.fragment.referred;
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
