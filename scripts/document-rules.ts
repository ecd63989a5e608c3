/**
 * Writes docs/rules.md from the rules and from the cases that their tests run. `--print` prints it, `--check` only says
 * whether it is current.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Rule, RuleFacts, Stage } from '../src/rules/rule/rule';
import { FACTS, ROOMS, RULES } from '../src/rules/rules';
import { CASES, documentsOf } from '../test/rules/cases';
import { Excerpt, printAlike } from './rules-page/print';
import { difference, leaveOut, reduceBad, reduceGood, saidBy } from './rules-page/reduce';

const PAGE = join(__dirname, '..', 'docs', 'rules.md');

const [INTRODUCTION, CANNOT_TELL, POD_TEMPLATES] = ['introduction', 'cannot-tell', 'pod-templates']
  .map((name) => readFileSync(join(__dirname, 'rules-page', `${name}.md`), 'utf8'));

/** Who notices a mistake without us. */
const STAGES: Record<Stage, string> = {
  'admission': 'by the API server, when the object is applied',
  'lint': 'by the lint command of Argo Rollouts, and by the controller',
  'reconcile': 'by the controller, when it looks at the rollout',
  'traffic': 'by the controller, when it moves traffic',
  'experiment': 'when an experiment starts',
  'run-start': 'when an analysis starts',
  'measure': 'at each measurement',
  'startup': 'when the controller starts',
  'never': 'by nobody',
};

/** What is found while reading and writing, before or after the rules are asked. */
const OTHERS = { title: 'Other findings', rules: [...FACTS.values()].filter(({ id }) => !RULES.some((rule) => rule.id === id)) };

function page(): string {
  return [
    INTRODUCTION.replace('{rules}', String(FACTS.size)).replace('{stages}', Object.entries(STAGES).map(([stage, who]) => `| ${stage} | ${who} |`).join('\n')),
    `## All rules\n\n| rule | | noticed otherwise |\n|---|---|---|\n${[...ROOMS, OTHERS].flatMap(rows).join('\n')}\n`,
    'And [what manifests cannot tell](#what-manifests-cannot-tell), and [what of pod templates is checked](#pod-templates).\n',
    ...ROOMS.map(({ title, rules }) => `## ${title}\n\n${rules.map(section).join('\n')}`),
    `## ${OTHERS.title}\n\n${OTHERS.rules.map(facts).join('\n')}`,
    CANNOT_TELL,
    POD_TEMPLATES,
  ].join('\n');
}

/** The rows of a subject in the table of all rules. */
function rows({ title, rules }: { title: string; rules: readonly RuleFacts[] }): string[] {
  const anchor = title.toLowerCase().replace(/ /g, '-');
  return [`| **[${title}](#${anchor})** | | |`, ...rules.map(({ id, severity, stage }) => `| [${id}](#${id}) | ${severity} | ${stage} |`)];
}

function facts({ id, severity, stage, why }: RuleFacts): string {
  return `### ${id}\n\n${why[0].toUpperCase()}${why.slice(1)}. *${severity}, noticed otherwise ${STAGES[stage]}*\n`;
}

function section(rule: Rule): string {
  const { accepts, rejects } = CASES[rule.id];
  const bad = documentsOf(Object.values(rejects)[0]);
  const goods = accepts.map(documentsOf);
  const good = goods.reduce((nearest, next) => difference(next, bad) < difference(nearest, bad) ? next : nearest);
  const reduced = reduceBad(rule.id, bad);
  const examples = examplesOf(leaveOut(rule.id, reduced).map((part, index) => part && { part, whole: bad[index] }),
    reduceGood(rule.id, good, bad, reduced).map((part, index) => ({ part, whole: good[index] })));
  const said = saidBy(rule.id, reduced).map(({ text }) => `> ${quoted(text)}`).join('\n>\n');
  return [facts(rule), `Bad:\n\n${fenced(examples.bad)}`, `${said}\n`, `Good:\n\n${fenced(examples.good)}`].join('\n');
}

/** The documents of both examples as text. A document that is the same in both is shown once. */
function examplesOf(bad: readonly (Excerpt | undefined)[], good: readonly Excerpt[]): { bad: string[]; good: string[] } {
  const pairs = Array.from({ length: Math.max(bad.length, good.length) }, (_, index): [string?, string?] => {
    const [one, other] = [bad[index], good[index]];
    if (one && other && one.part.kind === other.part.kind) {
      const [ours, theirs] = printAlike([one, other]);
      return ours === theirs ? [ours] : [ours, theirs];
    }
    const isSame = !one && JSON.stringify(other?.whole) === JSON.stringify(bad[index]?.whole);
    return [one && printAlike([one])[0], other && !isSame ? printAlike([other])[0] : undefined];
  });
  return { bad: pairs.flatMap(([text]) => text ?? []), good: pairs.flatMap(([, text]) => text ?? []) };
}

function fenced(documents: readonly string[]): string {
  return `\`\`\`yaml\n${documents.join('\n---\n')}\n\`\`\`\n`;
}

/** A text as code, whatever is in it. */
function quoted(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
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
