import { existsSync, readFileSync } from 'fs';
import { wrap } from 'module';
import { join } from 'path';
import { Script } from 'vm';

type Require = (id: string) => unknown;
type Wrapped = (exports: unknown, require: Require, module: { exports: unknown }, filename: string, dirname: string) => void;

/** Where that lies which V8 has made of a script. Another V8, or another processor, would make something else of it. */
export function compiledFile(script: string): string {
  return `${script}.${process.versions.v8}.${process.arch}`;
}

/**
 * The scripts of a folder, loaded as `require` loads them, but with what V8 has made of them before: a short command spends most of
 * its time on compiling.
 */
export class ScriptFolder {
  private readonly scripts = new Map<string, Script>();
  private readonly modules = new Map<string, { exports: unknown }>();

  constructor(private readonly folder: string) {}

  public load(name: string): unknown {
    const known = this.modules.get(name);
    if (known) {
      return known.exports;
    }
    const module = { exports: {} };
    this.modules.set(name, module);
    const inside: Require = (id) => id.startsWith('./') ? this.load(id.slice(2)) : require(id); // eslint-disable-line @typescript-eslint/no-require-imports
    (this.script(name).runInThisContext() as Wrapped)(module.exports, inside, module, join(this.folder, name), this.folder);
    return module.exports;
  }

  /** What V8 has made of the scripts that were loaded, and of those of their functions that ran. */
  public compiled(): { readonly file: string; readonly data: Buffer }[] {
    return [...this.scripts].map(([name, script]) => ({ file: compiledFile(join(this.folder, name)), data: script.createCachedData() }));
  }

  private script(name: string): Script {
    const file = join(this.folder, name);
    const compiled = compiledFile(file);
    const script = new Script(wrap(readFileSync(file, 'utf8')), {
      filename: file, cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
    });
    this.scripts.set(name, script);
    return script;
  }
}
