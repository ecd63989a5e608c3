import { Bundle, BundleEntry, Manifest } from '../manifest/bundle';
import { routersOf, routerTitle } from '../reading/routers';
import { blueGreenStages } from './blue-green';
import { backgroundOf, canaryStages } from './canary';
import { Exposure, exposureOf } from './exposure';
import { Background } from './gate';
import { notesOf } from './notes';
import { inTurn, Span } from './span';
import { Stage, StageWait } from './stage';
import { Subject, subjectOf } from './subject';

/** What an update of a rollout will do over time. */
export interface Plan {
  readonly name: string;
  readonly namespace?: string;
  readonly strategy: 'canary' | 'blue-green' | 'rolling';
  /** What splits the traffic, if anything does. */
  readonly routers: readonly string[];
  readonly replicas?: number;
  readonly stages: readonly Stage[];
  readonly background?: Background;
  readonly totals: Totals;
  /** What else there is to know. */
  readonly notes: readonly string[];
}

/** What the stages come to. */
export interface Totals {
  readonly time: Span;
  /** How often it waits for a person. */
  readonly manualGates: number;
  /** The most pods that there are beyond those that the rollout has. */
  readonly extraPods?: number;
  readonly exposure: Exposure;
}

export interface PlanOptions {
  /** How many pods the rollout has, in place of what is written or what an autoscaler decides. */
  readonly replicas?: number;
}

/** The plan of a rollout. The types of its fields must be right. */
export function planOf(rollout: Manifest, bundle: Bundle, options: PlanOptions = {}): Plan {
  const subject = subjectOf(rollout, bundle, options.replicas);
  const { blueGreen, canary = {} } = rollout.spec?.strategy ?? {};
  const background = blueGreen ? undefined : backgroundOf(subject);
  const stages = blueGreen ? blueGreenStages(subject) : canaryStages(subject, background);
  return {
    name: rollout.metadata?.name ?? '',
    namespace: rollout.metadata?.namespace,
    strategy: blueGreen ? 'blue-green' : stages.length > 1 ? 'canary' : 'rolling',
    routers: blueGreen ? [] : routersOf(canary.trafficRouting).flatMap((router) => router !== 'plugins' ? routerTitle(router)
      : Object.keys(canary.trafficRouting.plugins).map((plugin) => routerTitle(router, plugin))),
    replicas: subject.replicas,
    stages,
    background,
    totals: totalsOf(subject, stages, background),
    notes: notesOf(subject),
  };
}

function totalsOf({ replicas }: Subject, stages: readonly Stage[], background: Background | undefined): Totals {
  const peaks = stages.map(({ pods }) => pods.peak);
  const known = peaks.flatMap((peak) => peak ?? []);
  return {
    time: inTurn(stages.map(({ time }) => time)),
    manualGates: stages.filter(({ waitsFor }) => waitsFor === StageWait.PERSON).length,
    extraPods: replicas === undefined || known.length < peaks.length ? undefined : Math.max(...known) - replicas,
    exposure: exposureOf(stages, background),
  };
}

/** The plans of the rollouts among manifests that are deployed together, or among some of them, in their order. */
export function plansOf(entries: readonly BundleEntry[], wanted: readonly BundleEntry[] = entries, options: PlanOptions = {}): Plan[] {
  const bundle = new Bundle(entries);
  return wanted.map(({ manifest }) => manifest).filter(isRollout).map((rollout) => planOf(rollout, bundle, options));
}

/** Whether it is a rollout that can be called by its name. */
function isRollout({ apiVersion, kind, metadata }: Manifest): boolean {
  return kind === 'Rollout' && String(apiVersion).startsWith('argoproj.io/') && Boolean(metadata?.name);
}
