/**
 * Draws docs/images/house.svg, the picture of docs/architecture.md: `npx projen dochouse`. Its floors and arrows are the imports of src/.
 */
import { writeFileSync } from 'fs';
import { join } from 'path';
import type * as Viz from '@viz-js/viz' with { 'resolution-mode': 'import' };
import { floors, Graph, importsBetween, reduced } from './house/imports';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it can be required, and only its types cannot
const { instance }: typeof Viz = require('@viz-js/viz');

export const PICTURE = join(__dirname, '..', 'docs', 'images', 'house.svg');

/** What is in a box, in a few words. */
export const CONTENTS: Readonly<Record<string, string>> = {
  'index.ts': 'the public API, by name',
  'traffic': 'one construct per router',
  'operate': 'installation, alerts, dashboards',
  'rollout': 'strategies, steps, ramps',
  'analysis': 'templates, metrics, providers',
  'synth': 'makes and checks every object',
  'cli': 'lint, plan, runbook for any YAML',
  'rules': 'what is wrong with a manifest',
  'runbook': 'how to steer a rollout',
  'plan': 'what an update will do over time',
  'reading': 'what a manifest means',
  'manifest': 'types, bundle, pointers',
  'imports': 'types and CRDs, generated',
  'rules/lint': 'asks the rules',
  'rules/rules.ts': 'the list of all rules',
  'rules/rule': 'what a rule is',
};

/** What knows no construct, and works on manifests from anywhere. */
const BELOW_THE_WAIST = ['cli', 'rules', 'runbook', 'plan', 'reading', 'manifest', 'imports'];

/** A part of the picture, and the boxes in it. */
interface Part {
  readonly name: string;
  readonly title: string;
  readonly boxes: readonly string[];
}

/** The folders of src/ and the files beside them. */
const FOLDERS = importsBetween((file) => file.startsWith('imports/') ? 'imports' : file.split('/')[1]);
/** The rooms of src/rules/. What lies beside them belongs to the list of all rules. */
const ROOMS = importsBetween((file) => /^src\/(rules\/\w+)\//.exec(file)?.[1] ?? (file.startsWith('src/rules/') ? 'rules/rules.ts' : undefined));

const PARTS: readonly Part[] = [
  { name: 'rooms', title: 'the rooms of rules', boxes: boxesOf(ROOMS) },
  { name: 'facts', title: 'below the waist: facts', boxes: boxesOf(FOLDERS).filter((box) => BELOW_THE_WAIST.includes(box)) },
  { name: 'intent', title: 'above the waist: intent', boxes: boxesOf(FOLDERS).filter((box) => !BELOW_THE_WAIST.includes(box)) },
];

const STYLE = `
.paper > polygon { fill: #ffffff } text { fill: #1f2328 } .part path { fill: #f6f8fa; stroke: #d1d9e0 } .part text { fill: #59636e }
.intent path { fill: #fff8e6; stroke: #bf8700 } .facts path { fill: #eaf5ff; stroke: #0969da } .rooms path { fill: #eefbf0; stroke: #1a7f37 }
.edge path { stroke: #818b98 } .edge polygon { fill: #818b98; stroke: #818b98 }
@media (prefers-color-scheme: dark) {
.paper > polygon { fill: #0d1117 } text { fill: #f0f6fc } .part path { fill: #151b23; stroke: #3d444d } .part text { fill: #9198a1 }
.intent path { fill: #2e2a1f; stroke: #9e6a03 } .facts path { fill: #121d2f; stroke: #1f6feb } .rooms path { fill: #12261e; stroke: #238636 }
}`;

/** The house on the left, and on the right the rooms of `rules`, which import on from there. */
export async function drawHouse(): Promise<string> {
  const viz = await instance();
  return viz.renderString(`digraph house {
graph [class=paper bgcolor=white newrank=true compound=true nodesep=0.2 ranksep=0.3 pad=0.2 fontname=Helvetica fontsize=13 labeljust=l]
node [shape=box style="rounded,filled" fontname=Helvetica fontsize=14 height=0.45 margin="0.14,0.05"]
edge [arrowsize=0.6]
${PARTS.map(cluster).join('\n')}
${[FOLDERS, ROOMS].flatMap(arrows).join('\n')}
${sameFloors(ROOMS).join('\n')}
synth -> cli [style=invis]
rules -> "rules/rule" [constraint=false lhead=cluster_rooms style=dashed arrowhead=none]
}`, { format: 'svg' }).replace(/<!--[^]*?-->\n?/g, '').replace(/(?<=<svg[^>]*>)/, `\n<style>${STYLE}\n</style>`);
}

function boxesOf(graph: Graph): string[] {
  return [...floors(graph).keys()];
}

function cluster({ name, title, boxes }: Part): string {
  const nodes = boxes.map((box) => `"${box}" [class=${name} label=${label(box)}]`);
  return `subgraph cluster_${name} {\ngraph [class=part label="${title}" style=rounded]\n${nodes.join('\n')}\n}`;
}

function label(box: string): string {
  const name = box.replace('rules/', '');
  return box in CONTENTS ? `<<b>${name}</b><br/><font point-size="11">${CONTENTS[box]}</font>>` : `<<b>${name}</b>>`;
}

function arrows(graph: Graph): string[] {
  return [...reduced(graph)].flatMap(([from, tos]) => [...tos].map((to) => `"${from}" -> "${to}"`));
}

function sameFloors(graph: Graph): string[] {
  const floorOf = floors(graph);
  const on = (floor: number) => boxesOf(graph).filter((box) => floorOf.get(box) === floor).map((box) => `"${box}"`);
  return [...new Set(floorOf.values())].map((floor) => `{ rank=same ${on(floor).join(' ')} }`);
}

if (require.main === module) {
  void drawHouse().then((picture) => writeFileSync(PICTURE, picture));
}
