import { crashReport } from './crash';
import { LINT_HELP, lintVerb } from './lint-verb';
import { packageFacts } from './package';
import { RUNBOOK_HELP, runbookVerb } from './runbook-verb';
import { processTerminal, Terminal, UsageError } from './terminal';

const FAILED = 2;

const VERBS: ReadonlyMap<string | undefined, { readonly help: string; run(argv: readonly string[], terminal: Terminal): Promise<number> }> = new Map([
  ['lint', { help: LINT_HELP, run: lintVerb }],
  ['runbook', { help: RUNBOOK_HELP, run: runbookVerb }],
]);

/**
 * Does what the arguments say. Gives the exit code.
 */
export async function run(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [verb, ...rest] = argv;
  try {
    switch (verb) {
      case '--help':
      case '-h':
        terminal.write([...VERBS.values()].map(({ help }) => help).join('\n'));
        return 0;
      case '--version':
        terminal.write(`${packageFacts().version}\n`);
        return 0;
      default:
        return await verbOf(verb).run(rest, terminal);
    }
  } catch (error) {
    terminal.writeError(error instanceof UsageError
      ? `${error.message}\nsee cdk8s-argo-rollouts ${VERBS.has(verb) ? `${verb} ` : ''}--help\n`
      : crashReport(error, argv, process.env));
    return FAILED;
  }
}

function verbOf(verb: string | undefined) {
  const known = VERBS.get(verb);
  if (!known) {
    throw new UsageError(`${verb === undefined ? 'no verb' : `unknown verb "${verb}"`}, there are: ${[...VERBS.keys()].join(', ')}`);
  }
  return known;
}
