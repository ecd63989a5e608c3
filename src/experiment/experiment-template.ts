import { Pod } from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { NAME_LABEL } from '../manifest/names';
import { ExperimentTemplate as Fragment, PodTemplateSpec, StepExperimentTemplate } from '../manifest/types';
import { heldObject, written } from '../synth/held-object';
import { podSpecOf } from '../synth/pod-template';
import {
  ExperimentContainersOptions, ExperimentPodsOptions, ExperimentReferenceOptions, ExperimentTemplateOptions,
} from './experiment-template-options';

/** The version of a rollout that a template takes its pods from. */
export type SpecRef = 'stable' | 'canary';

/** Where the pods come from: from a version of the rollout, or from here. */
interface Pods {
  readonly specRef?: SpecRef;
  readonly weight?: number;
  readonly minReadySeconds?: number;
  readonly pod?: () => PodTemplateSpec;
}

/** What holds a pod template, and can be copied. */
const WORKLOADS = ['Rollout', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'PodTemplate'];

/**
 * One kind of pods in an experiment. The controller creates a ReplicaSet for each template. For an `Experiment` a template defines its own pods. For
 * `CanaryStep.experiment` it uses the pods of a version of the rollout.
 *
 * The names of the ReplicaSet and of the Service are made from the name of the template and the name of the experiment. In a step, they are made from
 * the name of the template and the rollout with its hash, revision and step. The name of the Service may have at most 63 characters.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 * @example
 * CanaryStep.experiment({
 *   templates: [
 *     ExperimentTemplate.stable('baseline', { replicas: 2, weight: 5 }),
 *     ExperimentTemplate.canary('canary', { replicas: 2, weight: 5 }),
 *   ],
 *   duration: Duration.minutes(30),
 * });
 */
@checked
export class ExperimentTemplate {
  /**
   * Pods that are made from containers. For an `Experiment`.
   *
   * @param name the name of the template. It must be unique in the experiment
   */
  public static fromContainers(name: string, options: ExperimentContainersOptions): ExperimentTemplate {
    const { containers } = options;
    return ExperimentTemplate.ofPods(name, () => ({ spec: { automountServiceAccountToken: false, ...podSpecOf({ containers }) } }), options);
  }

  /**
   * Pods as in YAML. For an `Experiment`. Only labels and annotations are added, nothing else is changed.
   *
   * @param name the name of the template. It must be unique in the experiment
   * @param podTemplate the pod template, with `metadata` and `spec`
   */
  public static fromPodTemplate(name: string, podTemplate: Record<string, any>, options: ExperimentPodsOptions = {}): ExperimentTemplate {
    return ExperimentTemplate.ofPods(name, () => podTemplate, options);
  }

  /**
   * Pods like those of another workload of this app. For an `Experiment`. The labels that select the pods of that workload and of its Services are
   * removed. So users of that workload are not sent to the experiment.
   *
   * @param name the name of the template. It must be unique in the experiment
   * @param workload any construct that is or contains a Rollout, a Deployment or another workload, made with any library. A workload with a
   * `workloadRef` is an error: give the Deployment instead
   * @example
   * new Experiment(chart, 'NextToIt', {
   *   metadata: { name: 'orders-copy' },
   *   templates: [ExperimentTemplate.copyOf('copy', deployment, { replicas: 1, service: {} })],
   *   duration: Duration.hours(1),
   * });
   */
  public static copyOf(name: string, workload: IConstruct, options: ExperimentPodsOptions = {}): ExperimentTemplate {
    const object = heldObject(workload, WORKLOADS);
    return ExperimentTemplate.ofPods(name, () => copied(written(object), workload.node.path), options);
  }

  /**
   * The pods of the stable version. For a step.
   *
   * @param name the name of the template. It must be unique in the experiment
   */
  public static stable(name: string, options: ExperimentReferenceOptions = {}): ExperimentTemplate {
    return new ExperimentTemplate(name, options, { specRef: 'stable', weight: options.weight });
  }

  /**
   * The pods of the new version. For a step.
   *
   * @param name the name of the template. It must be unique in the experiment
   */
  public static canary(name: string, options: ExperimentReferenceOptions = {}): ExperimentTemplate {
    return new ExperimentTemplate(name, options, { specRef: 'canary', weight: options.weight });
  }

  private static ofPods(name: string, pod: () => PodTemplateSpec, options: ExperimentPodsOptions): ExperimentTemplate {
    return new ExperimentTemplate(name, options, { pod, minReadySeconds: options.minReady?.toSeconds() });
  }

  private constructor(
    /**
     * The name of the template.
     */
    public readonly name: string,
    private readonly options: ExperimentTemplateOptions,
    private readonly pods: Pods,
  ) {}

  /**
   * A text that the controller replaces with the pod-template hash of these pods. Use it as the value of an argument in an analysis of the
   * experiment: `argument.value(template.podTemplateHash)`.
   */
  public get podTemplateHash(): string {
    return `{{templates.${this.name}.podTemplateHash}}`;
  }

  /**
   * A text that the controller replaces with the name of the ReplicaSet of these pods. The names of the pods start with it. Use it as the value of an
   * argument in an analysis of the experiment.
   */
  public get replicaSetName(): string {
    return `{{templates.${this.name}.replicaset.name}}`;
  }

  /**
   * The name of the Service of these pods. Use it as the value of an argument in an analysis of the experiment. It is an error if the template has no
   * Service.
   */
  public get serviceName(): string {
    const { service } = this.options;
    if (!service && this.pods.weight === undefined) {
      throw new Error(`template "${this.name}" of an experiment has no service: give it the option "service"`);
    }
    return service?.name ?? this.replicaSetName;
  }

  /**
   * @internal
   */
  public get _specRef(): SpecRef | undefined {
    return this.pods.specRef;
  }

  /**
   * The ports of its pods, where it says itself which pods it has.
   *
   * @internal
   */
  public get _ports(): number[] | undefined {
    const containers: { ports?: { containerPort: number }[] }[] = this.pods.pod?.().spec?.containers ?? [];
    return this.pods.pod && containers.flatMap(({ ports }) => ports ?? []).map(({ containerPort }) => containerPort);
  }

  /**
   * As a template of an Experiment.
   *
   * @internal
   */
  public _toKube(experiment: string): Fragment {
    const { replicas, service, selector = { [NAME_LABEL]: `${experiment}-${this.name}` }, metadata } = this.options;
    const pod = this.pods.pod!();
    return {
      name: this.name,
      replicas,
      minReadySeconds: this.pods.minReadySeconds,
      selector: { matchLabels: selector },
      service: service && { name: service.name },
      template: {
        ...pod,
        metadata: {
          ...pod.metadata,
          labels: { ...pod.metadata?.labels, ...selector, ...metadata?.labels },
          annotations: metadata?.annotations ? { ...pod.metadata?.annotations, ...metadata.annotations } : pod.metadata?.annotations,
        },
      },
    };
  }

  /**
   * As a template in a step.
   *
   * @internal
   */
  public _toStep(): StepExperimentTemplate {
    const { replicas, service, selector, metadata } = this.options;
    return {
      name: this.name,
      specRef: this.pods.specRef!,
      replicas,
      weight: this.pods.weight,
      service: service && { name: service.name },
      selector: selector && { matchLabels: selector },
      metadata,
    };
  }
}

/** The pod template of a manifest without the labels by which its pods are found there. */
function copied(manifest: any, path: string): PodTemplateSpec {
  const pod: PodTemplateSpec | undefined = manifest.kind === 'PodTemplate' ? manifest.template : manifest.spec?.template;
  if (!pod?.spec) {
    throw new Error(`[${path}] has no pods of its own to copy: give the Deployment of its "workloadRef"`);
  }
  const { labels, ...metadata } = pod.metadata ?? {};
  const found = new Set([Pod.ADDRESS_LABEL, NAME_LABEL, ...Object.keys(manifest.spec?.selector?.matchLabels ?? {})]);
  return { ...pod, metadata: { ...metadata, labels: Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !found.has(key))) } };
}
