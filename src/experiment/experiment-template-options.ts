import { Duration } from 'cdk8s';
import { ContainerProps } from 'cdk8s-plus-28';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';

/**
 * The Service of a template, which the controller makes and takes away again with the pods. Its ports are those of the containers.
 */
export interface ExperimentService {
  /**
   * Its name. Of a step it is better left out: two updates after one another would want the same one.
   *
   * @default - that of the ReplicaSet: `<experiment>-<template>`
   */
  readonly name?: string;
}

/**
 * What is said of any template of an experiment.
 */
export interface ExperimentTemplateOptions {
  /**
   * The number of pods.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Make a Service that leads to the pods of this template alone. `{}` is one with a name from the controller.
   *
   * @default - none, but a template with a `weight` has one in any case
   */
  readonly service?: ExperimentService;

  /**
   * The labels by which the template finds its pods. Those of a step are not put on the pods: give them with `metadata`.
   *
   * @default - `app.kubernetes.io/name` with `<experiment>-<template>`, which no Service of a rollout selects; in a step, the selector of the rollout.
   * The controller adds the pod-template hash
   */
  readonly selector?: Record<string, string>;

  /**
   * Labels and annotations of the pods, beside those that they have. In a step a label here replaces that of the rollout's pods, also in the selector.
   *
   * @default - none
   */
  readonly metadata?: CreatedObjectMetadata;
}

/**
 * A template whose pods are those of a version of the rollout.
 */
export interface ExperimentReferenceOptions extends ExperimentTemplateOptions {
  /**
   * The share of the traffic that goes to these pods while the experiment runs, as a percentage. Needs a router that can do that: ALB, Istio, SMI,
   * or a plugin such as that of the Gateway API. The stable version gets what is left.
   *
   * @default - none: the pods get only what is sent to their own Service
   */
  readonly weight?: number;
}

/**
 * A template that says itself which pods it has.
 */
export interface ExperimentPodsOptions extends ExperimentTemplateOptions {
  /**
   * How long a pod must be ready before it counts as available. At most the `progressDeadline` of the experiment.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;
}

/**
 * A template whose pods are made of containers.
 */
export interface ExperimentContainersOptions extends ExperimentPodsOptions {
  /**
   * The containers, as in a `kplus.Pod`. The pods have the volumes that these mount, and no token of the API server.
   */
  readonly containers: ContainerProps[];
}
