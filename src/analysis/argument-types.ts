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
  readonly least?: number;

  /**
   * The most that it can be.
   *
   * @default - no limit
   */
  readonly most?: number;
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
  readonly least?: Duration;

  /**
   * The longest that it can be.
   *
   * @default - no limit
   */
  readonly most?: Duration;
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
  readonly allowed?: string[];
}

export function problemOfNumber(text: string, { least, most }: NumberArgumentOptions): string | undefined {
  return outside(text.trim() === '' ? NaN : Number(text), 'a number', { least, most, shown: [least, most].map(String) });
}

export function problemOfDuration(text: string, { least, most }: DurationArgumentOptions): string | undefined {
  const [from, to] = [least, most].map((time) => time?.toMilliseconds());
  return outside(parseGoDuration(text) ?? NaN, 'a time such as 1m30s', { least: from, most: to, shown: [least, most].map((time) => `${goDuration(time)}`) });
}

export function problemOfText(text: string, { allowed }: TextArgumentOptions): string | undefined {
  return (allowed ? allowed.includes(text) : text !== '') ? undefined : allowed ? `is one of ${allowed.join(', ')}` : 'is a text';
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
