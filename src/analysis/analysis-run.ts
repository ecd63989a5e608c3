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
 * When a run that has ended is deleted.
 */
export interface TtlStrategy {
  /**
   * How long after its end, however it ended.
   *
   * @default - it stays
   */
  readonly afterCompletion?: Duration;

  /**
   * How long after a success, instead of `afterCompletion`.
   *
   * @default - as `afterCompletion`
   */
  readonly afterSuccess?: Duration;

  /**
   * How long after a failure, instead of `afterCompletion`. One that is inconclusive or in error is no failure here.
   *
   * @default - as `afterCompletion`
   */
  readonly afterFailure?: Duration;
}

/**
 * Options of an `AnalysisRun`.
 */
export interface AnalysisRunProps extends kplus.ResourceProps {
  /**
   * Templates of this app. What they measure is written into the run, because the controller looks up no template for it.
   *
   * @default - none: `metrics`
   */
  readonly templates?: IAnalysisTemplate[];

  /**
   * What is measured beside that.
   *
   * @default - none: `templates`
   */
  readonly metrics?: AnalysisMetric[];

  /**
   * Values of arguments: of those that are required, and of all that a rollout would supply, such as hashes and Services.
   *
   * @default - the defaults
   */
  readonly args?: ArgumentValue[];

  /**
   * Metrics that are measured without a say in the result.
   *
   * @default - none beside those of the templates
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements the status keeps.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];

  /**
   * When the run is deleted after its end.
   *
   * @default - never
   */
  readonly ttlStrategy?: TtlStrategy;

  /**
   * Stop measuring. What has been measured by then is the result.
   *
   * @default false
   */
  readonly terminate?: boolean;
}

/**
 * Measures once, without a rollout: the controller begins as soon as it is applied, and its status says how it ended. It ends when its metrics do, so each that has an interval needs a
 * count. A run that has ended measures no more, whatever is changed in it: the next one needs another name.
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
   * The plural under which roles name this kind of resource.
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
