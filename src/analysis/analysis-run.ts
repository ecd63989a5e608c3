import { ApiObject, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisRunSpec } from '../manifest/types';
import { apiObject } from '../synth/api-object';
import { mayBeNewer } from '../synth/check';
import { refersWithinNamespace } from '../synth/same-namespace';
import { contentsOf, IAnalysisTemplate, namesOfUnknown, TemplateContents } from './analysis-template';
import { AnalysisArgument } from './argument';
import { distinctArguments, unitedArguments } from './argument-union';
import { ArgumentValue } from './argument-value';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from './metric-options';
import { givenArguments } from './rollout-analysis';

/**
 * When a finished AnalysisRun is deleted.
 */
export interface TtlStrategy {
  /**
   * How long after its end, for any result.
   *
   * @default - it is not deleted
   */
  readonly afterCompletion?: Duration;

  /**
   * How long after a success. Overrides `afterCompletion`.
   *
   * @default - the same as `afterCompletion`
   */
  readonly afterSuccess?: Duration;

  /**
   * How long after a failure. Overrides `afterCompletion`. An inconclusive result or an error is not a failure here.
   *
   * @default - the same as `afterCompletion`
   */
  readonly afterFailure?: Duration;
}

/**
 * Options of an `AnalysisRun`.
 */
export interface AnalysisRunProps extends kplus.ResourceProps {
  /**
   * Templates of this app. Their metrics are copied into the run, because the controller does not look up templates for it.
   *
   * @default - none: `metrics`
   */
  readonly templates?: IAnalysisTemplate[];

  /**
   * Metrics in addition to those of `templates`.
   *
   * @default - none: `templates`
   */
  readonly metrics?: AnalysisMetric[];

  /**
   * Values of arguments. Required for arguments without a default, and for those that a rollout would fill in, such as hashes and Services.
   *
   * @default - the defaults of the arguments
   */
  readonly args?: ArgumentValue[];

  /**
   * Metrics that are measured, but do not influence the result.
   *
   * @default - only those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements of a metric are kept in the status.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];

  /**
   * When the finished run is deleted.
   *
   * @default - never
   */
  readonly ttlStrategy?: TtlStrategy;

  /**
   * Stop the run. The measurements until then decide the result.
   *
   * @default false
   */
  readonly terminate?: boolean;
}

/**
 * Runs an analysis once, without a rollout. The controller starts when the run is applied, and writes the result into its status. It ends when all
 * metrics have ended, so each metric with an interval needs a count. A finished run does not measure again, even if you change it. To run it again,
 * use another name.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * const smoke = new AnalysisTemplate(chart, 'SmokeTest', {
 *   metadata: { name: 'smoke' },
 *   metrics: [new AnalysisMetric({ name: 'smoke', provider: MetricProvider.web({ path: '/status' }) })],
 * });
 * new AnalysisRun(chart, 'Smoke', {
 *   metadata: { name: 'smoke-2-0-1' },
 *   templates: [smoke],
 *   args: [ArgumentValue.of('service', 'api'), ArgumentValue.of('namespace', 'shop'), ArgumentValue.of('service-port', '80')],
 * });
 */
@checked
export class AnalysisRun extends kplus.Resource {
  /**
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType = 'analysisruns';

  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, private readonly props: AnalysisRunProps) {
    super(scope, id);
    const unknown = namesOfUnknown(props.templates ?? []);
    if (unknown.length > 0) {
      throw new Error(`[${this.node.path}] a run has the metrics of its templates written into it, and those of "${unknown[0]}" are not known here: `
        + 'give templates of this app, or metrics');
    }
    this.apiObject = apiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisRun',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this._toKube() }),
    });
    mayBeNewer(this.apiObject, () => this.metrics.flatMap((metric, index) => metric._custom ? [`/spec/metrics/${index}/provider`] : []));
    refersWithinNamespace(this, () => [...this.declared.map(({ _secret }) => _secret), ...this.metrics.flatMap((metric) => metric._referred)]);
  }

  /**
   * @internal
   */
  public _toKube(): AnalysisRunSpec {
    const { dryRun = [], measurementRetention = [], ttlStrategy, terminate } = this.props;
    const { contents } = this;
    const [dry, kept] = [[...contents.flatMap((each) => each.dryRun ?? []), ...dryRun],
      [...contents.flatMap((each) => each.measurementRetention ?? []), ...measurementRetention]];
    return {
      args: this.renderArguments(),
      metrics: contents.flatMap(({ rendered }) => rendered),
      dryRun: dry.length > 0 ? renderDryRun(dry) : undefined,
      measurementRetention: kept.length > 0 ? renderMeasurementRetention(kept) : undefined,
      ttlStrategy: ttlStrategy && {
        secondsAfterCompletion: ttlStrategy.afterCompletion?.toSeconds(),
        secondsAfterSuccess: ttlStrategy.afterSuccess?.toSeconds(),
        secondsAfterFailure: ttlStrategy.afterFailure?.toSeconds(),
      },
      terminate,
    };
  }

  private get contents(): TemplateContents[] {
    const { templates = [], metrics = [] } = this.props;
    const args = unitedArguments(metrics.map((metric) => metric.arguments));
    return [...contentsOf(templates), { arguments: args, metrics, rendered: metrics.map((metric) => metric._toKube()) }];
  }

  private get metrics(): AnalysisMetric[] {
    return this.contents.flatMap(({ metrics = [] }) => metrics);
  }

  private get declared(): AnalysisArgument[] {
    return distinctArguments(this.contents.map((each) => each.arguments));
  }

  private renderArguments(): AnalysisRunSpec['args'] {
    const { declared } = this;
    const given = givenArguments(this.props.args ?? [], declared);
    const all = unitedArguments([declared], new Set(given.keys()));
    const known = new Set(all.map(({ name }) => name));
    const stray = [...given.keys()].find((name) => !known.has(name));
    if (stray) {
      throw new Error(`[${this.node.path}] argument "${stray}" is used by no metric of this run, allowed are: ${[...known].join(', ') || 'none'}`);
    }
    return all.length > 0 ? all.map((argument) => argument._toOwnArgument(given.get(argument.name))) : undefined;
  }
}
