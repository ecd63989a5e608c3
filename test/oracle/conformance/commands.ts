import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from '../../../src/manifest/bundle';
import { formatMarkdown } from '../../../src/runbook/markdown';
import { runbooksOf } from '../../../src/runbook/runbook';
import { Check } from './check';
import { goldens, nameOf, objectsOf } from './goldens';
import { ORACLE, ROOT, WORK } from './oracle';
import { commandsIn } from './shell';
import { GO, run } from './tool';

/** A page that tells people what to type, and what they will see. */
export interface Place {
  readonly name: string;
  /** What is deployed there. Without any, nobody knows what is. */
  readonly manifests: readonly Manifest[];
  /** The rules of the role of whoever types. Without any, everything is allowed. */
  readonly rules?: readonly object[];
  readonly commands: readonly string[][];
  /** Beginnings of commands. */
  readonly mentions: readonly string[][];
  /** What a rollout says of itself, as "phase: message". */
  readonly messages: readonly string[];
}

const GENERATED = ['performance.md'];
const SCRIPTS = /^```(?:sh|bash|console)\n(.*?)^```$/gms;
const CODE = /`(kubectl [^`\n]*)`/g;
const IN_PROSE = /kubectl (?:argo rollouts|describe rollout) (?:[^.,`{\n]*\{\{[^}]*\}\})+/g;

/** Every command of every page is one that kubectl and its plugin have, and those of runbooks work on their rollouts. */
export const commandsWork: Check = {
  name: 'commands',
  needs: [GO],
  run: () => {
    const places = [...goldens().flatMap(runbooksIn), ...pages().map(pageOf)]
      .filter(({ commands, mentions }) => commands.length + mentions.length > 0);
    const problems = tryOut(places);
    return places.map(({ name, commands, mentions }, index) => ({ name: `${name} (${commands.length + mentions.length} commands)`, problems: problems[index] }));
  },
};

/** Its examples in the text are whole commands, filled in from the manifests. */
function runbooksIn(golden: string): Place[] {
  const manifests: Manifest[] = objectsOf(golden);
  return runbooksOf(manifests.map((manifest) => ({ manifest, origin: undefined }))).map((runbook) => {
    const page = formatMarkdown([runbook]);
    return {
      name: `the runbook of ${runbook.name} in ${nameOf(golden)}`,
      manifests,
      commands: [...scriptsIn(page), ...match(page, CODE)].flatMap(commandsOfKubectl),
      mentions: [],
      messages: runbook.symptoms.flatMap(({ phase, messages }) => messages.map((message) => `${phase}: ${message}`)),
    };
  });
}

function pages(): string[] {
  const docs = ['docs', 'docs/traffic'].flatMap((folder) => readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md') && !GENERATED.includes(name)).map((name) => `${folder}/${name}`));
  const examples = readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/README.md`).filter((page) => existsSync(join(ROOT, page)));
  return ['README.md', ...docs, ...examples];
}

function pageOf(name: string): Place {
  const page = readFileSync(join(ROOT, name), 'utf8');
  return {
    name,
    manifests: [],
    commands: [...scriptsIn(page), ...match(page, IN_PROSE).map((text) => text.replace(/\{\{ \$labels\.(\w+) \}\}/g, '$1'))].flatMap(commandsOfKubectl),
    // options alone are no command
    mentions: match(page, CODE).flatMap(commandsOfKubectl).filter(([, verb]) => !verb?.startsWith('-')),
    messages: [],
  };
}

/** The scripts of a page, without the prompts of a terminal. */
function scriptsIn(page: string): string[] {
  return match(page, SCRIPTS).map((script) => script.replace(/^\$ /gm, ''));
}

function match(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);
}

/** A number has to be one even where the reader fills it in. */
function commandsOfKubectl(script: string): string[][] {
  return commandsIn(script.replaceAll('<revision>', '1')).filter(([program]) => program === 'kubectl');
}

/** What does not work at each place, and why. */
export function tryOut(places: readonly Place[]): string[][] {
  mkdirSync(WORK, { recursive: true });
  const [program, file] = [join(WORK, 'commands'), join(WORK, 'places.json')];
  writeFileSync(file, JSON.stringify(places));
  const steps = [() => run('go', ['build', '-ldflags=-s -w', '-o', program, './commands'], ORACLE), () => run(program, [file], WORK)];
  const [, { stdout }] = steps.map((step) => {
    const result = step();
    if (!result.ok) {
      throw new Error(result.output);
    }
    return result;
  });
  return JSON.parse(stdout);
}
