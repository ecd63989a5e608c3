import { formatGoDuration } from '../manifest/go-duration';
import { Background } from './gate';
import { Stage, StageWait } from './stage';
import { percent } from './words';

/** Traffic that the new version has for a time. */
export interface ExposedPart {
  /** In percent. Undefined if it is not known. */
  readonly weight?: number;
  /** The header routes whose requests it has as well. */
  readonly routes: readonly string[];
  /** In milliseconds. Infinity where a person ends it, undefined where it is not known. */
  readonly time?: number;
}

/** Who has the new version before the first measurement that can stop it. */
export interface Exposure {
  readonly parts: readonly ExposedPart[];
  /** Whether such a measurement comes. */
  readonly ends: 'measurement' | 'never' | 'unknown';
  /** Where it is taken: the index of the stage, and how long after its start, in milliseconds, if that is known. */
  readonly measured?: { readonly stage: number; readonly after?: number };
}

/** Walks through the stages as long as all is well, up to the first measurement that can end the update. */
export function exposureOf(stages: readonly Stage[], background: Background | undefined): Exposure {
  const parts: ExposedPart[] = [];
  let watched: number | undefined = 0;
  for (const [index, stage] of stages.entries()) {
    const isWatched = background !== undefined && index >= Math.min(background.from, stages.length - 1);
    const stops = [
      ...stage.gates.map((gate) => gate.stops),
      ...!isWatched ? [] : [background.gate.stops === undefined || watched === undefined ? undefined : background.gate.stops - watched],
    ];
    const exposed = (time: number | undefined) => parts.push({ weight: stage.weight, routes: stage.headerRoutes, time });
    const lasts = timeOf(stage, index === stages.length - 1);
    const first = Math.min(Infinity, ...stops.flatMap((time) => time ?? []));
    if (first < Infinity && (lasts === undefined || first <= lasts)) {
      exposed(Math.max(0, first));
      return { parts: merged(parts), ends: 'measurement', measured: { stage: index, after: Math.max(0, first) } };
    }
    exposed(lasts);
    if (stops.includes(undefined)) {
      return stage.gates.some(({ metrics }) => metrics.length > 0)
        ? { parts: merged(parts), ends: 'measurement', measured: { stage: index } } : { parts: merged(parts), ends: 'unknown' };
    }
    // somebody may promote at once, so that the analysis beside has measured nothing yet
    watched = !isWatched || lasts === Infinity ? watched : watched === undefined || lasts === undefined ? undefined : watched + lasts;
  }
  return { parts: merged(parts), ends: 'never' };
}

/** After the last stage the new version is the stable one. */
function timeOf({ waitsFor, gates, time }: Stage, isLast: boolean): number | undefined {
  return waitsFor === StageWait.PERSON ? Infinity : isLast && gates.length === 0 ? 0 : time.healthy;
}

/** Without the time without traffic, and what is alike as one. */
function merged(parts: readonly ExposedPart[]): ExposedPart[] {
  const all: ExposedPart[] = [];
  for (const part of parts.filter(({ weight, routes, time }) => (weight !== 0 || routes.length > 0) && time !== 0)) {
    const last = all.at(-1);
    if (last && last.weight === part.weight && last.routes.join() === part.routes.join()) {
      all.splice(-1, 1, { ...part, time: last.time === undefined || part.time === undefined ? undefined : last.time + part.time });
    } else {
      all.push(part);
    }
  }
  return all;
}

/** "10% of traffic for 7m", and what comes then. */
export function exposureText({ parts, ends }: Exposure): string {
  const text = parts.map(partText).join(', then ') || 'none';
  return ends === 'never' ? `${text}, and no measurement can stop it` : ends === 'unknown' ? `${text}, then an analysis whose template is elsewhere` : text;
}

function partText({ weight, routes, time }: ExposedPart): string {
  const how = time === undefined ? 'for a time that is not known' : time === Infinity ? 'until somebody promotes or aborts it' : `for ${formatGoDuration(time)}`;
  const who = [
    ...weight === 0 ? [] : [`${weight === undefined ? 'an unknown share' : percent(weight)} of traffic`],
    ...routes.map((route) => `the requests of header route ${route}`),
  ];
  return `${who.join(' and ')} ${how}`;
}
