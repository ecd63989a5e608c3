import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Script } from 'vm';

type Require = (id: string) => unknown;
type Wrapped = (exports: unknown, require: Require, module: { exports: unknown }, filename: string, dirname: string) => void;

/** Says which build of Node has compiled the scripts of a folder. */
export const BUILD_FILE = 'compiled-by.json';

/** The build of Node that this is. V8 looks at the version only, and crashes where it takes what another build has made. */
function thisBuild(): string {
  return JSON.stringify([process.versions, process.platform, process.arch, process.config.variables]);
}

export function compiledFile(script: string): string {
  return `${script}.compiled`;
}

/**
 * The scripts of a folder, loaded as `require` loads them, but with what V8 has made of them before: a short command spends most of
 * its time on compiling.
 */
export class ScriptFolder {
  /** Whether this build of Node has compiled the scripts. */
  public readonly isCompiled: boolean;

  private readonly scripts = new Map<string, Script>();
  private readonly modules = new Map<string, { exports: unknown }>();

  constructor(private readonly folder: string) {
    this.isCompiled = read(join(folder, BUILD_FILE))?.toString() === thisBuild();
  }

  public load(name: string): unknown {
    const known = this.modules.get(name);
    if (known) {
      return known.exports;
    }
    const module = { exports: {} };
    this.modules.set(name, module);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- beside scripts of the folder, they ask only for what Node has
    const inside: Require = (id) => id.startsWith('./') ? this.load(id.slice(2)) : require(id);
    (this.script(name).runInThisContext() as Wrapped)(module.exports, inside, module, join(this.folder, name), this.folder);
    return module.exports;
  }

  /** Keeps what V8 has made of the scripts that were loaded, and of those of their functions that ran. */
  public keepCompiled(): void {
    this.scripts.forEach((script, name) => writeFileSync(compiledFile(join(this.folder, name)), script.createCachedData()));
    writeFileSync(join(this.folder, BUILD_FILE), thisBuild());
  }

  private script(name: string): Script {
    const file = join(this.folder, name);
    const script = new Script(wrapped(readFileSync(file, 'utf8')), {
      filename: file, cachedData: this.isCompiled ? read(compiledFile(file)) : undefined,
    });
    this.scripts.set(name, script);
    return script;
  }
}

/** As Node wraps it, but without loading its `module` for that. */
function wrapped(source: string): string {
  return `(function (exports, require, module, __filename, __dirname) { ${source}\n});`;
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
