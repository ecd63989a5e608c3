/**
 * Texts that the engine keeps from the first notification on: a placeholder in one would show the first rollout's value for all others.
 */
export function constantTexts(what: string, texts: Record<string, string> | undefined): Record<string, string> | undefined {
  for (const [key, text] of Object.entries(texts ?? {}).filter(([, each]) => each.includes('{{'))) {
    throw new Error(`${what} "${key}" cannot have a placeholder, got ${JSON.stringify(text)}: all rollouts would get the value of the first one`);
  }
  return texts;
}
