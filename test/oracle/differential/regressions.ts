/** A bundle that our verdict and the real one once differed on, with the real one. */
export interface Regression {
  readonly what: string;
  readonly rejected: boolean;
  readonly manifests: readonly any[];
}

const POD = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api:1' }] } };

export function rolloutWith(strategy: unknown): readonly any[] {
  return [{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api' },
    spec: { selector: { matchLabels: { app: 'api' } }, template: POD, strategy },
  }];
}

export const REGRESSIONS: readonly Regression[] = [
  { what: 'amounts that are no numbers count as zero', rejected: true, manifests: rolloutWith({ canary: { maxSurge: 'some', maxUnavailable: 'few' } }) },
  { what: 'a percentage beside zero', rejected: false, manifests: rolloutWith({ canary: { maxSurge: '10%', maxUnavailable: 0 } }) },
];
