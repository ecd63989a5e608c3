import { App } from 'cdk8s';
import { checked } from '../api/checked';
import { checkOnSynth } from './check';
import { escapeOutput } from './helm-output';

/**
 * An app that is written as the templates of a Helm chart, as `cdk8s synth --format helm` does. Helm would take the arguments of an
 * analysis (`{{args.hash}}`), the labels in an alert (`{{ $labels.name }}`) and the texts of notifications for expressions of its own.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 * @example
 * // before the app is synthesized into the "templates" of a chart
 * HelmTemplates.escape(app);
 */
@checked
export class HelmTemplates {
  /**
   * Escapes what the app writes, so that Helm makes of it what it is without Helm. Expressions that name an object of Helm's, such as
   * `{{ .Values.image }}`, stay as they are. Escaped are the files, and the text of `synthYaml`: checks and tests see manifests as ever.
   *
   * An app that writes into the `templates` of a chart without it is an error, if Helm could not read what it writes.
   *
   * @param app the app
   */
  public static escape(app: App): void {
    escapeOutput(app);
    checkOnSynth(app);
  }

  private constructor() {}
}
