import { Duration } from 'cdk8s';
import { AnalysisUse } from '../analysis/analysis-use';
import { asksForService, metricsOf, renderAnalysis, RolloutAnalysis } from '../analysis/rollout-analysis';
import { checked } from '../api/checked';
import { BaselineAndCanary, pairOf, renderPair } from '../experiment/baseline-and-canary';
import { ExperimentOptions } from '../experiment/experiment-options';
import { assertIsStep, renderStepExperiment } from '../experiment/step-experiment';
import { parseGoDuration } from '../manifest/go-duration';
import { CanaryStep as Fragment } from '../manifest/types';
import { goDuration } from '../synth/go-duration';
import { CanaryScale } from './canary-scale';
import { StringMatch } from './string-match';

/**
 * A header and the value that it must have.
 */
export interface HeaderMatch {
  /**
   * The name of the header.
   */
  readonly name: string;

  /**
   * The value, or a pattern for it.
   */
  readonly value: StringMatch;
}

/**
 * A selection of requests that are copied to the canary. A request must meet all conditions that are given.
 */
export interface MirrorMatch {
  /**
   * The HTTP method.
   *
   * @default - any
   */
  readonly method?: StringMatch;

  /**
   * The path.
   *
   * @default - any
   */
  readonly path?: StringMatch;

  /**
   * Headers.
   *
   * @default - any
   */
  readonly headers?: HeaderMatch[];
}

/**
 * Options of a mirror route.
 */
export interface MirrorRouteOptions {
  /**
   * The requests to copy. A request is copied if it meets one of these matches. Without a match, the route is removed.
   *
   * @default - the route is removed
   */
  readonly match?: MirrorMatch[];

  /**
   * The percentage of the matching requests that are copied.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/** What the rollout has to know about a step before it renders it. */
interface StepTraits {
  /** The route that the step manages. */
  readonly route?: string;
  readonly pause?: Duration;
  readonly analysis?: RolloutAnalysis;
  /** The analyses of its experiment. */
  readonly experiment?: readonly Pick<RolloutAnalysis, 'templates'>[];
  readonly plugin?: boolean;
  readonly custom?: boolean;
}

/**
 * One step of a canary. The steps run in order. After the last step the new version gets all traffic.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 * @example
 * new CanaryRollout(chart, 'Web', {
 *   metadata: { name: 'web' },
 *   containers: [{ image: 'registry.example/web:2.0.0', portNumber: 8080 }],
 *   steps: [
 *     CanaryStep.weight(20),
 *     CanaryStep.pause(Duration.minutes(10)),
 *     CanaryStep.analysis({ templates: [health] }),
 *     CanaryStep.pause(),
 *   ],
 * });
 */
@checked
export class CanaryStep {
  /**
   * Send a share of the traffic to the new version.
   *
   * @param percent from 0 to 100, or to the router's `maxTrafficWeight`. Without a router it is a share of the pods, rounded to whole pods
   */
  public static weight(percent: number): CanaryStep {
    return new CanaryStep(() => ({ setWeight: percent }));
  }

  /**
   * Wait for some time, or until a person promotes the rollout.
   *
   * @param duration how long, at least one second. Without it, the rollout waits until a person promotes it
   */
  public static pause(duration?: Duration): CanaryStep {
    return new CanaryStep(() => ({ pause: duration ? { duration: goDuration(duration) } : {} }), { pause: duration });
  }

  /**
   * Run an analysis and wait for its result. If it fails, the update is aborted. If it is inconclusive, the rollout pauses.
   */
  public static analysis(analysis: RolloutAnalysis): CanaryStep {
    return new CanaryStep((use) => ({ analysis: renderAnalysis(analysis, use) }), { analysis });
  }

  /**
   * Run temporary pods of one or both versions in addition to the pods of the rollout, and wait for the result. If the experiment fails, the update
   * is aborted. If it is inconclusive, the rollout pauses. During the experiment, pods whose template has a `weight` get that share of the traffic,
   * if the router supports this.
   *
   * @param experiment the experiment; it needs a `duration` or an analysis that is `requiredForCompletion`
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
   * @example
   * CanaryStep.experiment({
   *   templates: [ExperimentTemplate.stable('baseline', { replicas: 2 }), ExperimentTemplate.canary('canary', { replicas: 2 })],
   *   analyses: [{ name: 'health', template: health }],
   *   duration: Duration.minutes(30),
   * });
   */
  public static experiment(experiment: ExperimentOptions): CanaryStep {
    assertIsStep(experiment);
    return new CanaryStep((use) => ({ experiment: renderStepExperiment(experiment, use) }), {
      experiment: (experiment.analyses ?? []).map(({ template }) => ({ templates: [template] })),
    });
  }

  /**
   * Compare the two versions under equal conditions. The step starts new pods of the stable version (`baseline`) and of the new version (`canary`),
   * the same number of each. One analysis compares them; it gets the pod-template hashes of both. The step ends when the analysis ends.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
   * @example
   * CanaryStep.baselineAndCanary({ template: health, replicas: 2 });
   */
  public static baselineAndCanary(comparison: BaselineAndCanary): CanaryStep {
    pairOf(comparison);
    return new CanaryStep((use) => ({ experiment: renderPair(comparison, use) }), { experiment: [{ templates: [comparison.template] }] });
  }

  /**
   * Wait until a condition is true, and then continue. This step never fails by itself. It ends when its condition is true, when a person promotes
   * the step, or when the update is aborted. All metrics of the templates must be wait metrics: see `WaitMetric`. As for any analysis, the waiting
   * time is not counted for the progress deadline. Needs Argo Rollouts 1.8.
   *
   * @example
   * const open = new AnalysisTemplate(chart, 'Open', {
   *   metadata: { name: 'release-window' },
   *   metrics: [new WaitMetric({
   *     name: 'open',
   *     address: 'http://prometheus.monitoring:9090',
   *     until: WaitCondition.releaseWindow({ opens: '08:00', closes: '15:00' }),
   *   })],
   * });
   * CanaryStep.waitFor({ templates: [open] });
   */
  public static waitFor(analysis: RolloutAnalysis): CanaryStep {
    const [other] = metricsOf(analysis).filter((metric) => !metric._waits);
    if (other) {
      throw new Error(`a step that waits has nothing but metrics that wait, and "${other.name}" can fail: make it a WaitMetric, or use CanaryStep.analysis`);
    }
    return CanaryStep.analysis(analysis);
  }

  /**
   * Set the number of pods of the canary, independent of its traffic. Needs a traffic router.
   */
  public static canaryScale(scale: CanaryScale): CanaryStep {
    return new CanaryStep(() => ({ setCanaryScale: scale._toKube() }));
  }

  /**
   * Send all requests with certain headers to the new version, at any weight. Needs a router that supports header routes, such as Istio.
   *
   * @param name the name of the route; from now on the rollout manages this route
   * @param match the headers, which must all match. Without headers, the route is removed
   * @example
   * const tester: HeaderMatch = { name: 'x-tester', value: StringMatch.exact('yes') };
   * CanaryStep.headerRoute('testers', [tester]);
   */
  public static headerRoute(name: string, match?: HeaderMatch[]): CanaryStep {
    return new CanaryStep(() => ({
      setHeaderRoute: {
        name,
        match: match?.map((header) => ({ headerName: header.name, headerValue: header.value._toKube() })),
      },
    }), { route: name });
  }

  /**
   * Copy requests to the new version. Its answers are discarded. Needs a router that supports mirroring, such as Istio.
   *
   * @param name the name of the route; from now on the rollout manages this route
   * @param options which requests are copied. Without a match, the route is removed
   * @example
   * CanaryStep.mirrorRoute('shadow', {
   *   match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/api') }],
   *   percentage: 10,
   * });
   */
  public static mirrorRoute(name: string, options: MirrorRouteOptions = {}): CanaryStep {
    return new CanaryStep(() => ({
      setMirrorRoute: { name, match: options.match?.map(mirrorMatch), percentage: options.percentage },
    }), { route: name });
  }

  /**
   * Run a step plugin. The controller must be configured with this plugin. Needs Argo Rollouts 1.8.
   *
   * @param name the name of the plugin, as `owner/name`
   * @param config the configuration of this step, as described in the documentation of the plugin
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/plugins/
   * @example
   * CanaryStep.plugin('shop/change-ticket', { project: 'SHOP' });
   */
  public static plugin(name: string, config?: any): CanaryStep {
    return new CanaryStep(() => ({ plugin: { name, config } }), { plugin: true });
  }

  /**
   * A step as in YAML, for steps that this library does not support yet. It is checked like any other step. A field that is not known is only a
   * warning, because it may belong to a newer release.
   *
   * @param step the step, such as `{ setWeight: 20 }`
   * @example
   * CanaryStep.custom({ 'setCanaryScale': { 'weight': 25 } });
   */
  public static custom(step: Record<string, any>): CanaryStep {
    const route = step.setHeaderRoute?.name ?? step.setMirrorRoute?.name;
    const experiment = step.experiment && [];
    return new CanaryStep(() => step, { route, pause: timeOf(step.pause?.duration), plugin: step.plugin !== undefined, experiment, custom: true });
  }

  private constructor(
    private readonly fragment: (use: AnalysisUse) => Fragment,
    private readonly traits: StepTraits = {},
  ) {}

  /**
   * @internal
   */
  public get _route(): string | undefined {
    return this.traits.route;
  }

  /**
   * @internal
   */
  public get _pause(): Duration | undefined {
    return this.traits.pause;
  }

  /**
   * @internal
   */
  public get _analyses(): Pick<RolloutAnalysis, 'templates'>[] {
    return [...this.traits.analysis ? [this.traits.analysis] : [], ...this.traits.experiment ?? []];
  }

  /**
   * @internal
   */
  public get _runsExperiment(): boolean {
    return this.traits.experiment !== undefined;
  }

  /**
   * @internal
   */
  public get _plugin(): boolean {
    return this.traits.plugin ?? false;
  }

  /**
   * @internal
   */
  public get _custom(): boolean {
    return this.traits.custom ?? false;
  }

  /**
   * @internal
   */
  public get _asksForService(): boolean {
    return asksForService(this.traits.analysis);
  }

  /**
   * @internal
   */
  public _toKube(use: AnalysisUse): Fragment {
    return this.fragment(use);
  }
}

/** How long a pause is in YAML: a number of seconds, or a text. */
function timeOf(duration: unknown): Duration | undefined {
  const milliseconds = /^\d+$/.test(String(duration)) ? Number(duration) * 1000 : parseGoDuration(String(duration));
  return milliseconds && milliseconds > 0 ? Duration.millis(milliseconds) : undefined;
}

function mirrorMatch({ method, path, headers }: MirrorMatch) {
  return {
    method: method?._toKube(),
    path: path?._toKube(),
    headers: headers && Object.fromEntries(headers.map((header) => [header.name, header.value._toKube()])),
  };
}
