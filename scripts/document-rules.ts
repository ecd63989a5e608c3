/**
 * Writes docs/rules/ from the rules and from the cases that their tests run: a page for each room, an index, and the schema of the settings file. `--print`
 * prints all pages as JSON, by their names.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Rule, RuleFacts, Stage } from '../src/rules/rule/rule';
import { rulePage } from '../src/rules/rule-page';
import { FACTS, Room, ROOMS } from '../src/rules/rules';
import { CASES, documentsOf } from '../test/rules/cases';
import { Excerpt, printAlike } from './rules-page/print';
import { difference, leaveOut, reduceBad, reduceGood, saidBy } from './rules-page/reduce';
import { settingsSchema } from './rules-page/settings-schema';

const PAGES = join(__dirname, '..', 'docs', 'rules');
const GENERATED = 'Generated from the rules and from the cases that the tests run: `npx projen docrules`. Never edit it.';

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

function pages(): Record<string, string> {
  return {
    'README.md': indexPage(),
    'settings.schema.json': settingsSchema(),
    'cannot-tell.md': `# What manifests cannot tell\n\n${GENERATED}\n\n${partOf('cannot-tell')}`,
    ...Object.fromEntries(ROOMS.map((room) => [`${room.folder}.md`, page(room)])),
  };
}

function indexPage(): string {
  return [`# Rules\n\n${GENERATED}\n\n${partOf('introduction')}`, ...ROOMS.map(table)].join('\n');
}

function table({ folder, title, rules, facts = [] }: Room): string {
  const rows = [...rules, ...facts].map(({ id, severity, stage, why }) => `| [${id}](${linkTo(id)}) | ${severity} | ${stage} | ${why} |`);
  return `## [${title}](${folder}.md)\n\n| rule | | noticed otherwise | why |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function page({ folder, title, rules, facts = [] }: Room): string {
  const source = `Its rules are in [src/rules/${folder}](../../src/rules/${folder}), and their cases in [test/rules/${folder}](../../test/rules/${folder}).`;
  const more = existsSync(fileOf(folder)) ? [partOf(folder)] : [];
  return [`# ${title}\n\n${GENERATED} [All rules](README.md)\n`, ...rules.length > 0 ? [`${source}\n`] : [], ...rules.map(section), ...facts.map(factsOf), ...more].join('\n');
}

/** What is written by hand, for a page of its own or for the end of that of a room. In it `[link](#rule-id)` leads to the page of the rule. */
function partOf(name: string): string {
  return readFileSync(fileOf(name), 'utf8')
    .replace('{rules}', String(FACTS.size))
    .replace('{stages}', Object.entries(STAGES).map(([stage, who]) => `| ${stage} | ${who} |`).join('\n'))
    .replace(/(?<=\]\()#([\w-]+)(?=\))/g, (_, id) => linkTo(id));
}

function fileOf(name: string): string {
  return join(__dirname, 'rules-page', `${name}.md`);
}

function linkTo(id: string): string {
  return rulePage(id)!.replace('docs/rules/', '');
}

function factsOf({ id, severity, stage, why }: RuleFacts): string {
  return `## ${id}\n\n${why[0].toUpperCase()}${why.slice(1)}. *${severity}, noticed otherwise ${STAGES[stage]}*\n`;
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
  return [factsOf(rule), `Bad:\n\n${fenced(examples.bad)}`, `${said}\n`, `Good:\n\n${fenced(examples.good)}`].join('\n');
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
  const wanted = pages();
  if (process.argv.includes('--print')) {
    process.stdout.write(JSON.stringify(wanted));
    return;
  }
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  for (const [name, content] of Object.entries(wanted)) {
    writeFileSync(join(PAGES, name), content);
  }
}

main();
