import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { SUPPRESS } from '../rules/rule/suppression';
import { checkOnSynth } from './check';
import { configure, LintSettings } from './lint-settings';

/**
 * The checks that an app goes through whenever it is synthesized.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/lint.md
 * @example
 * Lint.configure(app, { strict: true, strictReferences: true });
 * Lint.suppress(api, 'hash-label-scraped', 'the platform scrapes all pods, and puts the label on their metrics');
 */
@checked
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

  /**
   * Suppresses a rule for one object, by an annotation on it. One without a reason is an error, and one of a rule that does not exist a warning.
   *
   * @param construct the object, or a construct that stands for one, such as a rollout or a Service
   * @param rule      the id of the rule
   * @param reason    why what the rule objects to is right here
   */
  public static suppress(construct: IConstruct, rule: string, reason: string): void {
    ApiObject.of(construct).metadata.addAnnotation(SUPPRESS + rule, reason);
  }

  private constructor() {}
}
