import { checked } from '../api/checked';
import { AnalysisArgument } from './argument';
import { MeasuredNumber } from './provider-fragment';

/**
 * What counts as healthy. Its opposite counts as a failure, so that no value is in between.
 */
@checked
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

  /**
   * As much as an argument says, or more. What it is must be a number.
   */
  public static atLeastArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('>=', '<', argument);
  }

  /**
   * As much as an argument says, or less. What it is must be a number.
   */
  public static atMostArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('<=', '>', argument);
  }

  /**
   * More than an argument says. What it is must be a number.
   */
  public static aboveArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('>', '<=', argument);
  }

  /**
   * Less than an argument says. What it is must be a number.
   */
  public static belowArgument(argument: AnalysisArgument): Threshold {
    return new Threshold('<', '>=', argument);
  }

  /**
   * As many seconds as an argument says, or fewer, where the result is in another unit.
   *
   * @internal
   */
  public static _atMostSeconds(argument: AnalysisArgument, unitsPerSecond: number): Threshold {
    return new Threshold('<=', '>', argument, unitsPerSecond === 1 ? '' : ` * ${unitsPerSecond}`);
  }

  private constructor(
    private readonly healthy: string,
    private readonly failed: string,
    private readonly border: number | AnalysisArgument,
    private readonly scale = '',
  ) {}

  /**
   * The border, where it is a number.
   *
   * @internal
   */
  public get _value(): number | undefined {
    return typeof this.border === 'number' ? this.border : undefined;
  }

  /**
   * @internal
   */
  public get _arguments(): AnalysisArgument[] {
    return typeof this.border === 'number' ? [] : [this.border];
  }

  /**
   * What is left of a query where it is healthy.
   *
   * @internal
   */
  public _filter(query: string): string {
    return `${query} ${this.healthy} ${this.border}${this.scale}`;
  }

  /**
   * One where a query is healthy, and zero where it is not.
   *
   * @internal
   */
  public _vote(query: string): string {
    return `${query} ${this.healthy} bool ${this.border}${this.scale}`;
  }

  /**
   * @internal
   */
  public _conditions({ value, there, missing }: MeasuredNumber, noData: NoData) {
    const success = `${value} ${this.healthy} ${this.border}${this.scale}`;
    const failure = `${value} ${this.failed} ${this.border}${this.scale}`;
    return !there ? { successCondition: success, failureCondition: failure } : {
      successCondition: noData === NoData.PASS ? `${missing} || ${success}` : `${there} && ${success}`,
      failureCondition: noData === NoData.FAIL ? `${missing} || ${failure}` : `${there} && ${failure}`,
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
