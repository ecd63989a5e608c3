import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AnalysisPlace, AnalysisUse } from '../analysis/analysis-use';
import { asksForService, renderAnalysis, RolloutAnalysis } from '../analysis/rollout-analysis';
import { RolloutStrategy, TrafficRouting } from '../manifest/types';
import { percentOrAbsolute } from '../synth/percent-or-absolute';
import { CanaryRolloutProps } from './canary-rollout-props';
import { CanaryTraffic, Rollout, RolloutTraits } from './rollout';
import { rolloutService } from './service-pair';
import { ServiceReference } from './service-reference';
import { TrafficRouter } from './traffic-router';

/**
 * Moves traffic to the new version step by step. Without traffic routing (`NginxTrafficRouting`, `IstioTrafficRouting`)
 * the weight is a share of pods, and no finer than one of them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
export class CanaryRollout extends Rollout {
  private readonly props: CanaryRolloutProps;
  private readonly routers: TrafficRouter[] = [];
  private isExposed = false;
  private services?: { readonly stable: ServiceReference; readonly canary: ServiceReference };

  constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    super(scope, id, props);
    this.props = props;
    const gates = [asksForService(props.analysis), ...(props.steps ?? []).map((step) => step._asksForService)];
    if (props.stableService || props.canaryService || gates.includes(true)) {
      this.assertServices();
    }
  }

  /**
   * The Service of the version that is being replaced. Both Services are created when one of them is first asked for,
   * by a router, by a gate that measures the new version, or here.
   */
  public get stableService(): ServiceReference {
    return this.assertServices().stable;
  }

  /**
   * The Service of the new version, created like `stableService`.
   */
  public get canaryService(): ServiceReference {
    return this.assertServices().canary;
  }

  /**
   * Sends a path of an Ingress to all pods of the rollout. Refused beside traffic routing: those requests would go past it, whatever the weight says.
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
    if (this.routers.some(({ key }) => key === router.key)) {
      throw new Error(`[${this.node.path}] already has ${router.key} traffic routing: give one construct all of its routes`);
    }
    this.routers.push(router);
    this.assertOneWayIn();
    if (!this.props.pingPong) {
      this.assertServices();
    }
  }

  /**
   * The names of the Services that a router sends traffic to. With ping-pong the two take turns.
   *
   * @internal
   */
  public get _routedServices(): { readonly stable: ServiceReference; readonly canary: ServiceReference } {
    const { pingPong } = this.props;
    return pingPong ? { stable: pingPong.pingService, canary: pingPong.pongService } : this.assertServices();
  }

  /**
   * @internal
   */
  public get _traits(): RolloutTraits {
    const { steps = [] } = this.props;
    const pauses = steps.map((step) => step._pause?.toMilliseconds() ?? 0);
    return {
      routers: this.routers.map(({ key }) => key),
      analysed: this._analyses.length > 0,
      stepPlugins: steps.some((step) => step._plugin),
      longestTimedPause: Duration.millis(Math.max(0, ...pauses)),
      timedPauses: Duration.millis(pauses.reduce((sum, pause) => sum + pause, 0)),
      traffic: this.toTraffic(),
    };
  }

  /**
   * @internal
   */
  protected get _analyses(): RolloutAnalysis[] {
    const { analysis, steps = [] } = this.props;
    return [...analysis ? [analysis] : [], ...steps.flatMap((step) => step._analysis ?? [])];
  }

  /**
   * @internal
   */
  protected get _services(): ServiceReference[] {
    const { pingPong } = this.props;
    return [...Object.values(this.services ?? {}), ...Object.values(pingPong ?? {})];
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
        pingPong: props.pingPong && { pingService: props.pingPong.pingService.name, pongService: props.pingPong.pongService.name },
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
    return {
      managedRoutes: routes.size > 0 ? [...routes].map((name) => ({ name })) : undefined,
      maxTrafficWeight: this.routers.find(({ maxTrafficWeight }) => maxTrafficWeight !== undefined)?.maxTrafficWeight,
      ...Object.assign({}, ...this.routers.map((router) => router.toTrafficRouting())) as TrafficRouting,
    };
  }

  private use(place: AnalysisPlace): AnalysisUse {
    return {
      place,
      rollout: this.name,
      namespace: this.metadata.namespace,
      routers: this.routers.map(({ key }) => key),
      measured: () => this.assertServices().canary,
      primary: () => this.assertServices().stable,
    };
  }

  private assertOneWayIn() {
    if (this.isExposed && this.routers.length > 0) {
      throw new Error(`[${this.node.path}] has ${this.routers[0].key} traffic routing, and "exposeViaIngress" would lead requests past it to all pods: `
        + 'give hosts and paths to the traffic routing, or lead the Ingress to "stableService.toIngressBackend()"');
    }
  }

  private assertServices() {
    if (this.props.pingPong && !this.props.stableService && !this.props.canaryService) {
      throw new Error(`[${this.node.path}] has no stable and canary service, because with "pingPong" its two services take turns: `
        + 'measure by pod-template hash, as PrometheusSource.application does');
    }
    this.services ??= {
      stable: this.props.stableService ?? rolloutService(this, 'stable', this._servedPods),
      canary: this.props.canaryService ?? rolloutService(this, 'canary', this._servedPods),
    };
    return this.services;
  }
}
