import { crashReport } from './crash';
import { EXPLAIN_HELP, explainVerb } from './explain-verb';
import { LINT_HELP, lintVerb } from './lint-verb';
import { packageFacts } from './package';
import { PLAN_HELP, planVerb } from './plan-verb';
import { RUNBOOK_HELP, runbookVerb } from './runbook-verb';
import { FAILED, FINE, processTerminal, Terminal, UsageError } from './terminal';

interface Verb {
  /** In one line. */
  readonly what: string;
  readonly help: string;
  /** Does what the arguments after the verb say. Gives the exit code. */
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

const HELP_HELP = `usage: cdk8s-argo-rollouts help [COMMAND]

Prints the help of a command, or lists the commands.
`;

const VERBS: ReadonlyMap<string | undefined, Verb> = new Map([
  ['lint', { what: 'checks manifests for Argo Rollouts', help: LINT_HELP, run: lintVerb }],
  ['plan', { what: 'shows what an update of each rollout will do, before it happens', help: PLAN_HELP, run: planVerb }],
  ['runbook', { what: 'writes a runbook for each rollout', help: RUNBOOK_HELP, run: runbookVerb }],
  ['explain', { what: 'explains rules', help: EXPLAIN_HELP, run: explainVerb }],
  ['help', { what: 'prints the help of a command', help: HELP_HELP, run: helpVerb }],
]);

const overview = () => `usage: cdk8s-argo-rollouts COMMAND ...

${[...VERBS].map(([verb, { what }]) => `  ${verb!.padEnd(10)}${what}`).join('\n')}

  COMMAND --help prints the help of a command. --version prints the version.

${packageFacts().homepage}
`;

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
  terminal.write(verb === undefined ? overview() : verbOf(verb).help);
  return FINE;
}

function verbOf(verb: string | undefined): Verb {
  const known = VERBS.get(verb);
  if (!known) {
    throw new UsageError(`${verb === undefined ? 'no command' : `unknown command "${verb}"`}, there are: ${[...VERBS.keys()].join(', ')}`);
  }
  return known;
}
