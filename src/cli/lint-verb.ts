import { parseArgs } from 'util';
import { readSettings, Settings } from '../rules/lint/settings';
import { Severity } from '../rules/rule/finding';
import { check } from './check';
import { readText, sourcesOf } from './files';
import { formatGithub } from './formats/github';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { countOf, Report } from './report';
import { progressOn, Terminal, understood, UsageError } from './terminal';
import { plainData } from './yaml';

const FORMATS: Record<string, (report: Report, colour: boolean) => string> = {
  text: formatText, json: formatJson, sarif: formatSarif, github: formatGithub,
};

export const LINT_HELP = `usage: cdk8s-argo-rollouts lint [options] FILE|DIR|- ...

Checks manifests for Argo Rollouts: YAML and JSON files, all such files of a folder, or the
standard input (-). All of them are taken to be deployed together.

options
  --format text|json|sarif|github      how to tell the findings (text)
  --rule ID=off|warning|error          how a rule counts; can be given more than once
  --strict                             count warnings as errors
  --target-version vX.Y                the release of Argo Rollouts that will handle the manifests
                                       (that of the controller among them, or the newest)
  --config FILE                        settings: "rules", a map of ID to level, "strict",
                                       "strictReferences" and "targetVersion"
  --help                               print this

exit code: 0 without errors, 1 with errors, 2 for wrong usage or input that cannot be read
`;

/**
 * Checks manifests in files. Gives the exit code.
 */
export async function lintVerb(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(argv);
  if (values.help) {
    terminal.write(LINT_HELP);
    return 0;
  }
  const format = FORMATS[values.format];
  if (!format) {
    throw new UsageError(`--format is one of ${Object.keys(FORMATS).join(', ')}, got "${values.format}"`);
  }
  if (positionals.length === 0) {
    throw new UsageError('nothing to check: give files, folders, or - for the standard input');
  }
  const settings = settingsOf(values);
  const report = check(await sourcesOf(positionals, terminal), settings, progressOn(terminal));
  terminal.write(format(report, terminal.colour));
  return countOf(report, Severity.ERROR) > 0 ? 1 : 0;
}

function parse(argv: readonly string[]) {
  return understood(() => parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'format': { type: 'string', default: 'text' },
      'rule': { type: 'string', multiple: true, default: [] as string[] },
      'strict': { type: 'boolean' },
      'target-version': { type: 'string' },
      'config': { type: 'string' },
      'help': { type: 'boolean', short: 'h' },
    },
  }));
}

/** What the command line says wins over what the file says. */
function settingsOf({ config, rule, strict, 'target-version': target }: ReturnType<typeof parse>['values']): Settings {
  const written = config === undefined ? {} : settingsFrom(config, configOf(config));
  const rules = settingsFrom('--rule', { rules: Object.fromEntries(rule.map(levelOf)) }).rules;
  const { targetVersion } = settingsFrom('--target-version', { targetVersion: target });
  return {
    ...written,
    rules: { ...written.rules, ...rules },
    strict: strict ?? written.strict,
    targetVersion: targetVersion ?? written.targetVersion,
  };
}

function levelOf(assignment: string): [string, string] {
  const [, id, level] = /^([^=]+)=(.*)$/.exec(assignment) ?? [];
  if (!id) {
    throw new UsageError(`--rule is ID=off|warning|error, got "${assignment}"`);
  }
  return [id, level];
}

function configOf(file: string): unknown {
  const { data, problems: [problem] } = plainData(readText(file));
  if (problem) {
    throw new UsageError(`${file}:${problem.line}:${problem.column} ${problem.message}`);
  }
  return data;
}

function settingsFrom(place: string, written: unknown): Settings {
  try {
    return readSettings(written);
  } catch (error) {
    throw new UsageError(`${place}: ${(error as Error).message}`);
  }
}
