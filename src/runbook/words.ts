import { formatGoDuration } from '../manifest/go-duration';
import { milliseconds } from '../reading/steps';

/** Text as Markdown shows code. Nothing that Kubernetes allows in names has in it what ends the code. */
export function code(text: unknown): string {
  return text === undefined ? '(no name)' : `\`${String(text).replace(/[`\s]+/g, ' ')}\``;
}

/** `a`, `b` and `c`. */
export function list(names: readonly unknown[]): string {
  const words = names.map(code);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join();
}

export function seconds(amount: number): string {
  return formatGoDuration(amount * 1000);
}

/** A time in one notation, whichever it has. */
export function duration(time: unknown): string {
  const parsed = milliseconds(time);
  return parsed === undefined ? String(time) : formatGoDuration(parsed);
}

/** A word of a command, for the shell. */
export function quoted(word: string): string {
  return /^[\w.,/:=@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}
