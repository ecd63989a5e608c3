import { parseArgs } from 'util';
import { readSettings, Settings } from '../rules/lint/settings';
import { Severity } from '../rules/rule/finding';
import { check } from './check';
import { formatGithub } from './formats/github';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText } from './formats/text';
import { readText, sourcesOf } from './input/files';
import { readObjects } from './input/objects';
import { Remarks } from './input/remarks';
import { plainData } from './input/yaml';
import { countOf, placedMessage, Report } from './report';
import { ERRORS, FAILED, FINE, progressOn, Terminal, understood, UsageError } from './terminal';

const FORMATS: Record<string, (report: Report, colour: boolean) => string> = {
  text: formatText, json: formatJson, sarif: formatSarif, github: formatGithub,
};

export const LINT_HELP = `usage: cdk8s-argo-rollouts lint [options] FILE|DIR|- ...

Checks manifests for Argo Rollouts. Give it YAML and JSON files, folders, or - for the standard
input. All that one command reads is taken to be deployed together, but for sibling folders that
hold the same object, such as dev and prod.

example
  npx cdk8s synth && npx cdk8s-argo-rollouts lint dist

options
  --format FORMAT         text, json, sarif, or github for annotations of a workflow (default: text)
  --rule ID=LEVEL         how the findings of one rule count: off, warning or error; can be given
                          more than once
  --strict                count warnings as errors
  --target-version vX.Y   the release of Argo Rollouts that will handle the manifests, from v1.7 to
                          v1.10 (default: that of the controller among them, or the newest)
  --config FILE           settings from a file, in YAML or JSON: rules, strict, strictReferences,
                          targetVersion, gatewayPluginVersion
  --allow-empty           it is fine if there is nothing to check
  --help                  print this

exit code
  0  no errors; there may be warnings
  1  errors
  2  wrong usage, input that cannot be read, or nothing to check

https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/lint.md
`;

const NOTHING_CHECKED = 'nothing was checked: no object of Kubernetes was found. Give other files, or --allow-empty if there may be none\n';

/**
 * Checks manifests in files. Gives the exit code.
 */
export async function lintVerb(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(argv);
  const format = FORMATS[values.format];
  if (!format) {
    throw new UsageError(`--format is one of ${Object.keys(FORMATS).join(', ')}, got "${values.format}"`);
  }
  if (positionals.length === 0) {
    throw new UsageError('nothing to check: give files, folders, or - for the standard input');
  }
  const settings = settingsOf(values);
  const [remarks, progress] = [new Remarks(), progressOn(terminal)];
  const report = check(readObjects(await sourcesOf(positionals, terminal, remarks), remarks, progress), settings, remarks, progress);
  remarks.tell(terminal);
  terminal.write(format(report, terminal.colour));
  const isEmpty = report.objects === 0 && !values['allow-empty'];
  return remarks.unreadable.length > 0 ? FAILED : countOf(report, Severity.ERROR) > 0 ? ERRORS : isEmpty ? tellEmpty(terminal) : FINE;
}

function tellEmpty(terminal: Terminal): number {
  terminal.writeError(NOTHING_CHECKED);
  return FAILED;
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
      'allow-empty': { type: 'boolean' },
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
  const { text, problems: ofBytes } = readText(file);
  const { data, problems } = plainData(text);
  const [problem] = [...ofBytes, ...problems];
  if (problem) {
    throw new UsageError(placedMessage(file, problem));
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
