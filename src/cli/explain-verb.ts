import { readFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { unknownRule } from '../rules/lint/unknown-rule';
import { rulePage } from '../rules/rule-page';
import { FACTS, ROOMS } from '../rules/rules';
import { packageFacts, urlOfRule } from './package';
import { FINE, Terminal, understood, UsageError } from './terminal';

export const EXPLAIN_HELP = `usage: cdk8s-argo-rollouts explain [RULE ...]

Explains rules: what happens in the cluster, who would notice it otherwise, and an example of what
each rejects and of what it accepts. Without a RULE it lists all rules.

example
  npx cdk8s-argo-rollouts explain pause-lasts

https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/rules/README.md
`;

/**
 * Says what rules are about. Gives the exit code.
 */
export async function explainVerb(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals: ids } = understood(() => parseArgs({ args: [...argv], allowPositionals: true }));
  const unknown = ids.filter((id) => !FACTS.has(id));
  if (unknown.length > 0) {
    throw new UsageError(unknown.map((id) => unknownRule(id, [...FACTS.keys()])).join('\n'));
  }
  terminal.write(ids.length > 0 ? ids.map(explanationOf).join('\n') : listOfRules());
  return FINE;
}

/** The part of its page, which is in the package. */
function explanationOf(id: string): string {
  const [file] = rulePage(id)!.split('#');
  const page = readFileSync(join(packageFacts().folder, file), 'utf8');
  const [, section] = page.split(new RegExp(`^## (?=${id}$)`, 'm'));
  return `${section.split(/^## /m)[0].trimEnd()}\n\n${urlOfRule(id)}\n`;
}

function listOfRules(): string {
  const longest = Math.max(...[...FACTS.keys()].map((id) => id.length));
  return ROOMS.map(({ title, rules, facts = [] }) => [
    title,
    ...[...rules, ...facts].map(({ id, severity, why }) => `  ${id.padEnd(longest)} ${severity.padEnd('warning'.length)} ${why}`),
    '',
  ].join('\n')).join('\n');
}
