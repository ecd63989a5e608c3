import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { run } from '../../src/cli/cli';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, with a standard input. */
export async function runCli(argv: readonly string[], input: string | Buffer = '', { colour = false, watched = false } = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await run(argv, {
    readInput: async () => Buffer.from(input),
    write: (text) => { out += text; },
    writeError: (text) => { err += text; },
    colour,
    watched,
  });
  return { code, out, err };
}

/** The findings in a standard input, as `line:column rule message`. */
export async function findingsIn(input: string | Buffer, ...options: string[]): Promise<string[]> {
  const { out, err } = await runCli(['lint', '--format', 'json', '--allow-empty', ...options, '-'], input);
  if (err) {
    throw new Error(err);
  }
  return JSON.parse(out).map(({ line, column, rule, message }: Record<string, unknown>) => `${line}:${column} ${rule} ${message}`);
}

/** A new folder with these files in it. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A Rollout that has one finding, on its ninth line, if the weight is too much. */
export function rollout(weight: number, name = 'api'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  strategy:
    canary:
      steps:
        - setWeight: ${weight}
  template: { metadata: { labels: { app: api } } }
`;
}

/** What is said of the weight 120. */
export const TOO_MUCH = 'canary-weight-in-range weight must lie between 0 and 100, got 120';

/** What is found in a folder, as `file:line rule`, and what else is told of it. The folder is called `.`. */
export async function lintFolder(folder: string, ...options: string[]): Promise<{ code: number; findings: string[]; told: string[] }> {
  const { code, out, err } = await runCli(['lint', '--format', 'json', ...options, folder]);
  const relative = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  return {
    code,
    findings: JSON.parse(out).map(({ file, line, rule }: Record<string, any>) => `${relative(file)}:${line} ${rule}`),
    told: relative(err).split('\n').slice(0, -1),
  };
}
