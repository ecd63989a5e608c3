import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { App } from 'cdk8s';
import { escapeForHelm } from '../manifest/helm';

const escaped = new WeakSet<App>();

/** From now on, what an app writes is escaped. */
export function escapeOutput(app: App): void {
  escaped.add(app);
}

/**
 * Whether an app writes templates of a Helm chart that are not escaped. A chart is a folder with a Chart.yaml and a folder
 * `templates`, into which cdk8s-cli lets an app write with `--format helm`.
 */
export function needsEscape(app: App): boolean {
  const folder = resolve(app.outdir);
  return !escaped.has(app) && basename(folder) === 'templates' && existsSync(join(dirname(folder), 'Chart.yaml'));
}

/**
 * Escapes what an app has written or returned, if it is to be. As text: so Helm gives back every byte of it, and nothing that
 * reads manifests before sees anything else than manifests.
 */
export function escapeIfAsked<T>(app: App, yaml: T): T {
  if (!escaped.has(app)) {
    return yaml;
  }
  if (typeof yaml === 'string') {
    return escapeForHelm(yaml) as T & string;
  }
  for (const name of readdirSync(app.outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(app.outputFileExtension))) {
    const file = join(app.outdir, name);
    writeFileSync(file, escapeForHelm(readFileSync(file, 'utf8')));
  }
  return yaml;
}
