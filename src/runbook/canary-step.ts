import { counted } from '../manifest/counted';
import { CanaryStep, TrafficRouting } from '../manifest/types';
import { fieldsIn } from '../reading/named-objects';
import { milliseconds } from '../reading/steps';
import { Phase } from './course';
import { BY_HAND, templateNames, VERDICT } from './phases';
import { code, duration, list } from './words';

type Meaning = Omit<Phase, 'name'>;

/** What each kind of step does. A step has one of these fields. */
const MEANINGS: { readonly [Field in keyof Required<CanaryStep>]: (value: NonNullable<CanaryStep[Field]>, routing?: TrafficRouting) => Meaning } = {
  setWeight: (weight, routing) => ({
    happens: routing
      ? `${share(weight, routing.maxTrafficWeight)} of the traffic goes to the new version`
      : `about ${weight} % of the pods are of the new version`,
    then: 'goes on when its pods are ready',
  }),
  setCanaryScale: ({ replicas, weight, matchTrafficWeight }) => ({
    happens: replicas !== undefined ? `the new version gets ${counted(replicas, 'pod')}, whatever its traffic`
      : weight !== undefined ? `the new version gets ${weight} % of the pods, whatever its traffic`
        : `the number of its pods ${matchTrafficWeight ? 'follows' : 'no longer follows'} its traffic`,
    then: 'goes on when they are ready',
  }),
  pause: (pause) => ({
    happens: 'pause',
    then: pause.duration === undefined ? BY_HAND : `goes on after ${duration(pause.duration)}`,
  }),
  analysis: (analysis) => ({
    happens: `analysis: ${list(templateNames(analysis))}`,
    then: VERDICT,
  }),
  experiment: ({ templates, analyses, duration: time }, routing) => ({
    happens: [
      `experiment: ${fieldsIn(templates).map((template) => podsOf(template, routing)).join(' and ')}${time === undefined ? '' : ` for ${duration(time)}`}`,
      ...fieldsIn(analyses).length > 0 ? [`judged by ${list(templateNames({ templates: analyses }))}`] : [],
    ].join(', '),
    then: VERDICT,
  }),
  setHeaderRoute: ({ name, match }) => ({
    happens: fieldsIn(match).length > 0
      ? `requests with ${fieldsIn(match).map(headerOf).join(' or ')} go to the new version`
      : `header route ${code(name)} ends`,
    then: 'goes on at once',
  }),
  setMirrorRoute: ({ name, match, percentage = 100 }) => ({
    happens: fieldsIn(match).length > 0
      ? `a copy of ${percentage} % of the requests of mirror route ${code(name)} goes to the new version, whose answers are dropped`
      : `mirror route ${code(name)} ends`,
    then: 'goes on at once',
  }),
  plugin: ({ name }) => ({
    happens: `plugin ${code(name)}`,
    then: 'goes on when the plugin is done, aborts when it fails',
  }),
};

export function phaseOfStep(step: CanaryStep, index: number, routing?: TrafficRouting): Phase {
  const [field, value] = Object.entries(step ?? {}).find(([key]) => Object.hasOwn(MEANINGS, key)) ?? ['pause', {}];
  return { name: `${index}`, ...MEANINGS[field as keyof CanaryStep](value as never, routing) };
}

/** How long a step pauses, in milliseconds: 0 if it is no pause, undefined if it has no end. */
export function pauseOf(step: CanaryStep): number | undefined {
  return step?.pause === undefined ? 0 : milliseconds(step.pause.duration);
}

/** A header as requests have it, with the value in whichever way it is matched. */
function headerOf({ headerName, headerValue }: Record<string, any>): string {
  return code(`${headerName}: ${Object.values(headerValue ?? {}).join()}`);
}

/** What a template of an experiment makes: 1 pod of the stable version as `baseline`, with 5 % of the traffic. */
function podsOf({ name, specRef, replicas = 1, weight }: Record<string, any>, routing?: TrafficRouting): string {
  const version = specRef === 'stable' ? 'the stable version' : 'the new version';
  return `${counted(replicas, 'pod')} of ${version} as ${code(name)}${weight === undefined ? '' : ` with ${share(weight, routing?.maxTrafficWeight)} of the traffic`}`;
}

function share(weight: number, all = 100): string {
  return all === 100 ? `${weight} %` : `${weight} of ${all} parts`;
}
