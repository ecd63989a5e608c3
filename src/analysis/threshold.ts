/**
 * What counts as healthy. Its opposite counts as a failure, so that no value is in between.
 */
export class Threshold {
  /**
   * This or more.
   */
  public static atLeast(value: number): Threshold {
    return new Threshold('>=', '<', value);
  }

  /**
   * This or less.
   */
  public static atMost(value: number): Threshold {
    return new Threshold('<=', '>', value);
  }

  /**
   * More than this.
   */
  public static above(value: number): Threshold {
    return new Threshold('>', '<=', value);
  }

  /**
   * Less than this.
   */
  public static below(value: number): Threshold {
    return new Threshold('<', '>=', value);
  }

  private constructor(
    private readonly healthy: string,
    private readonly failed: string,
    /**
     * @internal
     */
    public readonly _value: number,
  ) {}

  /**
   * @internal
   */
  public _conditions(noData: NoData) {
    // an empty list has no first element, and a comparison with NaN is false either way
    const data = 'len(result) > 0 && !isNaN(result[0])';
    const none = 'len(result) == 0 || isNaN(result[0])';
    const success = `result[0] ${this.healthy} ${this._value}`;
    const failure = `result[0] ${this.failed} ${this._value}`;
    return {
      successCondition: noData === NoData.PASS ? `${none} || ${success}` : `${data} && ${success}`,
      failureCondition: noData === NoData.FAIL ? `${none} || ${failure}` : `${data} && ${failure}`,
    };
  }
}

/**
 * What a measurement means that found no data, such as no requests yet.
 */
export enum NoData {
  /** Nothing is known: inconclusive. When that happens too often, the rollout pauses for someone to decide. */
  INCONCLUSIVE = 'inconclusive',
  /** The new version passes. */
  PASS = 'pass',
  /** The new version fails. */
  FAIL = 'fail',
}
