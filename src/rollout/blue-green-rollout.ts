import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AnalysisPlace, AnalysisUse, READ_OF_ROLLOUT } from '../analysis/analysis-use';
import { CreatedObjectMetadata } from '../analysis/created-object-metadata';
import { renderAnalysis, RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { RolloutStrategy } from '../manifest/types';
import { percentOrAbsolute } from '../synth/percent-or-absolute';
import { refersWithinNamespace } from '../synth/same-namespace';
import { AntiAffinity } from './anti-affinity';
import { Rollout, RolloutTraits } from './rollout';
import { RolloutProps } from './rollout-props';
import { rolloutService } from './service-pair';
import { ServiceReference } from './service-reference';

/**
 * Options of a `BlueGreenRollout`.
 */
export interface BlueGreenRolloutProps extends RolloutProps {
  /**
   * The Service for the users. The controller changes it to the new version at promotion.
   *
   * @default - `<name>-active` is created
   */
  readonly activeService?: ServiceReference;

  /**
   * The Service for the new version before it is promoted.
   *
   * @default - `<name>-preview` is created
   */
  readonly previewService?: ServiceReference;

  /**
   * Promote a new version automatically, when it is ready and the pre-promotion analysis has succeeded. With `false` a person must promote it.
   *
   * @default true
   */
  readonly autoPromotionEnabled?: boolean;

  /**
   * How long to wait before a new version that is ready is promoted automatically. Ignored if `autoPromotionEnabled` is false.
   *
   * @default - at once
   */
  readonly autoPromotionDelay?: Duration;

  /**
   * How long the old version keeps running after the new version has become stable. The new version becomes stable at the switch, or, if there is a
   * post-promotion analysis, when this analysis has succeeded. Until then the old version keeps all its pods. While the old version runs, a rollback
   * is immediate. At least 30 seconds, so that every node and load balancer has noticed the switch.
   *
   * @default Duration.seconds(30)
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions keep running during `scaleDownDelay`. At most `revisionHistoryLimit`.
   *
   * @default - all
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the new version keeps running after an abort. Zero means that it is never scaled down.
   *
   * @default Duration.seconds(30)
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * The number of pods of the new version before it is promoted.
   *
   * @default - the same as `replicas`
   */
  readonly previewReplicaCount?: number;

  /**
   * How many pods may be unavailable, for example during a restart.
   *
   * @default kplus.PercentOrAbsolute.percent(25)
   */
  readonly maxUnavailable?: kplus.PercentOrAbsolute;

  /**
   * Keep pods of the new version away from nodes that run pods of the old version.
   *
   * @default - no rule
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Labels and annotations that the pods have while they are active. The keys must not be in the selector or in the pod template.
   *
   * @default - none
   */
  readonly activeMetadata?: CreatedObjectMetadata;

  /**
   * Labels and annotations that the pods have while they are the preview. The keys must not be in the selector or in the pod template.
   *
   * @default - none
   */
  readonly previewMetadata?: CreatedObjectMetadata;

  /**
   * An analysis before the switch. If it fails, the update is aborted, and users never see the new version.
   *
   * @default - none
   */
  readonly prePromotionAnalysis?: RolloutAnalysis;

  /**
   * An analysis after the switch. If it fails, the controller switches back at once: the old version keeps all its pods until the analysis has
   * succeeded.
   *
   * @default - none
   */
  readonly postPromotionAnalysis?: RolloutAnalysis;
}

/**
 * A rollout that starts the new version next to the old version, checks it, and then moves all traffic at once.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/
 * @example
 * new BlueGreenRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   replicas: 3,
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   prePromotionAnalysis: { templates: [health] },
 *   autoPromotionEnabled: false,
 *   scaleDownDelay: Duration.minutes(10),
 * });
 */
@checked
export class BlueGreenRollout extends Rollout {
  /**
   * The Service for the users.
   */
  public readonly activeService: ServiceReference;

  /**
   * The Service for the new version before it is promoted.
   */
  public readonly previewService: ServiceReference;

  private readonly props: BlueGreenRolloutProps;

  constructor(scope: Construct, id: string, props: BlueGreenRolloutProps) {
    super(scope, id, props);
    this.props = props;
    this.activeService = props.activeService ?? rolloutService(this, 'active', this._servedPods);
    this.previewService = props.previewService ?? rolloutService(this, 'preview', this._servedPods);
  }

  /**
   * Always throws, because a Service for all pods would send users to a version that is not promoted. Use `activeService` or `previewService`.
   */
  public exposeViaService(_options: kplus.DeploymentExposeViaServiceOptions = {}): kplus.Service {
    throw new Error(`[${this.node.path}] a service for all pods would lead to versions that are not promoted: `
      + 'use "activeService" or "previewService", with "servicePorts" for their ports');
  }

  /**
   * Sends a path of an Ingress to the active Service.
   */
  public exposeViaIngress(path: string, options: kplus.ExposeDeploymentViaIngressOptions = {}): kplus.Ingress {
    const ingress = options.ingress ?? new kplus.Ingress(this, 'Ingress', { metadata: { namespace: this.metadata.namespace } });
    refersWithinNamespace(ingress, () => [this]);
    ingress.addRule(path, this.activeService.toIngressBackend(), options.pathType);
    return ingress;
  }

  /**
   * @internal
   */
  protected get _analyses(): RolloutAnalysis[] {
    return [this.props.prePromotionAnalysis, this.props.postPromotionAnalysis].filter((analysis) => analysis !== undefined);
  }

  /**
   * @internal
   */
  protected get _services(): ServiceReference[] {
    return [this.activeService, this.previewService];
  }

  /**
   * @internal
   */
  public get _traits(): RolloutTraits {
    const { autoPromotionDelay = Duration.seconds(0) } = this.props;
    return {
      routers: [],
      analysed: this._analyses.length > 0,
      stepPlugins: false,
      experiments: false,
      longestTimedPause: autoPromotionDelay,
      timedPauses: autoPromotionDelay,
      switched: { active: this.activeService.name, preview: this.previewService.name },
    };
  }

  /**
   * @internal
   */
  public _toKubeStrategy(): RolloutStrategy {
    const { props } = this;
    return {
      blueGreen: {
        activeService: this.activeService.name,
        previewService: this.previewService.name,
        autoPromotionEnabled: props.autoPromotionEnabled,
        autoPromotionSeconds: props.autoPromotionDelay?.toSeconds(),
        scaleDownDelaySeconds: props.scaleDownDelay?.toSeconds(),
        scaleDownDelayRevisionLimit: props.scaleDownDelayRevisionLimit,
        abortScaleDownDelaySeconds: props.abortScaleDownDelay?.toSeconds(),
        previewReplicaCount: props.previewReplicaCount,
        maxUnavailable: percentOrAbsolute(props.maxUnavailable),
        antiAffinity: props.antiAffinity?._toKube(),
        activeMetadata: props.activeMetadata,
        previewMetadata: props.previewMetadata,
        prePromotionAnalysis: this.gate('pre-promotion', props.prePromotionAnalysis),
        postPromotionAnalysis: this.gate('post-promotion', props.postPromotionAnalysis),
      },
    };
  }

  private gate(place: AnalysisPlace, analysis?: RolloutAnalysis) {
    const use: AnalysisUse = {
      place,
      rollout: this.name,
      namespace: this.metadata.namespace,
      routers: [],
      ...READ_OF_ROLLOUT,
      podPorts: () => this._podPorts,
      measured: () => place === 'pre-promotion' ? this.previewService : this.activeService,
      primary: () => this.activeService,
    };
    return analysis && renderAnalysis(analysis, use);
  }
}
