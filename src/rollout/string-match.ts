import { checked } from '../api/checked';
import { StringMatch as Fragment } from '../manifest/types';

/**
 * How the value of a header, a path or a method is compared. It is used in steps that add a route, and in rules of routes.
 *
 * @example
 * const beta: HeaderMatch = { name: 'x-group', value: StringMatch.regex('beta|internal') };
 * CanaryStep.headerRoute('beta', [beta]);
 */
@checked
export class StringMatch {
  /**
   * The whole value is equal to this text.
   */
  public static exact(value: string): StringMatch {
    return new StringMatch({ exact: value });
  }

  /**
   * The value starts with this text. ALB does not support it.
   */
  public static prefix(value: string): StringMatch {
    return new StringMatch({ prefix: value });
  }

  /**
   * The value matches this regular expression. ALB does not support it.
   */
  public static regex(value: string): StringMatch {
    return new StringMatch({ regex: value });
  }

  private constructor(private readonly match: Fragment) {}

  /**
   * @internal
   */
  public _toKube(): Fragment {
    return this.match;
  }
}
