import { App } from 'cdk8s';
import { checked } from '../api/checked';
import { checkOnSynth } from './check';
import { escapeOutput } from './helm-output';

/**
 * Escapes an app that is written as templates of a Helm chart, as with `cdk8s synth --format helm`. Without it, Helm would evaluate text that is not
 * meant for Helm: the arguments of an analysis (`{{args.hash}}`), the labels in an alert (`{{ $labels.name }}`) and the texts of notifications.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 * @example
 * // before the app is synthesized into the "templates" of a chart
 * HelmTemplates.escape(app);
 */
@checked
export class HelmTemplates {
  /**
   * Escapes the output of the app, so that Helm renders the same manifests that cdk8s writes. Expressions with Helm's own objects, such as `{{
   * .Values.image }}`, are not escaped. Only the files and the text of `synthYaml` are escaped: checks and tests see the manifests without escapes.
   *
   * If an app writes into the `templates` folder of a chart without this call, and Helm could not read its output, this is an error.
   *
   * @param app the app
   */
  public static escape(app: App): void {
    escapeOutput(app);
    checkOnSynth(app);
  }

  private constructor() {}
}
