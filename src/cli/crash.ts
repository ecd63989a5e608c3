import { packageFacts } from './package';

const LONGEST_MESSAGE = 300;

/** The environment variable that adds the stack. */
const SWITCH = 'DEBUG';

/**
 * What a user is told of a mistake of ours: what happened, where, and what to do. The stack comes only on demand.
 */
export function crashReport(error: unknown, argv: readonly string[], environment: NodeJS.ProcessEnv): string {
  const { name, version, homepage } = packageFacts();
  const stack = environment[SWITCH] && error instanceof Error ? error.stack : undefined;
  return [
    `${name} crashed: ${String(error).split('\n')[0].slice(0, LONGEST_MESSAGE)}`,
    `version ${version}, Node ${process.version}, ${process.platform}, arguments: ${argv.join(' ')}`,
    `please report it with these lines${stack ? '' : `, and with the stack that ${SWITCH}=1 adds,`} at ${homepage}/issues`,
    ...stack ? [stack] : [],
    '',
  ].join('\n');
}
