import { LINT_HELP, lintVerb } from './lint-verb';
import { packageFacts } from './package';
import { Terminal, UsageError } from './terminal';

const USAGE_EXIT_CODE = 2;

/**
 * Does what the arguments say. Gives the exit code.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [verb, ...rest] = argv;
  try {
    switch (verb) {
      case 'lint':
        return await lintVerb(rest, terminal);
      case '--help':
      case '-h':
        terminal.write(LINT_HELP);
        return 0;
      case '--version':
        terminal.write(`${packageFacts().version}\n`);
        return 0;
      default:
        throw new UsageError(`${verb === undefined ? 'no verb' : `unknown verb "${verb}"`}, there is: lint`);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    terminal.writeError(`${error.message}\nsee cdk8s-argo-rollouts lint --help\n`);
    return USAGE_EXIT_CODE;
  }
}
