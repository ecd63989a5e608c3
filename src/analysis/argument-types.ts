import { Duration } from 'cdk8s';
import { parseGoDuration } from '../manifest/go-duration';
import { goDuration } from '../synth/go-duration';

/**
 * Options of `AnalysisArgument.number`.
 */
export interface NumberArgumentOptions {
  /**
   * The value if a use of the template does not give one.
   *
   * @default - each use must give a value
   */
  readonly defaultValue?: number;

  /**
   * The smallest value that is allowed.
   *
   * @default - no limit
   */
  readonly minValue?: number;

  /**
   * The largest value that is allowed.
   *
   * @default - no limit
   */
  readonly maxValue?: number;
}

/**
 * Options of `AnalysisArgument.duration`.
 */
export interface DurationArgumentOptions {
  /**
   * The value if a use of the template does not give one.
   *
   * @default - each use must give a value
   */
  readonly defaultValue?: Duration;

  /**
   * The shortest time that is allowed.
   *
   * @default - no limit
   */
  readonly minValue?: Duration;

  /**
   * The longest time that is allowed.
   *
   * @default - no limit
   */
  readonly maxValue?: Duration;
}

/**
 * Options of `AnalysisArgument.text`.
 */
export interface TextArgumentOptions {
  /**
   * The value if a use of the template does not give one.
   *
   * @default - each use must give a value
   */
  readonly defaultValue?: string;

  /**
   * The values that are allowed.
   *
   * @default - any text that is not empty
   */
  readonly allowedValues?: string[];
}

export function problemOfNumber(text: string, { minValue, maxValue }: NumberArgumentOptions): string | undefined {
  return outside(text.trim() === '' ? NaN : Number(text), 'a number', { least: minValue, most: maxValue, shown: [minValue, maxValue].map(String) });
}

export function problemOfDuration(text: string, { minValue, maxValue }: DurationArgumentOptions): string | undefined {
  const [least, most] = [minValue, maxValue].map((time) => time?.toMilliseconds());
  return outside(parseGoDuration(text) ?? NaN, 'a time such as 1m30s', { least, most, shown: [minValue, maxValue].map((time) => `${goDuration(time)}`) });
}

export function problemOfText(text: string, { allowedValues }: TextArgumentOptions): string | undefined {
  return (allowedValues ? allowedValues.includes(text) : text !== '') ? undefined : allowedValues ? `is one of ${allowedValues.join(', ')}` : 'is a text';
}

interface Range {
  readonly least?: number;
  readonly most?: number;
  /** Both ends, as people write them. */
  readonly shown: readonly string[];
}

function outside(value: number, what: string, { least = -Infinity, most = Infinity, shown }: Range): string | undefined {
  const [from, to] = shown;
  return value >= least && value <= most ? undefined
    : least === -Infinity && most === Infinity ? `is ${what}`
      : most === Infinity ? `is ${what} of at least ${from}` : least === -Infinity ? `is ${what} of at most ${to}` : `is ${what} from ${from} to ${to}`;
}
