import { ApiObject, Chart, Duration, Lazy } from 'cdk8s';
import { Resource, ResourceProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { referredWith } from '../analysis/analysis-template';
import { MeasurementRetention, renderDryRun, renderMeasurementRetention } from '../analysis/metric-options';
import { checked } from '../api/checked';
import { ExperimentSpec } from '../manifest/types';
import { apiObject } from '../synth/api-object';
import { goDuration } from '../synth/go-duration';
import { renderRolloutsLast } from '../synth/rollouts-last';
import { refersWithinNamespace } from '../synth/same-namespace';
import { renderExperimentAnalyses } from './experiment-analysis';
import { assertEnds, ExperimentOptions } from './experiment-options';
import { ExperimentRun } from './experiment-use';

/**
 * Options of an `Experiment`.
 */
export interface ExperimentProps extends ResourceProps, ExperimentOptions {
  /**
   * How long the pods may take to become available. After this time the experiment has failed.
   *
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;

  /**
   * How many measurements of a metric are kept in the status of the AnalysisRuns.
   *
   * @default - 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];

  /**
   * End the experiment now, as a success. If the experiment does not exist yet, it is not started.
   *
   * @default false
   */
  readonly terminate?: boolean;
}

/**
 * Runs pods of one or more kinds for some time, without changing other workloads, and checks them with analyses. An experiment runs once. To run it
 * again, use another name.
 *
 * In the output of its chart it comes after all other objects, like a Rollout. The reason is that the controller looks for its analysis templates
 * immediately, and ends the experiment with an error if one is missing.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 * @example
 * new Experiment(chart, 'Runtimes', {
 *   metadata: { name: 'runtimes' },
 *   templates: [
 *     ExperimentTemplate.fromContainers('node-22', { containers: [{ image: 'registry.example/api:2.0.0-node22', portNumber: 8080 }], service: {} }),
 *     ExperimentTemplate.fromContainers('node-24', { containers: [{ image: 'registry.example/api:2.0.0-node24', portNumber: 8080 }], service: {} }),
 *   ],
 *   duration: Duration.minutes(30),
 * });
 */
@checked
export class Experiment extends Resource {
  /**
   * A text that the controller replaces with the time when all pods became available. Use it as the value of an argument in an analysis.
   */
  public static readonly AVAILABLE_AT = '{{experiment.availableAt}}';

  /**
   * A text that the controller replaces with the time when the `duration` ends. Use it as the value of an argument in an analysis. The experiment
   * needs a `duration`.
   */
  public static readonly FINISHED_AT = '{{experiment.finishedAt}}';

  /**
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType = 'experiments';

  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, private readonly props: ExperimentProps) {
    super(scope, id);
    const { templates, analyses = [], terminate } = props;
    const referring = templates.filter(({ _specRef }) => _specRef !== undefined);
    if (referring.length > 0) {
      throw new Error(`[${this.node.path}] template "${referring[0].name}" takes its pods from a version of a rollout, which only a step has: `
        + 'use CanaryStep.experiment, or ExperimentTemplate.copyOf');
    }
    if (!terminate) {
      assertEnds(props, `[${this.node.path}]`);
    }
    this.apiObject = apiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Experiment',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this._toKube() }),
    });
    renderRolloutsLast(Chart.of(this));
    refersWithinNamespace(this, () => analyses.flatMap(({ template }) => referredWith(template)));
  }

  /**
   * @internal
   */
  public _toKube(): ExperimentSpec {
    const { props } = this;
    return {
      templates: props.templates.map((template) => template._toKube(this.name)),
      analyses: renderExperimentAnalyses(props.analyses, this.run),
      duration: goDuration(props.duration),
      progressDeadlineSeconds: props.progressDeadline?.toSeconds(),
      scaleDownDelaySeconds: props.scaleDownDelay?.toSeconds(),
      terminate: props.terminate,
      dryRun: renderDryRun(props.dryRun),
      measurementRetention: renderMeasurementRetention(props.measurementRetention),
      analysisRunMetadata: props.analysisRunMetadata,
    };
  }

  private get run(): ExperimentRun {
    const { namespace } = this.metadata;
    return {
      title: `Experiment "${this.name}"`,
      rollout: '',
      namespace,
      routers: [],
      templates: this.props.templates,
      rolloutField: (fieldPath) => fieldPath === 'metadata.namespace' && namespace ? { value: namespace } : undefined,
      portsOf: (template) => template._ports ?? [],
    };
  }
}
