import { IConstruct } from 'constructs';
import { checkOnSynth } from './check';
import { configure, LintSettings } from './lint-settings';

/**
 * The checks that an app goes through whenever it is synthesized.
 */
export class Lint {
  /**
   * Decides how the objects of a scope are checked: of an app, a chart, or any construct. For each key, and each rule, the
   * settings of the nearest scope win. An app that uses no other construct of this library is checked from then on as well.
   *
   * A scope can be configured once, and an outer one before those inside of it.
   *
   * @param scope    an app, or a construct in one
   * @param settings what to decide
   */
  public static configure(scope: IConstruct, settings: LintSettings): void {
    configure(scope, settings);
    checkOnSynth(scope);
  }

  private constructor() {}
}
