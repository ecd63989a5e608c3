import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { check } from '../../../src/cli/check';
import { readObjects } from '../../../src/cli/input/objects';
import { Remarks } from '../../../src/cli/input/remarks';
import { Severity } from '../../../src/rules/rule/finding';
import { Check, Outcome } from './check';
import { Finding, Report } from './goldens';
import { ask, ORACLE } from './oracle';
import { GO, run } from './tool';

const MODULE = 'github.com/argoproj/argo-rollouts';

/** The data of the release's own linter, its examples, and what it is tested with in a cluster. */
const FOLDERS = ['pkg/kubectl-argo-rollouts/cmd/lint/testdata', 'examples', 'test/e2e', 'manifests'];

/** Helm templates and a dashboard are no manifests. */
const NO_MANIFESTS = /^examples\/(helm-blue-green\/|dashboard\.json$)/;

/** What a file refers to can be in another: then nobody can know whether it exists. */
const ELSEWHERE = /\bnot found$/;

interface Difference {
  readonly file: string;
  /** Who objects, where the other does not. */
  readonly objects: 'we' | 'the controller';
  readonly reason: string;
}

/** We object to the files of the release that the controller objects to, and to no other, but for those that are listed. */
export const upstreamFilesAreJudgedAlike: Check = {
  name: 'upstream-files',
  needs: [GO],
  run: () => {
    const release = folderOfRelease();
    const files = FOLDERS.flatMap((folder) => manifestsIn(join(release, folder))).filter((file) => !NO_MANIFESTS.test(relative(release, file)));
    const reports = ask<Report>('judge', ...files).files;
    const listed: Difference[] = JSON.parse(readFileSync(join(ORACLE, 'upstream-differences.json'), 'utf8'));
    const verdicts = files.map((file, index) => ({
      file: relative(release, file), ours: objectionsOf(file), theirs: reports[index].findings.filter(isCertain).map(describe),
    }));
    return [compared(verdicts, listed), namedAsJudged(verdicts.filter((one) => !isListed(one, listed)))];
  },
};

interface Verdicts {
  readonly file: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

function isListed({ file, ours }: Verdicts, listed: readonly Difference[]): boolean {
  return listed.some((one) => one.file === file && (one.objects === 'we') === (ours.length > 0));
}

function compared(verdicts: readonly Verdicts[], listed: readonly Difference[]): Outcome {
  const differing = verdicts.filter(({ ours, theirs }) => (ours.length > 0) !== (theirs.length > 0));
  return {
    name: `${verdicts.length} files of the release are judged alike, but for ${listed.length}`,
    problems: [
      ...differing.filter((one) => !isListed(one, listed)).map(({ file, ours, theirs }) => [`${file}: ${ours.length > 0 ? 'only we object' : 'only the controller objects'}`,
        ...ours, ...theirs].join('\n    ')),
      ...listed.filter(({ file, objects }) => !differing.some((one) => one.file === file && (objects === 'we') === (one.ours.length > 0)))
        .map(({ file }) => `listed but alike: ${file}`),
    ],
    notes: listed.map(({ file, objects, reason }) => `${file}: only ${objects} object${objects === 'we' ? '' : 's'}: ${reason}`),
  };
}

/** The data of the release's linter says in its name what that linter has to say. What it calls valid the controller can still refuse. */
function namedAsJudged(verdicts: readonly Verdicts[]): Outcome {
  const named = verdicts.filter(({ file }) => file.startsWith(FOLDERS[0]));
  const wrong = named.filter(({ file, ours, theirs }) => /\/invalid[^/]*$/.test(file) ? ours.length === 0 : ours.length > 0 && theirs.length === 0);
  return {
    name: `${named.length} files are as valid as the release's linter calls them`,
    problems: wrong.map(({ file, ours }) => [`${file}: we say ${ours.length > 0 ? 'invalid' : 'valid'}`, ...ours].join('\n    ')),
  };
}

function folderOfRelease(): string {
  const { ok, stdout, output } = run('go', ['list', '-m', '-f', '{{.Dir}}', MODULE], ORACLE);
  if (!ok || !existsSync(stdout.trim())) {
    throw new Error(`cannot find the module ${MODULE}\n${output}`);
  }
  return stdout.trim();
}

function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    .map((name) => join(folder, name)).filter((file) => /\.(ya?ml|json)$/.test(file) && statSync(file).isFile());
}

function objectionsOf(file: string): string[] {
  const remarks = new Remarks();
  const objects = readObjects([{ name: file, text: readFileSync(file, 'utf8'), problems: [] }], remarks, () => undefined);
  return check(objects, {}, remarks, () => undefined).findings
    .filter(({ severity }) => severity === Severity.ERROR)
    .map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
}

function isCertain({ message }: Finding): boolean {
  return !ELSEWHERE.test(message);
}

function describe({ stage, kind, name, path, message }: Finding): string {
  return `${stage}: ${kind}/${name} ${path}: ${message}`;
}
