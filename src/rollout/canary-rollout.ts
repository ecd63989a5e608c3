import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AnalysisPlace, AnalysisUse, READ_OF_ROLLOUT } from '../analysis/analysis-use';
import { asksForService, renderAnalysis, RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { RolloutStrategy, TrafficRouting } from '../manifest/types';
import { mayBeNewer } from '../synth/check';
import { percentOrAbsolute } from '../synth/percent-or-absolute';
import { CanaryRolloutProps } from './canary-rollout-props';
import { CanaryTraffic, Rollout, RolloutTraits } from './rollout';
import { rolloutService, ServicePair } from './service-pair';
import { ServiceReference } from './service-reference';
import { TrafficRouter } from './traffic-router';

/**
 * A rollout that moves traffic to the new version step by step.
 *
 * With traffic routing, such as `NginxTrafficRouting` or `IstioTrafficRouting`, a weight is a share of the requests. Without it, a weight is a share
 * of the pods, rounded to whole pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 * @example
 * const web = new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   replicas: 5,
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   steps: [CanaryStep.weight(20), CanaryStep.pause(Duration.minutes(10)), CanaryStep.analysis({ templates: [health] })],
 * });
 * new IstioTrafficRouting(chart, 'Traffic', { rollout: web, hosts: ['shop.example'], gateways: ['istio-ingress/public'] });
 */
@checked
export class CanaryRollout extends Rollout {
  private readonly props: CanaryRolloutProps;
  private readonly routers: TrafficRouter[] = [];
  private isExposed = false;
  private services?: ServicePair;
  private readonly turns?: ServicePair;

  constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    super(scope, id, props);
    this.props = props;
    const { pingPong, stableService, canaryService, services } = props;
    this.turns = pingPong && {
      stable: pingPong.pingService ?? rolloutService(this, 'ping', this._servedPods),
      canary: pingPong.pongService ?? rolloutService(this, 'pong', this._servedPods),
    };
    const gates = [asksForService(props.analysis), ...(props.steps ?? []).map((step) => step._asksForService)];
    if (stableService || canaryService || (services && !pingPong) || gates.includes(true)) {
      this.makeServices();
    }
    mayBeNewer(this.apiObject, () => (props.steps ?? []).flatMap((step, index) => step._custom ? [`/spec/strategy/canary/steps/${index}`] : []));
  }

  /**
   * The Service of the stable version. Both Services exist when a traffic router or an analysis needs them, or with the option `services`. Before
   * that, reading this property is an error.
   */
  public get stableService(): ServiceReference {
    return this.existingServices().stable;
  }

  /**
   * The Service of the new version. It exists together with `stableService`.
   */
  public get canaryService(): ServiceReference {
    return this.existingServices().canary;
  }

  /**
   * Sends a path of an Ingress to all pods of the rollout. This is an error together with traffic routing, because these requests would ignore the
   * weight.
   */
  public exposeViaIngress(path: string, options: kplus.ExposeDeploymentViaIngressOptions = {}): kplus.Ingress {
    this.isExposed = true;
    this.assertOneWayIn();
    return super.exposeViaIngress(path, options);
  }

  /**
   * @internal
   */
  public _routeTraffic(router: TrafficRouter) {
    if (this.routers.some(({ name }) => name === router.name)) {
      throw new Error(`[${this.node.path}] already has ${router.name} traffic routing: give one construct all of its routes`);
    }
    this.routers.push(router);
    this.assertOneWayIn();
    if (!this.turns && !router.needsNoServices) {
      this.makeServices();
    }
  }

  /**
   * The names of the Services that a router sends traffic to. With ping-pong the two take turns.
   *
   * @internal
   */
  public get _routedServices(): ServicePair {
    return this.turns ?? this.makeServices();
  }

  /**
   * Whether its Services take turns.
   *
   * @internal
   */
  public get _takesTurns(): boolean {
    return this.turns !== undefined;
  }

  /**
   * A Service that leads to the pods of both versions, for a router that splits its requests.
   *
   * @internal
   */
  public _rootService(scope: Construct, name?: string): ServiceReference {
    const { labels, appProtocol } = this.props.services ?? {};
    return rolloutService(scope, 'root', { ...this._servedPods, services: { labels, appProtocol } }, name);
  }

  /**
   * The labels of the pods by which a Service or a subset finds them.
   *
   * @internal
   */
  public get _selectedLabels(): Record<string, string> {
    return this._servedPods.labels();
  }

  /**
   * @internal
   */
  public get _traits(): RolloutTraits {
    const { steps = [] } = this.props;
    const pauses = steps.map((step) => step._pause?.toMilliseconds() ?? 0);
    return {
      routers: this.routers.map(({ name }) => name),
      analysed: this._analyses.length > 0,
      stepPlugins: steps.some((step) => step._plugin),
      experiments: steps.some((step) => step._runsExperiment),
      longestTimedPause: Duration.millis(Math.max(0, ...pauses)),
      timedPauses: Duration.millis(pauses.reduce((sum, pause) => sum + pause, 0)),
      traffic: this.toTraffic(),
    };
  }

  /**
   * @internal
   */
  protected get _analyses(): Pick<RolloutAnalysis, 'templates'>[] {
    const { analysis, steps = [] } = this.props;
    return [...analysis ? [analysis] : [], ...steps.flatMap((step) => step._analyses)];
  }

  /**
   * @internal
   */
  protected get _services(): ServiceReference[] {
    return [this.services, this.turns].flatMap((pair) => pair ? [pair.stable, pair.canary] : []);
  }

  /**
   * @internal
   */
  public _toKubeStrategy(): RolloutStrategy {
    const { props } = this;
    const { stableService, canaryService, trafficRouting } = this.toTraffic();
    return {
      canary: {
        stableService,
        canaryService,
        pingPong: this.turns && { pingService: this.turns.stable.name, pongService: this.turns.canary.name },
        trafficRouting,
        analysis: props.analysis && {
          ...renderAnalysis(props.analysis, this.use('background')),
          startingStep: props.analysis.startingStep,
        },
        steps: props.steps?.map((step) => step._toKube(this.use('step'))),
        maxSurge: percentOrAbsolute(props.maxSurge),
        maxUnavailable: percentOrAbsolute(props.maxUnavailable),
        minPodsPerReplicaSet: props.minPodsPerReplicaSet,
        replicaProgressThreshold: props.replicaProgressThreshold?._toKube(),
        dynamicStableScale: props.dynamicStableScale,
        scaleDownDelaySeconds: props.scaleDownDelay?.toSeconds(),
        scaleDownDelayRevisionLimit: props.scaleDownDelayRevisionLimit,
        abortScaleDownDelaySeconds: props.abortScaleDownDelay?.toSeconds(),
        antiAffinity: props.antiAffinity?._toKube(),
        canaryMetadata: props.canaryMetadata,
        stableMetadata: props.stableMetadata,
      },
    };
  }

  private toTraffic(): CanaryTraffic {
    return {
      stableService: this.services?.stable.name,
      canaryService: this.services?.canary.name,
      trafficRouting: this.toTrafficRouting(),
    };
  }

  private toTrafficRouting(): TrafficRouting | undefined {
    if (this.routers.length === 0) {
      return undefined;
    }
    const routes = new Set((this.props.steps ?? []).flatMap((step) => step._route ?? []));
    const fragments = this.routers.map((router) => router.toTrafficRouting());
    const plugins = fragments.flatMap((fragment) => fragment.plugins ?? []);
    return {
      managedRoutes: routes.size > 0 ? [...routes].map((name) => ({ name })) : undefined,
      maxTrafficWeight: this.routers.find(({ maxTrafficWeight }) => maxTrafficWeight !== undefined)?.maxTrafficWeight,
      ...Object.assign({}, ...fragments) as TrafficRouting,
      plugins: plugins.length > 0 ? Object.assign({}, ...plugins) : undefined,
    };
  }

  private use(place: AnalysisPlace): AnalysisUse {
    return {
      place,
      rollout: this.name,
      namespace: this.metadata.namespace,
      routers: this.routers.filter(({ needsNoServices }) => !needsNoServices).map(({ name }) => name),
      ...READ_OF_ROLLOUT,
      podPorts: () => this._podPorts,
      measured: () => this.existingServices().canary,
      primary: () => this.existingServices().stable,
    };
  }

  private assertOneWayIn() {
    if (this.isExposed && this.routers.length > 0) {
      throw new Error(`[${this.node.path}] has ${this.routers[0].name} traffic routing, and "exposeViaIngress" would lead requests past it to all pods: `
        + 'give hosts and paths to the traffic routing, or lead the Ingress to "stableService.toIngressBackend()"');
    }
  }

  private existingServices(): ServicePair {
    this.assertNoTurns();
    if (!this.services) {
      throw new Error(`[${this.node.path}] has no stable and canary service: nothing needs them yet. `
        + 'Make its traffic routing first, or give the rollout the option "services"');
    }
    return this.services;
  }

  private makeServices(): ServicePair {
    this.assertNoTurns();
    this.services ??= {
      stable: this.props.stableService ?? rolloutService(this, 'stable', this._servedPods),
      canary: this.props.canaryService ?? rolloutService(this, 'canary', this._servedPods),
    };
    return this.services;
  }

  private assertNoTurns() {
    if (this.turns && !this.props.stableService && !this.props.canaryService) {
      throw new Error(`[${this.node.path}] has no stable and canary service, because with "pingPong" its two services take turns: `
        + 'measure by pod-template hash, as PrometheusSource.application does');
    }
  }
}
