import { parseArgs } from 'util';
import type { Plan, PlanOptions } from '../plan/plan';
import { asPlanned, PLANNED_KINDS } from '../rules/plan/planned';
import { Severity } from '../rules/rule/finding';
import { check } from './check';
import { deploymentsOf, foldersApart } from './deployments';
import { formatText } from './formats/text';
import { sourcesOf, writeText } from './input/files';
import { FoundObjects, readObjects } from './input/objects';
import { Remarks } from './input/remarks';
import { planFormats, plans, power } from './lazy';
import { Report } from './report';
import { ERRORS, FAILED, FINE, progressOn, Terminal, understood, UsageError } from './terminal';
import { trafficOf } from './traffic';
import { wantedOf } from './wanted-rollouts';

const STANDARD_OUTPUT = '-';

export const PLAN_HELP = `usage: cdk8s-argo-rollouts plan [options] FILE|DIR|- ...

Shows what an update of each rollout will do, before it happens: its stages with the traffic that
the new version gets, its pods, its times, and what each stage waits for. Give it all that is
deployed together: files, folders, or - for the standard input.

example
  npx cdk8s synth && npx cdk8s-argo-rollouts plan dist

options
  --format FORMAT              table, markdown for a comment on a pull request, mermaid, svg,
                               html for one page that needs nothing else, or json (default: table)
  --replicas N                 how many pods a rollout has, where an autoscaler decides
  --traffic FILE               the traffic of each rollout: the plan then says what gates can see
  --rps N, --error-rate P      the same for all rollouts: requests a second of both versions
                               together, and the share of errors while all is well, such as 0.5%
  --rollout [NAMESPACE/]NAME   only this rollout; can be given more than once
  --output FILE                where to write it (default: the standard output)
  --help                       print this

exit code
  0  the plan was written
  1  there is no such rollout, or the manifests have errors: then these are printed instead
  2  wrong usage, or input that cannot be read

https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/plan.md
`;

/**
 * Shows what updates of the rollouts in files will do. Gives the exit code.
 */
export async function planVerb(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(argv);
  const { format, output, rollout: wanted, replicas } = values;
  const formats = planFormats();
  if (!Object.hasOwn(formats, format)) {
    throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}, got "${format}"`);
  }
  if (positionals.length === 0) {
    throw new UsageError('nothing to read: give files, folders, or - for the standard input');
  }
  const options = { replicas: replicasIn(replicas) };
  const [remarks, progress] = [new Remarks(), progressOn(terminal)];
  const found = readObjects(await sourcesOf(positionals, terminal, remarks), remarks, progress);
  const errors = errorsIn(found, remarks, progress);
  remarks.tell(terminal);
  if (errors.findings.length + remarks.unreadable.length > 0) {
    terminal.writeError(formatText(errors, false));
    return remarks.unreadable.length > 0 ? FAILED : ERRORS;
  }
  const chosen = wantedOf(plansIn(found, options), wanted, terminal);
  if (!chosen) {
    return ERRORS;
  }
  const traffic = trafficOf(chosen, values);
  const shown = chosen.map((plan) => traffic.has(plan) ? { ...plan, power: power().powerOf(plan, traffic.get(plan)!) } : plan);
  const text = formats[format](shown, output === STANDARD_OUTPUT && terminal.colour);
  output === STANDARD_OUTPUT ? terminal.write(text) : writeText(output, text);
  return FINE;
}

function plansIn({ entries }: FoundObjects, options: PlanOptions): Plan[] {
  const planned = asPlanned(entries);
  return deploymentsOf(planned, foldersApart(planned)).flatMap((deployment) => plans().plansOf(deployment.entries, deployment.own, options));
}

function parse(argv: readonly string[]) {
  return understood(() => parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'format': { type: 'string', default: 'table' },
      'replicas': { type: 'string' },
      'traffic': { type: 'string' },
      'rps': { type: 'string' },
      'error-rate': { type: 'string' },
      'rollout': { type: 'string', multiple: true, default: [] as string[] },
      'output': { type: 'string', default: STANDARD_OUTPUT },
    },
  }));
}

function replicasIn(written: string | undefined): number | undefined {
  if (written !== undefined && !/^\d{1,9}$/.test(written)) {
    throw new UsageError(`--replicas is a number of pods, got "${written}"`);
  }
  return written === undefined ? undefined : Number(written);
}

/** What the linter has against the objects that a plan is read from. */
function errorsIn(found: FoundObjects, remarks: Remarks, progress: (doing?: string) => void): Report {
  const report = check(found, {}, remarks, progress);
  const isOfPlan = (kind: string | undefined) => kind === undefined || PLANNED_KINDS.includes(kind);
  return { ...report, findings: report.findings.filter(({ severity, kind }) => severity === Severity.ERROR && isOfPlan(kind)) };
}
