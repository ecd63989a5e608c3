import { Duration } from 'cdk8s';
import { ContainerProps } from 'cdk8s-plus-28';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';

/**
 * The Service of a template. The controller creates it, and deletes it together with the pods. Its ports are the ports of the containers.
 */
export interface ExperimentService {
  /**
   * The name of the Service. In a step, do not set it: two consecutive updates would use the same name.
   *
   * @default - the name of the ReplicaSet: `<experiment>-<template>`
   */
  readonly name?: string;
}

/**
 * Options of every template of an experiment.
 */
export interface ExperimentTemplateOptions {
  /**
   * The number of pods.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Create a Service for the pods of this template only. `{}` lets the controller choose the name.
   *
   * @default - no Service, unless the template has a `weight`
   */
  readonly service?: ExperimentService;

  /**
   * The labels that select the pods of the template. In a step these labels are not added to the pods: add them with `metadata`.
   *
   * @default - `app.kubernetes.io/name` with `<experiment>-<template>`, which no Service of a rollout selects; in a step, the selector of the rollout.
   * The controller adds the pod-template hash
   */
  readonly selector?: Record<string, string>;

  /**
   * Labels and annotations that are added to the pods. In a step, a label here replaces the label of the rollout's pods with the same key, also in
   * the selector.
   *
   * @default - none
   */
  readonly metadata?: CreatedObjectMetadata;
}

/**
 * Options of a template with the pods of a version of the rollout.
 */
export interface ExperimentReferenceOptions extends ExperimentTemplateOptions {
  /**
   * The percentage of the traffic that these pods get during the experiment. The stable version gets that much less. Needs a router that supports
   * this: ALB, Istio, SMI, or a plugin such as the Gateway API plugin.
   *
   * @default - none: the pods only get requests to their own Service
   */
  readonly weight?: number;
}

/**
 * Options of a template with pods of its own.
 */
export interface ExperimentPodsOptions extends ExperimentTemplateOptions {
  /**
   * How long a pod must be ready before it is available. At most the `progressDeadline` of the experiment.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;
}

/**
 * Options of `ExperimentTemplate.fromContainers`.
 */
export interface ExperimentContainersOptions extends ExperimentPodsOptions {
  /**
   * The containers, as in a `kplus.Pod`. Volumes that they mount are added to the pods. The pods have no API server token.
   */
  readonly containers: ContainerProps[];
}
