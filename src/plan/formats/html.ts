import { rolloutTitle } from '../../manifest/rollout-title';
import { courseNotes, waitText, kindText, podsText, spanText, totalsText, weightText } from '../summary';
import { gatesText, ShownPlan } from './shown';
import { formatSvg, text } from './svg';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:60rem;background:Canvas;color:CanvasText}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem}pre{white-space:pre-wrap;font-size:.9rem}.wide{overflow-x:auto}.wide svg{min-width:44rem;width:100%;display:block;border-radius:6px}
table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top}th,td:not(:nth-child(2)){white-space:nowrap}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem}dt{opacity:.75}dd{margin:0}@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}`;

/** One page that needs nothing else: a picture, the totals and the stages of each rollout. */
export function formatHtml(plans: readonly ShownPlan[]): string {
  const contents = plans.length === 1 ? '' : `<ul>${plans.map((plan, index) => `<li><a href="#rollout-${index}">${text(rolloutTitle(plan))}</a>: ${text(kindText(plan))}</li>`).join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Rollouts before they happen</title><style>${STYLE}</style></head>
<body>
<h1>Rollouts before they happen</h1>
${contents}
${plans.map(sectionOf).join('\n')}
</body>
</html>
`;
}

const HEAD = ['Stage', 'What happens', 'Weight', 'Pods', 'At most', 'Time', 'Goes on after'];

function sectionOf(plan: ShownPlan, index: number): string {
  const rows = plan.stages.map((stage) => [
    stage.name, stage.description, weightText(stage), podsText(stage), `${stage.pods.peak ?? '?'}`, spanText(stage), waitText(stage),
  ]);
  return `<h2 id="rollout-${index}">${text(rolloutTitle(plan))}</h2>
<dl>${totalsText(plan.totals).map(([what, value]) => `<dt>${text(what)}</dt><dd>${text(value)}</dd>`).join('')}</dl>
<div class="wide">${formatSvg([plan])}</div>
<div class="wide"><table><tr>${cells('th', HEAD)}</tr>
${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}
</table></div>
<ul>${[...courseNotes(plan), ...plan.notes].map((note) => `<li>${text(note)}</li>`).join('')}</ul>${gatesOf(plan)}`;
}

function gatesOf(plan: ShownPlan): string {
  return plan.power ? `\n<h3>What its gates see</h3>\n<pre>${text(gatesText(plan).join('\n'))}</pre>` : '';
}

function cells(tag: string, contents: readonly string[]): string {
  return contents.map((content) => `<${tag}>${text(content)}</${tag}>`).join('');
}
