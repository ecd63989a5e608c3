/**
 * Writes docs/plans.md and its pictures: `npx projen docplans`. They are the plans of the examples' goldens.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { Manifest } from '../src/manifest/bundle';
import { rolloutTitle } from '../src/manifest/rollout-title';
import { exposureText } from '../src/plan/exposure';
import { formatSvg } from '../src/plan/formats/svg';
import { Plan, plansOf } from '../src/plan/plan';
import { kindText, timeText } from '../src/plan/summary';

const ROOT = join(__dirname, '..');
const DOCS = join(ROOT, 'docs');

/** Every file that is made, and what belongs into it. */
export function planFiles(): Record<string, string> {
  const examples = readdirSync(join(ROOT, 'examples')).sort().map((name) => ({ name, plans: plansIn(name) })).filter(({ plans }) => plans.length > 0);
  return {
    [join(DOCS, 'plans.md')]: `${[HEAD, ...examples.map(({ name, plans }) => sectionOf(name, plans))].join('\n\n')}\n`,
    ...Object.fromEntries(examples.map(({ name, plans }) => [join(DOCS, 'images', 'plans', `${name}.svg`), formatSvg(plans)])),
  };
}

const HEAD = `# The plans of all examples

Generated from the manifests of the [examples](../examples): \`npx projen docplans\`. Never edit it. What a plan shows, and how to make one, is in
[plan.md](plan.md).`;

function plansIn(example: string): Plan[] {
  const file = join(ROOT, 'examples', example, 'manifest.yaml');
  const manifests = existsSync(file) ? loadAll(readFileSync(file, 'utf8')).filter(Boolean) as Manifest[] : [];
  return plansOf(manifests.map((manifest) => ({ manifest, origin: undefined })));
}

function sectionOf(name: string, plans: readonly Plan[]): string {
  const lines = plans.map((plan) => `* ${rolloutTitle(plan)}: ${kindText(plan)}. A healthy release takes ${timeText(plan.totals)}. `
    + `Exposed before the first measurement that can stop it: ${exposureText(plan.totals.exposure)}.`);
  return [`## ${name}`, `[The example](../examples/${name}/)`, lines.join('\n'), `![Plan of ${plans.map(rolloutTitle).join(', ')}](images/plans/${name}.svg)`].join('\n\n');
}

if (require.main === module) {
  for (const [file, content] of Object.entries(planFiles())) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
