import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisTemplateSpec, Metric } from '../manifest/types';
import { apiObject } from '../synth/api-object';
import { mayBeNewer } from '../synth/check';
import { ExpectedOfPods } from '../synth/pods-as-expected';
import { Referred, refersWithinNamespace } from '../synth/same-namespace';
import { AnalysisArgument } from './argument';
import { prefixed, withPrefix } from './argument-prefix';
import { distinctArguments, unitedArguments } from './argument-union';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from './metric-options';

/**
 * A template with metrics that an analysis can use.
 */
export interface IAnalysisTemplate {
  /**
   * The name of the template.
   */
  readonly name: string;

  /**
   * Whether it is a ClusterAnalysisTemplate.
   */
  readonly clusterScope: boolean;

  /**
   * The arguments of the template and of the templates that it includes. A rollout fills in those that it knows.
   */
  readonly arguments: AnalysisArgument[];
}

/**
 * What is known about a template outside of the app.
 */
export interface AnalysisTemplateFromNameOptions {
  /**
   * The arguments that the template declares, with the source of their values. You can also give a value by name to an argument that is not listed
   * here: `ArgumentValue.of(name, value)`.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];

  /**
   * Whether the template was created with `prefixArguments`, so that the names of its arguments start with its own name.
   *
   * @default false
   */
  readonly prefixArguments?: boolean;
}

/**
 * Options of an analysis template.
 */
export interface AnalysisTemplateProps extends kplus.ResourceProps {
  /**
   * The metrics that are measured. The arguments of these metrics become the arguments of the template.
   *
   * @default - none: the metrics come from `templates`
   */
  readonly metrics?: AnalysisMetric[];

  /**
   * Other templates that this template includes: their metrics are measured too. They must not include this template. Needs Argo Rollouts 1.7.
   *
   * @default - none
   */
  readonly templates?: IAnalysisTemplate[];

  /**
   * Put the name of the template before the names of its arguments: `limit` of the template `team-gate` becomes `team-gate-limit`. All templates of
   * one analysis share their arguments by name, so arguments of a template for many applications can conflict with arguments of an application. With
   * this option they cannot. In your code nothing changes: `limit.value('5')` sets `team-gate-limit`. The arguments of included `templates` keep
   * their names.
   *
   * @default false
   */
  readonly prefixArguments?: boolean;

  /**
   * Metrics that are measured, but do not influence the result.
   *
   * @default - none
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements of a metric are kept in the status of the AnalysisRun.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];
}

abstract class AnyAnalysisTemplate extends kplus.Resource implements IAnalysisTemplate {
  /**
   * Whether it is a ClusterAnalysisTemplate.
   */
  public readonly clusterScope: boolean;

  /**
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType: string;

  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, private readonly props: AnalysisTemplateProps, kind: string) {
    super(scope, id);
    this.clusterScope = kind === 'ClusterAnalysisTemplate';
    this.resourceType = `${kind.toLowerCase()}s`;
    this.apiObject = apiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this._toKube() }),
    });
    mayBeNewer(this.apiObject, () => (props.metrics ?? []).flatMap((metric, index) => metric._custom ? [`/spec/metrics/${index}/provider`] : []));
    if (!this.clusterScope) {
      refersWithinNamespace(this, () => this.parts());
    }
  }

  /**
   * The arguments of its metrics and of the templates that it includes.
   */
  public get arguments(): AnalysisArgument[] {
    return distinctArguments([this.ownArguments, ...(this.props.templates ?? []).map((template) => template.arguments)]);
  }

  /**
   * What has to be in the namespace of a rollout that uses it: the template, or what one of the whole cluster refers to.
   *
   * @internal
   */
  public get _referred(): readonly (Referred | undefined)[] {
    return this.clusterScope ? this.parts() : [this];
  }

  /**
   * What its metrics, and those of the templates it includes, take for granted of the pods of a rollout that uses it.
   *
   * @internal
   */
  public get _expected(): readonly ExpectedOfPods[] {
    const { metrics = [], templates = [] } = this.props;
    return [...metrics.flatMap((metric) => metric._expected), ...templates.flatMap(expectedBy)];
  }

  /**
   * @internal
   */
  public get _included(): readonly IAnalysisTemplate[] {
    return this.props.templates ?? [];
  }

  private parts(): (Referred | undefined)[] {
    const { metrics = [], templates = [] } = this.props;
    return [
      ...secretsOf(this.ownArguments),
      ...metrics.flatMap((metric) => metric._referred),
      ...templates.flatMap(referredWith),
    ];
  }

  /**
   * What is measured with it, without the templates that it includes.
   *
   * @internal
   */
  public get _contents(): TemplateContents {
    const { metrics, dryRun, measurementRetention } = this.props;
    return { arguments: this.ownArguments, metrics, rendered: this.renderedMetrics() ?? [], dryRun, measurementRetention };
  }

  private get ownArguments(): AnalysisArgument[] {
    const all = unitedArguments((this.props.metrics ?? []).map((metric) => metric.arguments));
    return this.props.prefixArguments ? prefixed(this.name, all) : all;
  }

  private renderedMetrics(): Metric[] | undefined {
    const { metrics, prefixArguments } = this.props;
    const rendered = metrics?.map((metric) => metric._toKube());
    return rendered && prefixArguments ? withPrefix(rendered, this.name) : rendered;
  }

  /**
   * @internal
   */
  public _toKube(): AnalysisTemplateSpec {
    const { templates, dryRun, measurementRetention } = this.props;
    const args = this.ownArguments;
    return {
      args: args.length > 0 ? args.map((argument) => argument._toDeclaration()) : undefined,
      metrics: this.renderedMetrics(),
      templates: templates?.map(({ name, clusterScope }) => ({ templateName: name, clusterScope: clusterScope || undefined })),
      dryRun: renderDryRun(dryRun),
      measurementRetention: renderMeasurementRetention(measurementRetention),
    };
  }
}

function elsewhere(name: string, clusterScope: boolean, options: AnalysisTemplateFromNameOptions): IAnalysisTemplate {
  const { arguments: args = [], prefixArguments } = options;
  return { name, clusterScope, arguments: prefixArguments ? prefixed(name, args) : args };
}

/** What has to be in the namespace of a rollout that uses a template. Users can bring templates of their own making. */
export function referredWith(template: IAnalysisTemplate): readonly (Referred | undefined)[] {
  return template instanceof AnyAnalysisTemplate ? template._referred
    : [...Construct.isConstruct(template) ? [template] : [], ...secretsOf(template.arguments)];
}

/** What the metrics of a template take for granted of the pods, where the template is of this app. */
export function expectedBy(template: IAnalysisTemplate): readonly ExpectedOfPods[] {
  return template instanceof AnyAnalysisTemplate ? template._expected : [];
}

/** What is measured with a template. */
export interface TemplateContents {
  readonly arguments: readonly AnalysisArgument[];
  readonly metrics?: readonly AnalysisMetric[];
  /** The metrics as in its manifest. */
  readonly rendered: readonly Metric[];
  readonly dryRun?: IAnalysisMetric[];
  readonly measurementRetention?: MeasurementRetention[];
}

/** What is measured with templates and those that they include, each once. Of templates that are not of this app it is not known. */
export function contentsOf(templates: readonly IAnalysisTemplate[]): TemplateContents[] {
  return withIncluded(templates).flatMap((template) => template instanceof AnyAnalysisTemplate ? template._contents : []);
}

/** Those of templates, and of those that they include, whose metrics are not known here. */
export function namesOfUnknown(templates: readonly IAnalysisTemplate[]): string[] {
  return withIncluded(templates).flatMap((template) => template instanceof AnyAnalysisTemplate ? [] : [template.name]);
}

/** In the order in which the controller merges them: one that includes others comes before those. */
function withIncluded(templates: readonly IAnalysisTemplate[], found = new Set<IAnalysisTemplate>()): IAnalysisTemplate[] {
  for (const template of templates.filter((each) => !found.has(each))) {
    found.add(template);
    withIncluded(template instanceof AnyAnalysisTemplate ? template._included : [], found);
  }
  return [...found];
}

function secretsOf(args: readonly AnalysisArgument[]): (Referred | undefined)[] {
  return args.map(({ _secret }) => _secret);
}

/**
 * Metrics that decide whether a new version is healthy. It can be used by rollouts in the same namespace.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 * @example
 * const smoke = new AnalysisTemplate(chart, 'Smoke', {
 *   metadata: { name: 'smoke' },
 *   metrics: [new AnalysisMetric({
 *     name: 'smoke',
 *     provider: MetricProvider.web({ path: '/status', jsonPath: '{$.state}' }),
 *     successCondition: 'result == "ok"',
 *   })],
 * });
 * CanaryStep.analysis({ templates: [smoke] });
 */
@checked
export class AnalysisTemplate extends AnyAnalysisTemplate {
  /**
   * A template that is not in this app. It must be in the namespace of the rollout.
   *
   * @param name the name of the template
   * @example
   * const gate = AnalysisTemplate.fromName('release-gate', {
   *   arguments: [AnalysisArgument.serviceName(), AnalysisArgument.latestPodTemplateHash('hash')],
   * });
   * CanaryStep.analysis({ templates: [gate] });
   */
  public static fromName(name: string, options: AnalysisTemplateFromNameOptions = {}): IAnalysisTemplate {
    return elsewhere(name, false, options);
  }

  constructor(scope: Construct, id: string, props: AnalysisTemplateProps) {
    super(scope, id, props, 'AnalysisTemplate');
  }
}

/**
 * Metrics that decide whether a new version is healthy. It can be used by rollouts in all namespaces. A controller that is installed for only one
 * namespace cannot use it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#clusteranalysistemplates
 * @example
 * new ClusterAnalysisTemplate(chart, 'Gate', {
 *   metadata: { name: 'release-gate' },
 *   metrics: [PrometheusMetric.errorRate({
 *     address: 'http://prometheus.monitoring:9090',
 *     source: PrometheusSource.istio(),
 *     healthy: Threshold.atMost(0.01),
 *   })],
 * });
 */
@checked
export class ClusterAnalysisTemplate extends AnyAnalysisTemplate {
  /**
   * A template that is not in this app.
   *
   * @param name the name of the template
   * @example
   * const gate = ClusterAnalysisTemplate.fromName('release-gate', { arguments: [AnalysisArgument.serviceName()] });
   * CanaryStep.analysis({ templates: [gate] });
   */
  public static fromName(name: string, options: AnalysisTemplateFromNameOptions = {}): IAnalysisTemplate {
    return elsewhere(name, true, options);
  }

  constructor(scope: Construct, id: string, props: AnalysisTemplateProps) {
    super(scope, id, props, 'ClusterAnalysisTemplate');
  }
}
