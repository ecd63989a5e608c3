import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { RUNS } from './folders';
import { Runner, writtenTo } from './language';

const IMAGE = 'registry.example/api:2.0.0';
const FOREIGN = 'elsewhere.example/api:2.0.0';
const REFUSED = `[api/Api] /spec/template/spec/containers/0/image: an image comes from registry.example, got "${FOREIGN}" (acme.own-registry)`;

/** Runs the program of a language, and compares what it writes. */
export function sameAsGolden(runner: Runner, packages: string, golden: string): string {
  const folder = copied(runner, runner.extension);
  const { ok, output } = runner.run(folder, packages);
  if (!ok) {
    throw new Error(output);
  }
  expectSame(golden, writtenTo(folder));
  return `the ${golden.split('\n').length - 1} lines of manifest.yaml`;
}

/** Runs the program with an image that its own rule refuses. */
export function ownRuleObjects(runner: Runner, packages: string): string {
  const folder = copied(runner, `${runner.extension}-refused`);
  if (replaceIn(folder, runner.extension, IMAGE, FOREIGN) !== 1) {
    throw new Error(`${IMAGE} must be in the program once`);
  }
  const { ok, output } = runner.run(folder, packages);
  if (ok || !output.includes(REFUSED)) {
    throw new Error(`it must end with\n${REFUSED}\nand ${ok ? 'ended well' : 'said'}\n${output}`);
  }
  if (writtenTo(folder) !== '') {
    throw new Error('it wrote YAML that its own rule refuses');
  }
  return 'refuses an image of another registry';
}

function copied({ source }: Runner, name: string): string {
  const folder = join(RUNS, name);
  cpSync(source, folder, { recursive: true });
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  return folder;
}

/** Replaces a text in source files, and returns how often it was there. */
function replaceIn(folder: string, extension: string, text: string, by: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(`.${extension}`));
  return files.reduce((count, file) => {
    const parts = readFileSync(join(folder, file), 'utf8').split(text);
    writeFileSync(join(folder, file), parts.join(by));
    return count + parts.length - 1;
  }, 0);
}

/** Throws where two texts part, with the lines around it. */
export function expectSame(want: string, got: string): void {
  const [wanted, gotten] = [want, got].map((text) => text.split('\n'));
  const first = wanted.findIndex((line, index) => line !== gotten[index]);
  const at = first < 0 ? wanted.length : first;
  if (want !== got) {
    throw new Error([
      `the YAML differs from that of TypeScript, from line ${at + 1} on:`,
      ...wanted.slice(Math.max(0, at - 3), at).map((line) => `  ${line}`),
      ...wanted.slice(at, at + 6).map((line) => `- ${line}`),
      ...gotten.slice(at, at + 6).map((line) => `+ ${line}`),
    ].join('\n'));
  }
}
