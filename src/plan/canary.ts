import { formatGoDuration } from '../manifest/go-duration';
import { Path } from '../manifest/pointer';
import { mountsOf } from '../reading/analyses';
import { fieldsIn } from '../reading/named-objects';
import { milliseconds, Step, walk, WalkedStep } from '../reading/steps';
import { Counted, countsOf } from './canary-counts';
import { Background, Gate, gateOf } from './gate';
import { AT_ONCE, lasting, Span, together, UNKNOWN, UNTIL_PROMOTED } from './span';
import { INCONCLUSIVE, Stage, StageWait } from './stage';
import { Subject } from './subject';
import { count, percent } from './words';

export function backgroundOf({ rollout, bundle }: Subject): Background | undefined {
  const mount = mountsOf(rollout).find(({ place, references }) => place === 'background' && references.length > 0);
  return mount && { gate: gateOf(mount, rollout, bundle), from: mount.analysis.startingStep ?? 0 };
}

const STRATEGY: Path = ['spec', 'strategy', 'canary'];

/** The stages of a canary: its steps, and the end. Without steps the end is all. */
export function canaryStages(subject: Subject, background: Background | undefined): Stage[] {
  const { rollout, replicas } = subject;
  const settings = rollout.spec?.strategy?.canary ?? {};
  const whole: number = settings.trafficRouting?.maxTrafficWeight ?? 100;
  const steps = walk(rollout);
  const counts = countsOf(settings, replicas, [...steps, { weight: whole }].map(({ weight, ...step }) => ({ weight, whole, scale: 'scale' in step ? step.scale : undefined })));
  const beside = (index: number) => background && index >= Math.min(background.from, steps.length) ? background.gate.templates : [];
  const failing = (weight: number | undefined) => ({ failure: abortOf(settings, weight), inconclusive: INCONCLUSIVE });
  const stages = steps.map(({ step, index, weight }): Stage => {
    const part = { ...partOf(step, index, subject), ...withExperiment(step, counts[index], whole) };
    return {
      name: `${index}`,
      path: [...STRATEGY, 'steps', index],
      requestedWeight: 100 * weight / whole,
      headerRoutes: routesAt(steps, index),
      beside: beside(index),
      ...part,
      // what only waits never ends an update
      ...part.gates.some(({ stops }) => stops !== Infinity) || beside(index).length > 0 ? failing(part.weight) : {},
    };
  });
  return [...stages, {
    name: 'end',
    path: STRATEGY,
    description: steps.length > 0 ? 'the new version becomes the stable one' : settings.trafficRouting ? 'the new version gets all traffic' : 'the pods are replaced, a few at a time',
    requestedWeight: 100,
    headerRoutes: [],
    ...counts[steps.length],
    time: AT_ONCE,
    waitsFor: StageWait.READY_PODS,
    gates: [],
    beside: beside(steps.length),
    ...beside(steps.length).length > 0 ? failing(100) : {},
  }];
}

function abortOf({ trafficRouting, dynamicStableScale }: Record<string, any>, weight: number | undefined): string {
  return weight === 0 ? 'aborts before the new version had traffic'
    : !trafficRouting ? 'aborts, and stable pods replace the new ones, as fast as they start'
      : dynamicStableScale ? 'aborts, and the traffic goes back as fast as stable pods start'
        : 'aborts, and all traffic goes back to the stable version at once';
}

/** A route ends with a step that gives it nothing to match. */
function routesAt(steps: readonly WalkedStep[], index: number): string[] {
  const routes = new Set<string>();
  for (const { step: { setHeaderRoute } } of steps.slice(0, index + 1)) {
    if (setHeaderRoute) {
      fieldsIn(setHeaderRoute.match).length > 0 ? routes.add(setHeaderRoute.name) : routes.delete(setHeaderRoute.name);
    }
  }
  return [...routes];
}

type Part = Pick<Stage, 'description' | 'time' | 'waitsFor' | 'gates'>;

function plain(description: string, waitsFor: StageWait, time: Span = AT_ONCE): Part {
  return { description, waitsFor, time, gates: [] };
}

type Meaning = (value: any, gates: readonly Gate[]) => Part;

/** What each kind of step does. A step has one of these fields. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  setWeight: (weight) => plain(`weight ${weight}`, StageWait.READY_PODS),
  setCanaryScale: ({ replicas, weight, matchTrafficWeight }) => plain(
    `canary scale ${matchTrafficWeight ? 'as the traffic' : replicas !== undefined ? count(replicas, 'pod') : weight !== undefined ? `${weight} %` : 'as the traffic'}`, StageWait.READY_PODS,
  ),
  pause: ({ duration }) => duration === undefined ? plain('pause', StageWait.PERSON, UNTIL_PROMOTED) : pause(duration),
  analysis: (_, gates) => ({ description: `analysis ${namesOf(gates)}`, waitsFor: StageWait.MEASUREMENTS, time: gates[0]?.time ?? AT_ONCE, gates }),
  experiment,
  setHeaderRoute: ({ name, match }) => plain(fieldsIn(match).length > 0 ? `header route ${name}` : `header route ${name} ends`, StageWait.NOTHING),
  setMirrorRoute: ({ name, match, percentage = 100 }) => plain(fieldsIn(match).length > 0 ? `mirror route ${name}, ${percent(percentage)}` : `mirror route ${name} ends`, StageWait.NOTHING),
  plugin: ({ name }) => plain(`plugin ${name}`, StageWait.PLUGIN, UNKNOWN),
};

function pause(duration: unknown): Part {
  const time = milliseconds(duration);
  return plain(`pause ${time === undefined ? duration : formatGoDuration(time)}`, StageWait.TIME, time === undefined ? UNKNOWN : lasting(wholeSeconds(time)));
}

/** The controller counts whole seconds. */
function wholeSeconds(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

function partOf(step: Step, index: number, { rollout, bundle }: Subject): Part {
  const field = Object.keys(MEANINGS).find((key) => step[key] !== undefined);
  const gates = mountsOf(rollout).filter(({ path, references }) => path[3] === 'steps' && path[4] === index && references.length > 0)
    .map((mount) => gateOf(mount, rollout, bundle));
  return field === undefined ? plain('nothing', StageWait.NOTHING) : MEANINGS[field](step[field], gates);
}

function experiment({ templates, analyses, duration }: Record<string, any>, gates: readonly Gate[]): Part {
  const required = gates.filter((_, index) => fieldsIn(analyses)[index]?.requiredForCompletion);
  const own = milliseconds(duration);
  const times = [...own === undefined ? [] : [lasting(own)], ...required.map(({ time }) => time)];
  return {
    description: `experiment ${fieldsIn(templates).map(({ name }) => name).join(', ')}${gates.length > 0 ? `, judged by ${namesOf(gates)}` : ''}`,
    waitsFor: required.length > 0 || own === undefined ? StageWait.MEASUREMENTS : StageWait.TIME,
    time: times.length > 0 ? together(times) : UNKNOWN,
    gates,
  };
}

/** With the pods of an experiment, and the traffic of those of them that are of the new version. */
function withExperiment({ experiment: { templates } = {} as Record<string, any> }: Step, { pods, weight }: Counted, whole: number): Counted {
  const parts = fieldsIn(templates);
  const own = parts.reduce((total, { replicas = 1 }) => total + replicas, 0);
  const traffic = parts.reduce((total, { specRef, weight: part = 0 }) => total + (specRef === 'canary' ? 100 * part / whole : 0), 0);
  return parts.length === 0 ? { pods, weight } : {
    pods: { ...pods, experiment: own, peak: pods.peak === undefined ? undefined : pods.peak + own },
    weight: weight === undefined ? undefined : Math.min(100, weight + traffic),
  };
}

function namesOf(gates: readonly Gate[]): string {
  return gates.flatMap(({ templates }) => templates).join(', ');
}
