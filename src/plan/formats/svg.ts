import { rolloutTitle } from '../../manifest/rollout-title';
import { exposureText } from '../exposure';
import { Plan } from '../plan';
import { StageWait } from '../stage';
import { kindText, podsText, spanText, timeText, weightText } from '../summary';
import { duration } from '../words';
import { exposedTo, Placed, placed } from './layout';

const [WIDTH, LEFT, RIGHT] = [960, 64, 944];
/** The heights of what is drawn, from the top. */
const WEIGHT = { top: 86, bottom: 246 };
const GATES = 262;
const BESIDE = 290;
const PODS = { top: 322, bottom: 392 };
const AXIS = 410;
export const HEIGHT = 452;

/** About the width of a letter. */
const LETTER = 7;

/** Colours of both themes. No colour says what lines, patterns and words do not say as well. */
const STYLE = `.plan{font:12px system-ui,sans-serif}.plan .paper{fill:#fff}.plan text{fill:#1f2328}.plan .soft{fill:#59636e}.plan .title{font-size:17px;font-weight:600}
.plan .grid{stroke:#d1d9e0}.plan .area{fill:#0969da;fill-opacity:.22}.plan .line{fill:none;stroke:#0969da;stroke-width:2.5}.plan .asked{fill:none;stroke:#59636e;stroke-dasharray:4 3}
.plan .exposed{stroke:#bc4c00;stroke-width:1}.plan .mark{stroke:#bc4c00;stroke-dasharray:5 3}.plan .gate{fill:#fff8c5;stroke:#9a6700}.plan .person{fill:#ffebe9;stroke:#d1242f}
.plan .beside{fill:#fff;stroke:#9a6700;stroke-dasharray:6 3}.plan .new{fill:#0969da;fill-opacity:.45;stroke:#0969da}.plan .old{fill:#d1d9e0;stroke:#818b98}.plan .peak{fill:none;stroke:#59636e;stroke-dasharray:2 2}
@media(prefers-color-scheme:dark){.plan .paper{fill:#0d1117}.plan text{fill:#f0f6fc}.plan .soft{fill:#9198a1}.plan .grid{stroke:#3d444d}.plan .area{fill:#4493f8}.plan .line{stroke:#4493f8}
.plan .asked{stroke:#9198a1}.plan .exposed,.plan .mark{stroke:#f0883e}.plan .gate{fill:#3b2f00;stroke:#d29922}.plan .person{fill:#4c1a1c;stroke:#f85149}.plan .beside{fill:#0d1117;stroke:#d29922}
.plan .new{fill:#4493f8;stroke:#4493f8}.plan .old{fill:#3d444d;stroke:#656c76}.plan .peak{stroke:#9198a1}}`;

/** A picture of plans, one below the other: the weight over time, what judges it, and the pods. */
export function formatSvg(plans: readonly Plan[]): string {
  const pictures = plans.map((plan, index) => pictureOf(plan, index * HEIGHT));
  const title = plans.map(rolloutTitle).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" class="plan" viewBox="0 0 ${WIDTH} ${HEIGHT * plans.length}" role="img" aria-label="${text(`Plan of ${title}`)}">
<style>${STYLE}</style>
<defs><pattern id="plan-exposed" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="exposed" d="M0 0V7"/></pattern></defs>
${pictures.join('\n')}
</svg>
`;
}

function pictureOf(plan: Plan, top: number): string {
  const places = placed(plan, LEFT, RIGHT);
  return [
    `<g transform="translate(0 ${top})">`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    written(16, 26, rolloutTitle(plan), 'title'),
    written(16, 46, `${kindText(plan)}; healthy release: ${timeText(plan.totals)}`, 'soft'),
    written(16, 64, `exposed before the first measurement that can stop it: ${exposureText(plan.totals.exposure)}`, 'soft', 150),
    ...weights(places),
    ...exposed(plan, places),
    ...places.flatMap(axis),
    ...places.flatMap(gate),
    ...beside(plan, places),
    ...pods(places),
    ...places.map(hover),
    '</g>',
  ].join('\n');
}

function weights(places: readonly Placed[]): string[] {
  const height = (weight: number) => round(WEIGHT.bottom - (WEIGHT.bottom - WEIGHT.top) * weight / 100);
  const grid = [0, 25, 50, 75, 100].flatMap((weight) => [
    `<path class="grid" d="M${LEFT} ${height(weight)}H${RIGHT}"/>`, written(LEFT - 8, height(weight) + 4, `${weight}%`, 'soft', undefined, 'end'),
  ]);
  // what is not known is drawn as it is asked for, and its stage says so
  const actual = curve(places, ({ stage: { weight, requestedWeight } }) => height(weight ?? requestedWeight), height(0));
  const asked = curve(places, ({ stage: { requestedWeight } }) => height(requestedWeight), height(0));
  return [
    ...grid,
    `<path class="area" d="${actual}V${height(0)}H${LEFT}Z"/>`,
    ...asked === actual ? [] : [`<path class="asked" d="${asked}"/>`],
    `<path class="line" d="${actual}"/>`,
    ...places.flatMap(({ stage, left, right }, index) => {
      const label = weightText(stage);
      const at = stage.waitsFor === StageWait.READY_PODS ? right : left;
      const isLate = at > RIGHT - label.length * LETTER;
      return index > 0 && label === weightText(places[index - 1].stage) ? []
        : [written(isLate ? RIGHT : at + 2, height(stage.weight ?? stage.requestedWeight) - 6, label, '', undefined, isLate ? 'end' : 'start')];
    }),
  ];
}

/** A slope where pods start: nobody knows how long that takes. */
function curve(places: readonly Placed[], height: (place: Placed) => number, start: number): string {
  return `M${LEFT} ${start}${places.map((place) => place.stage.waitsFor === StageWait.READY_PODS ? `L${round(place.right)} ${height(place)}` : `V${height(place)}H${round(place.right)}`).join('')}`;
}

function exposed(plan: Plan, places: readonly Placed[]): string[] {
  const zone = exposedTo(plan, places);
  return !zone ? [] : [
    `<rect fill="url(#plan-exposed)" fill-opacity=".6" x="${round(zone.from)}" y="${WEIGHT.top}" width="${round(Math.max(1, zone.to - zone.from))}" height="${WEIGHT.bottom - WEIGHT.top}"/>`,
    `<path class="mark" d="M${round(zone.to)} ${WEIGHT.top - 6}V${WEIGHT.bottom}"/>`,
  ];
}

function gate({ stage, left, right }: Placed): string[] {
  const isPerson = stage.waitsFor === StageWait.PERSON;
  if (!isPerson && stage.gates.length === 0) {
    return [];
  }
  const label = isPerson ? 'a person' : stage.description.replace(/^analysis /, '');
  return [
    `<rect class="${isPerson ? 'person' : 'gate'}" x="${round(left + 1)}" y="${GATES}" width="${round(Math.max(3, right - left - 2))}" height="20" rx="${isPerson ? 10 : 3}"/>`,
    fitting(left, right, GATES + 14, label),
  ];
}

function beside({ background, stages }: Plan, places: readonly Placed[]): string[] {
  const from = places[Math.min(background?.from ?? 0, stages.length - 1)];
  return !background ? [] : [
    `<rect class="beside" x="${round(from.left + 1)}" y="${BESIDE}" width="${round(RIGHT - from.left - 2)}" height="20" rx="3"/>`,
    fitting(from.left, RIGHT, BESIDE + 14, `beside the steps: ${background.gate.templates.join(', ')}`),
  ];
}

function pods(places: readonly Placed[]): string[] {
  const most = Math.max(1, ...places.map(({ stage: { pods: { peak = 0 } } }) => peak));
  const height = (amount: number) => round((PODS.bottom - PODS.top) * amount / most);
  return [...['pods:', 'new', '+ old'].map((label, line) => written(LEFT - 8, PODS.top + 12 + 16 * line, label, 'soft', undefined, 'end')), ...places.flatMap(({ stage: { pods: { updated = 0, stable, experiment = 0, peak } }, left, right }) => {
    const [x, width] = [round(left + 1), round(Math.max(1, right - left - 2))];
    const [old, fresh] = [height(stable ?? 0), height(updated + experiment)];
    return peak === undefined ? [fitting(left, right, PODS.bottom - 20, '?')] : [
      `<rect class="peak" x="${x}" y="${PODS.bottom - height(peak)}" width="${width}" height="${height(peak)}"/>`,
      ...old > 0 ? [`<rect class="old" x="${x}" y="${PODS.bottom - old}" width="${width}" height="${old}"/>`] : [],
      ...fresh > 0 ? [`<rect class="new" x="${x}" y="${round(PODS.bottom - old - fresh)}" width="${width}" height="${fresh}"/>`] : [],
      fitting(left, right, PODS.bottom - 4, `${updated + experiment}+${stable}`),
    ];
  })];
}

/** Its name, and when it ends: how long after the start, or how else. */
function axis({ stage, left, right, begins }: Placed): string[] {
  const { healthy } = stage.time;
  const time = stage.waitsFor === StageWait.PERSON ? '' : healthy === undefined ? spanText(stage) : begins === undefined || healthy === 0 ? '' : duration(begins + healthy);
  const room = right - left > time.length * LETTER;
  return [
    `<path class="grid" d="M${round(right)} ${WEIGHT.bottom}V${AXIS - 8}"/>`,
    fitting(left, right, AXIS + 4, stage.name, 'soft'),
    healthy === undefined ? fitting(left, right, AXIS + 22, time, 'soft') : room && time ? written(right, AXIS + 22, time, 'soft', undefined, 'end') : '',
  ].filter(Boolean);
}

/** What a stage is in full, where a mouse rests on it. */
function hover({ stage, left, right }: Placed): string {
  const told = [`${stage.name}: ${stage.description}`, weightText(stage), podsText(stage), spanText(stage), stage.failure && `where a measurement is bad, the update ${stage.failure}`];
  return `<rect fill="transparent" x="${round(left)}" y="${WEIGHT.top}" width="${round(right - left)}" height="${AXIS - WEIGHT.top}"><title>${text(told.filter(Boolean).join('\n'))}</title></rect>`;
}

/** In the middle of a place, and as much as there is room for; nothing where there is none. */
function fitting(left: number, right: number, y: number, label: string, style = ''): string {
  const room = Math.floor((right - left - 3) / LETTER);
  const shown = label.length <= room ? label : room > 3 ? `${label.slice(0, room - 1)}…` : '';
  return shown === '' ? '' : written((left + right) / 2, y, shown, style, undefined, 'middle');
}

function written(x: number, y: number, label: string, style = '', longest = 130, anchor = 'start'): string {
  const shown = label.length > longest ? `${label.slice(0, longest - 1)}…` : label;
  return `<text x="${round(x)}" y="${round(y)}"${style === '' ? '' : ` class="${style}"`}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${text(shown)}</text>`;
}

function round(size: number): number {
  return Math.round(size * 10) / 10;
}

/** Text as XML has it. */
export function text(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
