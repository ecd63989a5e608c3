import { crashReport } from './crash';
import { EXPLAIN_HELP, explainVerb } from './explain-verb';
import { LINT_HELP, lintVerb } from './lint-verb';
import { packageFacts } from './package';
import { PLAN_HELP, planVerb } from './plan-verb';
import { RUNBOOK_HELP, runbookVerb } from './runbook-verb';
import { FAILED, FINE, processTerminal, Terminal, UsageError } from './terminal';

interface Verb {
  readonly help: string;
  /** Does what the arguments after the verb say. Gives the exit code. */
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

const HELP_HELP = `usage: cdk8s-argo-rollouts help [VERB]

Prints what there is to say of a verb, or of all of them.
`;

const VERBS: ReadonlyMap<string | undefined, Verb> = new Map([
  ['lint', { help: LINT_HELP, run: lintVerb }],
  ['plan', { help: PLAN_HELP, run: planVerb }],
  ['runbook', { help: RUNBOOK_HELP, run: runbookVerb }],
  ['explain', { help: EXPLAIN_HELP, run: explainVerb }],
  ['help', { help: HELP_HELP, run: helpVerb }],
]);

/**
 * Does what the arguments say. Gives the exit code.
 */
export async function run(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    return await runVerb(argv, terminal);
  } catch (error) {
    const verb = VERBS.has(argv[0]) ? `${argv[0]} ` : '';
    terminal.writeError(error instanceof UsageError
      ? `${error.message}\nsee cdk8s-argo-rollouts ${verb}--help\n`
      : crashReport(error, argv, process.env));
    return FAILED;
  }
}

async function runVerb([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (verb === '--version') {
    terminal.write(`${packageFacts().version}\n`);
    return FINE;
  }
  if (isHelp(verb)) {
    return helpVerb([], terminal);
  }
  const { help, run: runIt } = verbOf(verb);
  if (rest.some(isHelp)) {
    terminal.write(help);
    return FINE;
  }
  return runIt(rest, terminal);
}

function isHelp(argument: string | undefined): boolean {
  return argument === '--help' || argument === '-h';
}

async function helpVerb([verb]: readonly string[], terminal: Terminal): Promise<number> {
  const verbs = verb === undefined ? [...VERBS.values()] : [verbOf(verb)];
  terminal.write(verbs.map(({ help }) => help).join('\n'));
  return FINE;
}

function verbOf(verb: string | undefined): Verb {
  const known = VERBS.get(verb);
  if (!known) {
    throw new UsageError(`${verb === undefined ? 'no verb' : `unknown verb "${verb}"`}, there are: ${[...VERBS.keys()].join(', ')}`);
  }
  return known;
}
