import { parseArgs } from 'util';
import { BundleEntry, Manifest } from '../manifest/bundle';
import { isForeign, isReadable, withoutNulls } from '../rules/schema/readable';
import { misfitsOf } from '../rules/schema/schema';
import { deploymentsOf, foldersApart } from './deployments';
import { sourcesOf, writeText } from './input/files';
import { readObjects } from './input/objects';
import { Remarks } from './input/remarks';
import { markdown, runbooks } from './lazy';
import { placedMessage } from './report';
import { ERRORS, FINE, progressOn, Terminal, understood, UsageError } from './terminal';
import { wantedOf } from './wanted-rollouts';

const STANDARD_OUTPUT = '-';

export const RUNBOOK_HELP = `usage: cdk8s-argo-rollouts runbook [options] FILE|DIR|- ...

Writes a runbook in Markdown for each rollout: what belongs to it, what an update does, and the
commands to watch, promote, abort, retry and undo it. Give it all that is deployed together: files,
folders, or - for the standard input.

example
  npx cdk8s synth && npx cdk8s-argo-rollouts runbook dist --output RUNBOOK.md

options
  --rollout [NAMESPACE/]NAME   only this rollout; can be given more than once
  --output FILE                where to write it (default: the standard output)
  --help                       print this

exit code
  0  the runbook was written
  1  there is no such rollout
  2  wrong usage, or input that cannot be read

https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/operations.md#a-runbook-for-each-rollout
`;

/**
 * Writes a runbook for the rollouts in files. Gives the exit code.
 */
export async function runbookVerb(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values: { output, rollout: wanted }, positionals } = understood(() => parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      rollout: { type: 'string', multiple: true, default: [] as string[] },
      output: { type: 'string', default: STANDARD_OUTPUT },
    },
  }));
  if (positionals.length === 0) {
    throw new UsageError('nothing to read: give files, folders, or - for the standard input');
  }
  const { runbooksOf } = runbooks();
  const entries = await readableEntries(positionals, terminal);
  const all = deploymentsOf(entries, foldersApart(entries)).flatMap((deployment) => runbooksOf(deployment.entries, deployment.own));
  const chosen = wantedOf(all, wanted, terminal);
  if (!chosen) {
    return ERRORS;
  }
  const text = markdown().formatMarkdown(chosen);
  if (output === STANDARD_OUTPUT) {
    terminal.write(text);
  } else {
    writeText(output, text);
  }
  return FINE;
}

/** A runbook that is wrong is worse than none, so nothing that could not be read is passed over. */
async function readableEntries(paths: readonly string[], terminal: Terminal): Promise<BundleEntry[]> {
  const [remarks, progress] = [new Remarks(), progressOn(terminal)];
  const { entries, problems } = readObjects(await sourcesOf(paths, terminal, remarks), remarks, progress);
  progress();
  remarks.tell(terminal);
  if (problems.length + remarks.unreadable.length > 0) {
    throw new UsageError(problems.map((problem) => placedMessage(problem.file, problem)).join('\n') || 'some of the input cannot be read');
  }
  const own = entries.filter(({ manifest }) => !isForeign(manifest));
  const wrong = own.filter(({ manifest }) => manifest.kind === 'Rollout' && !hasItsShape(manifest)).map(({ manifest }) => `"${manifest.metadata?.name}"`);
  if (wrong.length > 0) {
    throw new UsageError(`Rollout ${wrong.join(', ')} has values of a wrong type, or lacks some: cdk8s-argo-rollouts lint says where`);
  }
  return own.filter(({ manifest }) => isReadable(manifest)).map((entry) => ({ ...entry, manifest: withoutNulls(entry.manifest) }));
}

/** Whether a rollout has all that it must have, and of the right type. */
export function hasItsShape(rollout: Manifest): boolean {
  return isReadable(rollout) && !misfitsOf(rollout).some(({ aspect }) => aspect === 'required');
}
