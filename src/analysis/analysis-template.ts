import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { AnalysisTemplateSpec } from '../manifest/types';
import { apiObject } from '../synth/api-object';
import { mayBeNewer } from '../synth/check';
import { ExpectedOfPods } from '../synth/pods-as-expected';
import { Referred, refersWithinNamespace } from '../synth/same-namespace';
import { AnalysisArgument } from './argument';
import { AnalysisMetric, IAnalysisMetric } from './metric';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from './metric-options';

/**
 * A template of metrics that an analysis can use.
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
   * The arguments of the template and of those it includes. A rollout supplies what it can.
   */
  readonly arguments: AnalysisArgument[];
}

/**
 * What a template outside the app has to tell about itself.
 */
export interface AnalysisTemplateFromNameOptions {
  /**
   * The arguments that the template declares, with the place their values come from. Arguments left out here can still be
   * given by name: `ArgumentValue.of(name, value)`.
   *
   * @default - none
   */
  readonly arguments?: AnalysisArgument[];
}

/**
 * Options of an analysis template.
 */
export interface AnalysisTemplateProps extends kplus.ResourceProps {
  /**
   * What is measured. The arguments of the template are those that its metrics use.
   *
   * @default - none: `templates` supply them
   */
  readonly metrics?: AnalysisMetric[];

  /**
   * Further templates whose metrics are measured too. They must not include this one. Since Argo Rollouts 1.7.
   *
   * @default - none
   */
  readonly templates?: IAnalysisTemplate[];

  /**
   * Metrics that are measured without a say in the result.
   *
   * @default - none
   */
  readonly dryRun?: IAnalysisMetric[];

  /**
   * How many measurements the status keeps.
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
   * The plural under which roles name this kind of resource.
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
   * The arguments of its metrics and of the templates it includes.
   */
  public get arguments(): AnalysisArgument[] {
    return AnalysisArgument._distinct([this.ownArguments, ...(this.props.templates ?? []).map((template) => template.arguments)]);
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
    return [...metrics.map((metric) => metric._expected), ...templates.flatMap(expectedBy)];
  }

  private parts(): (Referred | undefined)[] {
    const { metrics = [], templates = [] } = this.props;
    return [
      ...secretsOf(this.ownArguments),
      ...metrics.map((metric) => metric._referred),
      ...templates.flatMap(referredWith),
    ];
  }

  private get ownArguments(): AnalysisArgument[] {
    return AnalysisArgument._union((this.props.metrics ?? []).map((metric) => metric._arguments));
  }

  /**
   * @internal
   */
  public _toKube(): AnalysisTemplateSpec {
    const { metrics, templates, dryRun, measurementRetention } = this.props;
    const args = this.ownArguments;
    return {
      args: args.length > 0 ? args.map((argument) => argument._toDeclaration()) : undefined,
      metrics: metrics?.map((metric) => metric._toKube()),
      templates: templates?.map(({ name, clusterScope }) => ({ templateName: name, clusterScope: clusterScope || undefined })),
      dryRun: renderDryRun(dryRun),
      measurementRetention: renderMeasurementRetention(measurementRetention),
    };
  }
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

function secretsOf(args: readonly AnalysisArgument[]): (Referred | undefined)[] {
  return args.map(({ _secret }) => _secret);
}

/**
 * Metrics that decide whether a new version is good, for rollouts of the same namespace.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
@checked
export class AnalysisTemplate extends AnyAnalysisTemplate {
  /**
   * A template that is deployed by someone else to the rollout's namespace.
   *
   * @param name the name of the template
   */
  public static fromName(name: string, options: AnalysisTemplateFromNameOptions = {}): IAnalysisTemplate {
    return { name, clusterScope: false, arguments: options.arguments ?? [] };
  }

  constructor(scope: Construct, id: string, props: AnalysisTemplateProps) {
    super(scope, id, props, 'AnalysisTemplate');
  }
}

/**
 * Metrics that decide whether a new version is good, for rollouts of all namespaces. A controller that is installed
 * for one namespace only does not see it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#clusteranalysistemplates
 */
@checked
export class ClusterAnalysisTemplate extends AnyAnalysisTemplate {
  /**
   * A template that is deployed by someone else.
   *
   * @param name the name of the template
   */
  public static fromName(name: string, options: AnalysisTemplateFromNameOptions = {}): IAnalysisTemplate {
    return { name, clusterScope: true, arguments: options.arguments ?? [] };
  }

  constructor(scope: Construct, id: string, props: AnalysisTemplateProps) {
    super(scope, id, props, 'ClusterAnalysisTemplate');
  }
}
