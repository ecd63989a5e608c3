/**
 * Writes docs/rules.md from the rules and from the cases that their tests run. `--print` prints it, `--check` only says
 * whether it is current.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { dump, load } from 'js-yaml';
import { Rule, RuleFacts, Stage } from '../src/rules/rule';
import { FACTS, RULES } from '../src/rules/rules';
import { CASES } from '../test/rules/cases';
import { RolloutCase } from '../test/rules/rollout-cases';

const PAGE = join(__dirname, '..', 'docs', 'rules.md');

/** Where the mistake shows without us, in words. */
const STAGES: Record<Stage, string> = {
  'admission': 'when the API server admits the object',
  'lint': 'in the lint command of Argo Rollouts, and in the controller',
  'reconcile': 'when the controller looks at the rollout',
  'traffic': 'when the controller moves traffic',
  'experiment': 'when an experiment starts',
  'run-start': 'when an analysis starts, in the middle of a release',
  'measure': 'at each measurement, in the middle of a release',
  'startup': 'when the controller starts',
  'never': 'never',
};

const INTRODUCTION = `# Rules

Generated from the rules and from the cases that the tests run: \`npx projen docrules\`. Never edit it.

Each rule has an id that never changes, and a severity that settings can change. An *error* fails, hangs, does nothing, or sends
traffic to the wrong place; what is only unwise is a *warning*. How to set a rule, suppress it for one object, or add rules of
your own is in [lint.md](lint.md#not-for-this-object).

## What manifests cannot decide

Some of what the controller checks is no rule, because manifests do not hold the answer:

* **What was there before.** A selector cannot change, and only the old object knows what it was.
* **What happens while a release runs.** Results of queries, codes of web requests, jobs that fail, pods that never become ready.
* **What only the cluster knows.** Secrets that are made elsewhere, quotas, admission webhooks, the classes of Ingresses and the
  objects of other teams. A reference is checked where its object is among the manifests.
* **How the controller is started.** Flags that are not in the manifests; where one decides, the finding names it.
`;

function page(): string {
  const groups = [...new Set(RULES.map(subject))].map((name) => ({ name, rules: RULES.filter((rule) => subject(rule) === name) }));
  const documented = new Set(RULES.map(({ id }) => id));
  const others = [...FACTS.values()].filter(({ id }) => !documented.has(id));
  const contents = groups.map(({ name, rules }) => `* [${name}](#${anchor(name)}): ${rules.map(({ id }) => `[${id}](#${id})`).join(', ')}`);
  return [
    INTRODUCTION,
    `## Contents\n\n${contents.join('\n')}\n* [Reading](#reading): ${others.map(({ id }) => `[${id}](#${id})`).join(', ')}\n`,
    ...groups.map(({ name, rules }) => `## ${name}\n\n${rules.map((rule) => section(rule, CASES[rule.id])).join('\n')}`),
    `## Reading\n\n${others.map(facts).join('\n')}`,
  ].join('\n');
}

/** Rules are grouped by what they read. */
function subject({ id, kinds }: Rule): string {
  if (id.startsWith('schema-')) {
    return 'Schema';
  }
  return kinds.length === 1 ? kinds[0].replace('*', 'Any object') : kinds.includes('AnalysisTemplate') ? 'Analyses' : kinds.join(' and ');
}

function anchor(heading: string): string {
  return heading.toLowerCase().replace(/ /g, '-');
}

function facts({ id, severity, stage, why }: RuleFacts): string {
  return `### ${id}\n\n*${severity}*: ${why}.\n\nWithout this rule it shows ${STAGES[stage]}.\n`;
}

function section(rule: Rule, { accepts, rejects }: RolloutCase): string {
  const [[message, bad]] = Object.entries(rejects);
  return [facts(rule), `Bad:\n\n${yaml(bad)}`, `\`\`\`text\n${message}\n\`\`\`\n`, `Good:\n\n${yaml(accepts[0])}`].join('\n');
}

function yaml(text: string): string {
  const documents = text.split(/^---$/m).map((document) => dump(load(document), { lineWidth: 120, noRefs: true }));
  return `\`\`\`yaml\n${documents.join('---\n')}\`\`\`\n`;
}

function main() {
  const wanted = page();
  if (process.argv.includes('--print')) {
    process.stdout.write(wanted);
    return;
  }
  if (process.argv.includes('--check')) {
    process.exitCode = readFileSync(PAGE, 'utf8') === wanted ? 0 : 1;
    return;
  }
  writeFileSync(PAGE, wanted);
}

main();
