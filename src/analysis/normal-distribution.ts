/** The chance that what is normally distributed lies more than so many standard deviations above the mean. By Abramowitz and Stegun, 26.2.17. */
function chanceAbove(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * deviations);
  const polynomial = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530].reduce((sum, factor) => (sum + factor) * t, 0);
  return polynomial * Math.exp(-deviations * deviations / 2) / Math.sqrt(2 * Math.PI);
}

/** How many standard deviations above the mean something lies with no more than a chance, which is at most a half. */
export function deviationsOf(chance: number): number {
  let [low, high] = [0, 8];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    [low, high] = chanceAbove(middle) > chance ? [middle, high] : [low, middle];
  }
  return high;
}
