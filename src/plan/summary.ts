import { exposureText } from './exposure';
import { Plan, Totals } from './plan';
import { INCONCLUSIVE, Stage, StageWait } from './stage';
import { count, duration, percent } from './words';

/** What kind of update it is: `canary, 4 pods, traffic by Istio`. */
export function kindText({ strategy, replicas, routers }: Plan): string {
  return [strategy, count(replicas, 'pod'), ...routers.length > 0 ? [`traffic by ${routers.join(' and ')}`] : []].join(', ');
}

/** How long a healthy release takes, without the pods. */
export function timeText({ time: { least, most, healthy }, manualGates }: Totals): string {
  return healthy !== undefined ? `${duration(healthy)}${most === healthy ? '' : most === undefined || most === Infinity ? ' or more' : `, ${duration(most)} at most`}`
    : manualGates > 0 ? `${duration(least)} and as long as somebody takes to promote it`
      : `${duration(least)} or more`;
}

/** What the stages come to, by what it is. */
export function totalsText(totals: Totals): [what: string, value: string][] {
  const { manualGates, extraPods, exposure } = totals;
  return [
    ['healthy release', timeText(totals)],
    ['waits for a person', manualGates === 0 ? 'never' : manualGates === 1 ? 'once' : `${manualGates} times`],
    ['extra pods', extraPods === undefined ? 'not known' : `${extraPods} at most`],
    ['exposed before the first measurement that can stop it', exposureText(exposure)],
  ];
}

/** How long a stage takes: from the shortest to the longest where they differ. */
export function spanText({ waitsFor, time: { least, most } }: Stage): string {
  return waitsFor === StageWait.PERSON ? 'until promoted' : most === Infinity ? `${duration(least)} or more`
    : most === undefined ? 'unknown' : most === least ? duration(least) : `${duration(least)} to ${duration(most)}`;
}

/** The share that is asked for, and what it becomes where that is another. */
export function weightText({ requestedWeight, weight }: Stage): string {
  return weight !== undefined && Math.abs(requestedWeight - weight) < 0.05 ? percent(weight) : `${percent(requestedWeight)} → ${percent(weight)}`;
}

/** `1 new, 4 old`, and those of an experiment. */
export function podsText({ pods: { updated, stable, experiment } }: Stage): string {
  return `${updated ?? '?'} new, ${stable ?? '?'} old${experiment ? `, ${experiment} of it` : ''}`;
}

const WAITS: Readonly<Record<StageWait, string>> = {
  [StageWait.READY_PODS]: 'pods are ready',
  [StageWait.TIME]: 'time',
  [StageWait.PERSON]: 'a person',
  [StageWait.MEASUREMENTS]: 'measurements',
  [StageWait.PLUGIN]: 'a plugin',
  [StageWait.NOTHING]: 'nothing',
};

export function waitText({ waitsFor }: Stage): string {
  return WAITS[waitsFor];
}

/** What is not in the columns: what runs beside, and what becomes of bad measurements. Each once. */
export function courseNotes({ stages, background }: Plan): string[] {
  const failures = [...new Set(stages.flatMap(({ failure }) => failure ?? []))];
  return [
    ...background ? [`Beside it from ${background.from < stages.length - 1 ? `step ${background.from}` : 'the end'} on: analysis ${background.gate.templates.join(', ')}.`] : [],
    ...failures.map((failure) => `Bad measurements at ${namesOf(stages.filter((stage) => stage.failure === failure))}: the update ${failure}.`),
    ...failures.length > 0 ? [`Where measurements are inconclusive, the update ${INCONCLUSIVE}.`] : [],
  ];
}

/** `steps 2 to 10, end`. */
function namesOf(stages: readonly Stage[]): string {
  const names = stages.map(({ name }) => name);
  const steps = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const runs = steps.filter((step) => !steps.includes(step - 1)).map((first) => {
    const last = steps.find((step) => step >= first && !steps.includes(step + 1))!;
    return last === first ? `${first}` : `${first} to ${last}`;
  });
  const numbered = steps.length === 0 ? [] : [`step${steps.length > 1 ? 's' : ''} ${runs.join(', ')}`];
  return [...numbered, ...names.filter((name) => !/^\d+$/.test(name)).map((name) => `"${name}"`)].join(', ');
}
