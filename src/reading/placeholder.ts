const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** A word that is as long as the placeholder it stands for, so that offsets stay what they are. */
const WORD = /^_{4,}$/;

/**
 * Puts something of the same length in the place of each `{{args.name}}`.
 *
 * @param stand what stands there, from the text before it and its length
 */
export function fillPlaceholders(text: string, stand: (before: string, length: number) => string): string {
  return text.replace(PLACEHOLDER, (placeholder, offset: number) => stand(text.slice(0, offset), placeholder.length));
}

export function hasPlaceholder(text: string): boolean {
  return text.search(PLACEHOLDER) >= 0;
}

export function word(length: number): string {
  return '_'.repeat(length);
}

export function isWord(name: string): boolean {
  return WORD.test(name);
}
