/** A number or a percentage of pods as the controller counts it: text is always a percentage. Nothing if it is no number. */
export function podsOf(amount: unknown, replicas: number, round: (pods: number) => number): number | undefined {
  const [, percent] = /^([+-]?\d+)$/.exec(String(amount).replace(/%/g, '')) ?? [];
  return typeof amount === 'number' ? amount : percent === undefined ? undefined : round(Number(percent) * replicas / 100);
}

/** How many of how many pods are the canary's. */
export interface Share {
  readonly canary: number;
  readonly total: number;
}

/** The share that comes closest to a weight without traffic routing. Of the canary and of the stable version at least one pod runs. */
export function shareOf(weight: number, replicas: number, surge: number): Share {
  const exact = replicas * weight / 100;
  const mayBeNone = weight === 0 || weight === 100 || (replicas === 1 && surge === 0);
  const shares = [replicas, ...surge > 0 ? [replicas + 1] : []].flatMap((total): Share[] => [
    ...total > replicas || Math.ceil(exact) < replicas || mayBeNone ? [{ canary: Math.ceil(exact), total }] : [],
    ...total * weight % 100 !== 50 && (exact >= 1 || mayBeNone) ? [{ canary: Math.floor(exact), total }] : [],
  ]);
  const distance = ({ canary, total }: Share) => Math.abs(100 * canary / total - weight);
  return shares.reduce((best, share) => distance(share) < distance(best) ? share : best, shares[0] ?? { canary: 0, total: replicas });
}
