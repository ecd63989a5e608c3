import { ApiObject, Chart, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { expectedBy, IAnalysisTemplate, referredWith } from '../analysis/analysis-template';
import { RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { lazily } from '../manifest/lazily';
import { NAME_LABEL } from '../manifest/names';
import { PodTemplateSpec, RolloutSpec, RolloutStrategy } from '../manifest/types';
import { apiObject } from '../synth/api-object';
import { Lint } from '../synth/lint';
import { podTemplateOf, selectorOf } from '../synth/pod-template';
import { expectOfPods } from '../synth/pods-as-expected';
import { renderRolloutsLast } from '../synth/rollouts-last';
import { Referred, refersWithinNamespace } from '../synth/same-namespace';
import type { RolloutPlan } from './rollout-plan';
import { PlanOptions } from './rollout-plan-options';
import { RolloutProps } from './rollout-props';
import { ServedPods } from './service-pair';
import { ServiceReference } from './service-reference';
import { portsOfTemplate, scaledContainersOf } from './template-containers';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is a plan to make
const plans = lazily(() => require('./rollout-plan') as typeof import('./rollout-plan'));

/** How a canary's traffic is split, as far as its manifest says. */
export type CanaryTraffic = Pick<NonNullable<RolloutStrategy['canary']>, 'stableService' | 'canaryService' | 'trafficRouting'>;

/** What is to know about a rollout from outside, such as which alerts concern it. Also of one that cannot be rendered. */
export interface RolloutTraits {
  readonly routers: readonly string[];
  readonly analysed: boolean;
  readonly stepPlugins: boolean;
  readonly experiments: boolean;
  readonly longestTimedPause: Duration;
  /** How long an update pauses altogether, without the pauses that wait for someone. */
  readonly timedPauses: Duration;
  readonly traffic?: CanaryTraffic;
  /** The Services that a promotion switches. */
  readonly switched?: { readonly active: string; readonly preview: string };
}

/**
 * The base class of `BlueGreenRollout` and `CanaryRollout`: a workload that releases new versions with a strategy.
 *
 * In the output of its chart the rollout comes after all other objects, unless another object depends on it. The reason is that the controller looks
 * for the Services and routes of a rollout as soon as the rollout is applied.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 * @example
 * function watch(rollout: Rollout) {
 *   new RolloutPodMonitor(rollout, 'PodMonitor', { rollout: rollout, port: 'http' });
 *   new RolloutAlerts(rollout, 'Alerts', { rollouts: [rollout] });
 * }
 * watch(api);
 */
@checked
export abstract class Rollout extends kplus.Workload implements kplus.IScalable {
  /**
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType = 'rollouts';

  /**
   * Whether an autoscaler decides the number of pods.
   */
  public hasAutoscaler = false;

  protected readonly apiObject: ApiObject;
  private readonly rolloutProps: RolloutProps;

  constructor(scope: Construct, id: string, props: RolloutProps) {
    // the selector is made below, from the name; spread would be added anew with every rendering
    super(scope, id, { ...props, select: false, spread: false });
    this.rolloutProps = props;
    this.apiObject = apiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this._toKube() }),
    });
    renderRolloutsLast(Chart.of(this));
    this.assertNothingIgnored(props);
    this.selectPods(props);
    if (props.spread) {
      // preferred, because both versions count: with a hard rule the pods of an update could find no node left
      this.scheduling.spread({ topology: kplus.Topology.HOSTNAME, weight: 100 });
      this.scheduling.spread({ topology: kplus.Topology.ZONE, weight: 100 });
    }
    if (this.isolate) {
      this.connections.isolate();
    }
    if (props.workloadRef?._keepsItsPods) {
      Lint.suppress(this, 'workload-shrinks', 'the first phase of a migration, in which both have pods');
    }
    refersWithinNamespace(this, () => this.referred());
    expectOfPods(this.apiObject, () => this.templates.flatMap(expectedBy));
  }

  /**
   * Creates a Service for all pods of the rollout, of all versions.
   */
  public exposeViaService(options: kplus.DeploymentExposeViaServiceOptions = {}): kplus.Service {
    return new kplus.Service(this, `${options.name ?? ''}Service`, {
      selector: this,
      ports: options.ports ?? this.servedPorts(),
      metadata: { name: options.name, namespace: this.metadata.namespace },
      type: options.serviceType,
    });
  }

  /**
   * Sends a path of an Ingress to the rollout. It does not move traffic between versions: use traffic routing for that.
   */
  public exposeViaIngress(path: string, options: kplus.ExposeDeploymentViaIngressOptions = {}): kplus.Ingress {
    const service = this.exposeViaService(options);
    const ingress = options.ingress ?? new kplus.Ingress(service, 'Ingress', { metadata: { namespace: this.metadata.namespace } });
    refersWithinNamespace(ingress, () => [this]);
    return service.exposeViaIngress(path, { ...options, ingress });
  }

  /**
   * @see IScalable.markHasAutoscaler()
   */
  public markHasAutoscaler() {
    this.hasAutoscaler = true;
  }

  /**
   * @see IScalable.toScalingTarget()
   */
  public toScalingTarget(): kplus.ScalingTarget {
    const { podTemplate, replicas } = this.rolloutProps;
    return {
      kind: this.apiObject.kind,
      apiVersion: this.apiObject.apiVersion,
      name: this.name,
      containers: podTemplate ? scaledContainersOf(podTemplate) : this.containers,
      replicas,
    };
  }

  /**
   * Shows what an update of this rollout will do. To find out, it renders the objects of the app. It throws if the checks report an error about the
   * rollout, its analysis templates or its autoscaler.
   */
  public plan(options: PlanOptions = {}): RolloutPlan {
    return plans().RolloutPlan._in(this.apiObject, options);
  }

  /**
   * @see IPodSelector.toPodSelectorConfig()
   */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { workloadRef, podTemplate } = this.rolloutProps;
    if (!workloadRef && podTemplate === undefined) {
      return super.toPodSelectorConfig();
    }
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.podLabels }),
      namespaces: this.metadata.namespace ? { names: [this.metadata.namespace] } : undefined,
    };
  }

  /**
   * The containers of the pods, including those of a referenced Deployment. Network policies and autoscalers read them.
   */
  public get containers(): kplus.Container[] {
    const own = super.containers;
    return own.length > 0 ? own : this.rolloutProps?.workloadRef?._containers ?? [];
  }

  /**
   * Adds a container. Only if the pods are made from `containers`.
   */
  public addContainer(container: kplus.ContainerProps): kplus.Container {
    this.assertOwnPods('addContainer');
    return super.addContainer(container);
  }

  /**
   * Attaches a container. Only if the pods are made from `containers`.
   */
  public attachContainer(container: kplus.Container) {
    this.assertOwnPods('attachContainer');
    super.attachContainer(container);
  }

  /**
   * Adds an init container. Only if the pods are made from `containers`.
   */
  public addInitContainer(container: kplus.ContainerProps): kplus.Container {
    this.assertOwnPods('addInitContainer');
    return super.addInitContainer(container);
  }

  /**
   * Adds a volume. Only if the pods are made from `containers`.
   */
  public addVolume(volume: kplus.Volume) {
    this.assertOwnPods('addVolume');
    super.addVolume(volume);
  }

  /**
   * Adds a host alias. Only if the pods are made from `containers`.
   */
  public addHostAlias(hostAlias: kplus.HostAlias) {
    this.assertOwnPods('addHostAlias');
    super.addHostAlias(hostAlias);
  }

  /**
   * @internal
   */
  public abstract get _traits(): RolloutTraits;

  /**
   * All analyses of its updates.
   *
   * @internal
   */
  protected abstract get _analyses(): readonly Pick<RolloutAnalysis, 'templates'>[];

  /**
   * The Services that it steers, as far as there are any yet.
   *
   * @internal
   */
  protected abstract get _services(): readonly ServiceReference[];

  /**
   * @internal
   */
  public abstract _toKubeStrategy(): RolloutStrategy;

  /**
   * @internal
   */
  public _toKube(): RolloutSpec {
    const { rolloutProps: props } = this;
    return {
      replicas: this.hasAutoscaler ? undefined : props.replicas,
      analysis: props.analysisRunHistory,
      minReadySeconds: props.minReady?.toSeconds(),
      paused: props.paused,
      progressDeadlineSeconds: props.progressDeadline?.toSeconds(),
      progressDeadlineAbort: props.progressDeadlineAbort,
      restartAt: props.restartAt,
      revisionHistoryLimit: props.revisionHistoryLimit,
      rollbackWindow: props.rollbackWindow,
      selector: this.toSelector(),
      workloadRef: props.workloadRef?._toKube(),
      template: this.toPodTemplate(),
      strategy: this._toKubeStrategy(),
    };
  }

  /**
   * What the rollout's own Services reach.
   *
   * @internal
   */
  protected get _servedPods(): ServedPods {
    return {
      name: this.name,
      namespace: this.metadata.namespace,
      services: this.rolloutProps.services,
      labels: () => this.podLabels,
      ports: () => this.servedPorts(),
    };
  }

  /**
   * The ports that its pods listen on.
   *
   * @internal
   */
  protected get _podPorts(): number[] {
    return this.podPorts.map(({ number }) => number);
  }

  /** All that its manifest names without a namespace. Routers say what theirs is. */
  private referred(): (Referred | undefined)[] {
    const { workloadRef, serviceAccount, dockerRegistryAuth } = this.rolloutProps;
    return [
      workloadRef?._referred,
      serviceAccount,
      dockerRegistryAuth,
      ...this._services.map(({ _referred }) => _referred),
      ...this.templates.flatMap(referredWith),
    ];
  }

  private get templates(): IAnalysisTemplate[] {
    return [...new Set(this._analyses.flatMap(({ templates }) => templates))];
  }

  private toSelector() {
    const selector = selectorOf(this);
    return selector?.matchLabels || selector?.matchExpressions ? selector : undefined;
  }

  private toPodTemplate(): PodTemplateSpec | undefined {
    const { podTemplate, workloadRef } = this.rolloutProps;
    return podTemplate ?? workloadRef?._template ?? (super.containers.length > 0 ? podTemplateOf(this) : undefined);
  }

  /**
   * The name makes a selector that survives a move in the construct tree: a Rollout's selector cannot be changed.
   * With a `workloadRef` the controller takes the selector of the referenced workload, if that has one.
   */
  private selectPods(props: RolloutProps) {
    const labels = props.selector ?? props.workloadRef?._selectorInstead ?? (props.select === false ? {} : { [NAME_LABEL]: this.name });
    this.select(kplus.LabelSelector.of({ labels }));
    this.podMetadata.addLabel(kplus.Pod.ADDRESS_LABEL, this.name);
    for (const [key, value] of Object.entries(labels)) {
      this.podMetadata.addLabel(key, value);
    }
  }

  private get podLabels(): Record<string, string> {
    return this.rolloutProps.workloadRef?._podLabels ?? this.matchLabels;
  }

  private servedPorts(): kplus.ServicePort[] {
    const ports = this.rolloutProps.servicePorts ?? this.podPorts.map(({ name, number, protocol }) => ({ name, port: number, protocol }));
    if (ports.length === 0) {
      throw new Error(`[${this.node.path}] has no port for a service: give a container a port, or the rollout "servicePorts"`);
    }
    if (ports.length > 1 && ports.some(({ name }) => name === undefined)) {
      throw new Error(`[${this.node.path}] has several ports for a service, got one without a name: name each of them`);
    }
    this.assertDifferent('name', ports, ({ name }) => name);
    this.assertDifferent('number', ports, ({ port, protocol }) => `${port} (${protocol ?? kplus.Protocol.TCP})`);
    return ports;
  }

  /** Kubernetes refuses a Service in which two ports are the same. */
  private assertDifferent(what: string, ports: kplus.ServicePort[], of: (port: kplus.ServicePort) => string | undefined) {
    const values = ports.map(of);
    const twice = values.find((value, index) => value !== undefined && values.indexOf(value) < index);
    if (twice !== undefined) {
      throw new Error(`[${this.node.path}] has two ports of one ${what} for a service, got ${twice}: give the rollout "servicePorts" that differ, `
        + 'or the ports of its containers');
    }
  }

  private get podPorts(): kplus.ContainerPort[] {
    const { workloadRef, podTemplate } = this.rolloutProps;
    if (workloadRef) {
      return workloadRef._ports;
    }
    return podTemplate ? portsOfTemplate(podTemplate) : this.containers.flatMap(({ ports }) => ports);
  }

  /** Containers beside a `workloadRef` are rendered, for the rules to find. */
  private assertNothingIgnored(props: RolloutProps) {
    const { podTemplate, containers = [], initContainers = [], volumes = [], hostAliases = [], podMetadata, spread } = props;
    if (podTemplate !== undefined && containers.length > 0) {
      throw new Error(`[${this.node.path}] got both "containers" and "podTemplate": the pods of a rollout come from one of them, or from "workloadRef"`);
    }
    const parts = { initContainers: initContainers.length, volumes: volumes.length, hostAliases: hostAliases.length, podMetadata, spread };
    for (const [name] of Object.entries(parts).filter(([, given]) => given)) {
      this.assertOwnPods(`"${name}"`);
    }
  }

  private assertOwnPods(change: string) {
    // while the base constructor runs there are only containers
    const source = this.rolloutProps?.workloadRef ? 'workloadRef' : this.rolloutProps?.podTemplate ? 'podTemplate' : undefined;
    if (source) {
      throw new Error(`[${this.node.path}] ${change} has no effect: the pods of this rollout come from "${source}". Change them there`);
    }
  }
}
