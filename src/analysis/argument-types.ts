import { Duration } from 'cdk8s';
import { parseGoDuration } from '../manifest/go-duration';
import { goDuration } from '../synth/go-duration';

/**
 * Options of `AnalysisArgument.number`.
 */
export interface NumberArgumentOptions {
  /**
   * Its value unless a use of the template gives another.
   *
   * @default - each use gives one
   */
  readonly defaultValue?: number;

  /**
   * The least that it can be.
   *
   * @default - no limit
   */
  readonly minValue?: number;

  /**
   * The most that it can be.
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
   * Its value unless a use of the template gives another.
   *
   * @default - each use gives one
   */
  readonly defaultValue?: Duration;

  /**
   * The shortest that it can be.
   *
   * @default - no limit
   */
  readonly minValue?: Duration;

  /**
   * The longest that it can be.
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
   * Its value unless a use of the template gives another.
   *
   * @default - each use gives one
   */
  readonly defaultValue?: string;

  /**
   * The texts that it can be.
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
