import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checked } from '../api/checked';
import { SUPPRESS } from '../rules/rule/suppression';
import { checkOnSynth } from './check';
import { configure, LintSettings } from './lint-settings';

/**
 * Settings of the checks that run when an app is synthesized.
 *
 * @see https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/docs/lint.md
 * @example
 * Lint.configure(app, { strict: true, strictReferences: true });
 * Lint.suppress(api, 'hash-label-scraped', 'the platform scrapes all pods, and puts the label on their metrics');
 */
@checked
export class Lint {
  /**
   * Configures the checks for the objects of a scope: an app, a chart, or any construct. For each setting, and for each rule, the nearest scope wins.
   * This call also adds the checks to an app that uses no other construct of this library.
   *
   * A scope can be configured only once. Configure an outer scope before the scopes inside it.
   *
   * @param scope    an app, or a construct in one
   * @param settings the settings
   */
  public static configure(scope: IConstruct, settings: LintSettings): void {
    configure(scope, settings);
    checkOnSynth(scope);
  }

  /**
   * Suppresses a rule for one object, with an annotation on the object. A suppression without a reason is an error. A suppression of a rule that does
   * not exist is a warning.
   *
   * @param construct the object, or a construct that contains one, such as a rollout or a Service
   * @param rule      the id of the rule
   * @param reason why the rule does not apply here
   */
  public static suppress(construct: IConstruct, rule: string, reason: string): void {
    ApiObject.of(construct).metadata.addAnnotation(SUPPRESS + rule, reason);
  }

  private constructor() {}
}
