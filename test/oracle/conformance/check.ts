import { isInstalled, Tool } from './tool';

/** A question to a tool, answered once for each thing that it is asked about. */
export interface Check {
  readonly name: string;
  readonly needs: readonly Tool[];
  run(): Outcome[];
}

/** One answer. */
export interface Outcome {
  readonly name: string;
  readonly problems: readonly string[];
  readonly notes?: readonly string[];
  readonly skipped?: boolean;
}

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Never throws. Where tools must be there, a missing one is a problem; elsewhere the check is skipped. */
export function outcomesOf(check: Check, toolsRequired: boolean): Outcome[] {
  const missing = check.needs.filter((tool) => !isInstalled(tool)).map((tool) => tool.whenMissing);
  if (missing.length > 0) {
    return [toolsRequired ? { name: check.name, problems: missing } : { name: check.name, problems: [], notes: missing, skipped: true }];
  }
  try {
    const outcomes = check.run();
    return outcomes.length > 0 ? outcomes : [{ name: check.name, problems: ['found nothing to check'] }];
  } catch (error) {
    return [{ name: check.name, problems: [error instanceof Error ? error.message : String(error)] }];
  }
}

export function statusOf({ problems, skipped }: Outcome) {
  return problems.length > 0 ? 'failed' : skipped ? 'skipped' : 'passed';
}

export function count(outcomes: readonly Outcome[]): Summary {
  const having = (status: string) => outcomes.filter((outcome) => statusOf(outcome) === status).length;
  return { passed: having('passed'), failed: having('failed'), skipped: having('skipped') };
}

export function summaryLine({ passed, failed, skipped }: Summary): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
