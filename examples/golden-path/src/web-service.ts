import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  BlueGreenRollout, CanaryRamp, CanaryRollout, CanaryStep, Monitoring, NotificationEvent, PrometheusAnalysis, PrometheusMetric, PrometheusSource,
  Rollout, RolloutAlerts, RolloutDashboard, RolloutDisruptionBudget, RolloutNotifications, RolloutProps, Threshold,
} from 'cdk8s-argo-rollouts';
import { PLATFORM } from './platform';
import { Policies } from './policies';
import { routeBlueGreen, routeCanary } from './routes';
import { ReleaseStrategy, Router, WebServiceProps, withDefaults } from './web-service-props';

/**
 * A web service as Acme runs it: released step by step and measured, watched, and owned by a team. All of it is there, and right, from the
 * first release; a service says only what makes it different.
 *
 * What has no property here is done with `rollout`, by a JSON patch, or by constructs of your own beside it: see the README.
 */
export class WebService extends Construct {
  /**
   * The rollout.
   */
  public readonly rollout: Rollout;

  private readonly props: ReturnType<typeof withDefaults>;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.props = withDefaults(props);
    this.rollout = this.props.strategy === ReleaseStrategy.BLUE_GREEN ? this.blueGreen() : this.canary();
    this.autoscale();
    this.boundDrains();
    this.watch();
    this.notify();
    this.nameOwner();
    Policies.enforce(this);
  }

  private canary(): CanaryRollout {
    const { autoPromotion, router, host } = this.props;
    const pause = Duration.minutes(5);
    const requests = { templates: [this.requests()] };
    const rollout = new CanaryRollout(this, 'Rollout', {
      ...this.rolloutProps(),
      analysis: { templates: [this.pods()] },
      steps: [
        CanaryStep.weight(5),
        CanaryStep.pause(pause),
        CanaryStep.analysis(requests),
        ...autoPromotion ? [] : [CanaryStep.pause()],
        ...CanaryRamp.linear(25, { pause, analysis: requests }),
      ],
    });
    routeCanary(this, { rollout, router, host });
    return rollout;
  }

  private blueGreen(): BlueGreenRollout {
    const { autoPromotion, router, host } = this.props;
    const rollout = new BlueGreenRollout(this, 'Rollout', {
      ...this.rolloutProps(),
      autoPromotionEnabled: autoPromotion,
      prePromotionAnalysis: { templates: [this.pods()] },
      postPromotionAnalysis: { templates: [this.requests()] },
    });
    routeBlueGreen(this, { rollout, router, host });
    return rollout;
  }

  private rolloutProps(): RolloutProps {
    const { name, image, port, healthPath, cpu, memory, replicas, maxReplicas } = this.props;
    return {
      metadata: { name },
      replicas: maxReplicas === undefined ? replicas : undefined,
      containers: [{
        name,
        image,
        imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
        ports: [{ name: 'http', number: port }],
        readiness: kplus.Probe.fromHttpGet(healthPath, { port }),
        liveness: kplus.Probe.fromTcpSocket({ port }),
        resources: { cpu: { request: cpu }, memory: { request: memory, limit: memory } },
        // requests still come for a moment after a pod is told to end
        lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
        // with what cdk8s-plus says already, the pod level `restricted`
        securityContext: {
          capabilities: { drop: [kplus.Capability.ALL] },
          seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
        },
        // the root filesystem cannot be written
        volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(this, 'Tmp', 'tmp') }],
      }],
      servicePorts: [{ name: 'http', port: 80, targetPort: port }],
      spread: true,
      progressDeadlineAbort: true,
      rollbackWindow: { revisions: 3 },
    };
  }

  /** What users get from the new version. */
  private requests(): PrometheusAnalysis {
    const { name, router, successRate, latency } = this.props;
    const source = router === Router.ISTIO ? PrometheusSource.istio() : PrometheusSource.ingressNginx();
    return new PrometheusAnalysis(this, 'Requests', {
      metadata: { name: `${name}-requests` },
      address: PLATFORM.prometheus,
      metrics: [
        PrometheusMetric.successRate({ source, healthy: Threshold.atLeast(successRate) }),
        PrometheusMetric.latency({ source, atMost: latency }),
      ],
    });
  }

  /** Whether its pods stay up, which is known without any request. */
  private pods(): PrometheusAnalysis {
    return new PrometheusAnalysis(this, 'Pods', {
      metadata: { name: `${this.props.name}-pods` },
      address: PLATFORM.prometheus,
      metrics: [PrometheusMetric.restarts({ healthy: Threshold.atMost(0) })],
    });
  }

  private autoscale() {
    const { name, replicas, maxReplicas } = this.props;
    if (maxReplicas !== undefined) {
      new kplus.HorizontalPodAutoscaler(this, 'Autoscaler', {
        metadata: { name },
        target: this.rollout,
        minReplicas: replicas,
        maxReplicas,
        metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
      });
    }
  }

  /** A drain of nodes takes one pod at a time, of either version. */
  private boundDrains() {
    new RolloutDisruptionBudget(this, 'DisruptionBudget', { rollout: this.rollout });
  }

  private watch() {
    const { team } = this.props;
    Monitoring.configure(this, {
      selectorLabels: PLATFORM.monitoringLabels,
      runbookUrl: PLATFORM.runbook,
      alertLabels: { team },
      dashboardFolder: team,
    });
    new RolloutAlerts(this, 'Alerts', { rollouts: [this.rollout] });
    new RolloutDashboard(this, 'Dashboard', { rollouts: [this.rollout] });
  }

  /** A pause is news where someone has to end it. */
  private notify() {
    const { slackChannel, autoPromotion } = this.props;
    for (const trigger of [...PLATFORM.news, ...autoPromotion ? [] : [NotificationEvent.ROLLOUT_PAUSED]]) {
      RolloutNotifications.subscribeByName(this.rollout, { trigger, service: PLATFORM.chat, recipients: [slackChannel] });
    }
  }

  private nameOwner() {
    const { name, team } = this.props;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': team, team };
    const objects = this.node.findAll().filter(ApiObject.isApiObject).map(({ metadata }) => metadata);
    for (const [key, value] of Object.entries(labels)) {
      [this.rollout.podMetadata, ...objects].forEach((metadata) => metadata.addLabel(key, value));
    }
  }
}
