import { LINT_HELP, lintVerb } from './lint-verb';
import { packageFacts } from './package';
import { RUNBOOK_HELP, runbookVerb } from './runbook-verb';
import { Terminal, UsageError } from './terminal';

const USAGE_EXIT_CODE = 2;

const VERBS: ReadonlyMap<string | undefined, { readonly help: string; run(argv: readonly string[], terminal: Terminal): Promise<number> }> = new Map([
  ['lint', { help: LINT_HELP, run: lintVerb }],
  ['runbook', { help: RUNBOOK_HELP, run: runbookVerb }],
]);

/**
 * Does what the arguments say. Gives the exit code.
 */
export async function run([verb, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
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
    if (!(error instanceof UsageError)) {
      throw error;
    }
    terminal.writeError(`${error.message}\nsee cdk8s-argo-rollouts ${VERBS.has(verb) ? `${verb} ` : ''}--help\n`);
    return USAGE_EXIT_CODE;
  }
}

function verbOf(verb: string | undefined) {
  const known = VERBS.get(verb);
  if (!known) {
    throw new UsageError(`${verb === undefined ? 'no verb' : `unknown verb "${verb}"`}, there are: ${[...VERBS.keys()].join(', ')}`);
  }
  return known;
}
