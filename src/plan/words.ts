import { counted } from '../manifest/counted';
import { formatGoDuration } from '../manifest/go-duration';

/** A share, with a digit after the point where that tells more. */
export function percent(share: number | undefined): string {
  return share === undefined ? '?' : `${Math.round(share * 10) / 10}%`;
}

export function count(amount: number | undefined, noun: string): string {
  return amount === undefined ? `? ${noun}s` : counted(amount, noun);
}

/** A time as Go writes it. */
export function duration(time: number | undefined): string {
  return time === undefined ? 'unknown' : time === Infinity ? 'no end' : formatGoDuration(time);
}
