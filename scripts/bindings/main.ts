/**
 * Proves the package in the other languages of jsii: builds all packages as a release does, asks of them what the registries ask, and runs the programs
 * of examples/languages against them. `npm run bindings:test -- python` does that for one language.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { attempt, run } from '../command';
import { EXAMPLE, PACKAGES, WORK } from './folders';
import { go } from './go';
import { java } from './java';
import { Language, Runner } from './language';
import { Ledger } from './ledger';
import { buildMissing } from './missing';
import { pack, Packed, pacmak } from './package';
import { pageRuns } from './page';
import { ownRuleObjects, sameAsGolden } from './program';
import { python } from './python';
import { readmeInPython } from './readme';
import { typescript } from './typescript';

/** The one that the example asks for. */
const [, VERSION] = /^cdk8s-argo-rollouts==(.*)$/m.exec(readFileSync(join(EXAMPLE, 'python', 'requirements.txt'), 'utf8'))!;
const LANGUAGES = [python, java, go];
/** Takes away the line of what is being tried, where there is a terminal that shows it. */
const CLEAR = process.stdout.isTTY ? '\r\x1b[K' : '';
const GOLDEN = readFileSync(join(EXAMPLE, 'manifest.yaml'), 'utf8');

function prove(ledger: Ledger, language: Language, { folder }: Packed) {
  const { name, target } = language;
  const packages = join(PACKAGES, target);
  mkdirSync(packages, { recursive: true });
  const ready = ledger.try(name, 'dependencies', () => {
    expectTools(language);
    language.prepare?.();
    return buildMissing(language, packages);
  }) && ledger.try(name, 'package', () => {
    pacmak([folder], target, PACKAGES, ...language.pacmak ?? []);
    return language.check?.(packages, VERSION);
  });
  if (ready) {
    runProgram(ledger, language, packages);
    ledger.try(name, 'page', () => pageRuns(language, packages));
  }
  if (ready && language === python) {
    ledger.try(name, 'README', () => readmeInPython(packages));
  }
}

function runProgram(ledger: Ledger, runner: Runner, packages: string) {
  ledger.try(runner.name, 'program', () => sameAsGolden(runner, packages, GOLDEN));
  ledger.try(runner.name, 'own rule', () => ownRuleObjects(runner, packages));
}

function expectTools({ tools }: Language) {
  const missing = Object.entries(tools).filter(([program]) => !attempt(program, [program === 'go' ? 'version' : '--version'], WORK).ok);
  if (missing.length > 0) {
    throw new Error(missing.map(([program, what]) => `there is no ${program}: install ${what}`).join('\n'));
  }
}

function main(asked: readonly string[]): number {
  const unknown = asked.find((each) => !LANGUAGES.some(({ target }) => target === each));
  if (unknown !== undefined) {
    console.error(`unknown language "${unknown}": there are ${LANGUAGES.map(({ target }) => target).join(', ')}`);
    return 2;
  }
  const started = Date.now();
  const ledger = new Ledger((line) => console.log(`${CLEAR}${line}`), (line) => CLEAR && process.stdout.write(`${CLEAR}${line}`));
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });

  let packed: Packed | undefined;
  ledger.try(typescript.name, 'package', () => {
    packed = pack(VERSION);
    run('npm', ['publish', '--dry-run', packed.archive], WORK);
    return `npm publish --dry-run, version ${VERSION}`;
  });
  if (packed) {
    runProgram(ledger, typescript, packed.folder);
    for (const language of LANGUAGES.filter(({ target }) => asked.length === 0 || asked.includes(target))) {
      prove(ledger, language, packed);
    }
    const { folder } = packed;
    ledger.try('.NET', 'package', () => {
      pacmak([folder], 'dotnet', PACKAGES, '--code-only');
      return 'sources only: nothing compiles or runs them';
    });
  }

  const { failed, entries } = ledger;
  writeFileSync(join(WORK, 'report.json'), `${JSON.stringify({ passed: entries.length - failed, failed, entries }, undefined, 2)}\n`);
  console.log(`\n${ledger.table()}\n${entries.length - failed} passed, ${failed} failed, ${Math.round((Date.now() - started) / 1000)} s`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
