/** A bundle that our verdict and the real one once differed on, with the real one. */
export interface Regression {
  readonly what: string;
  readonly rejected: boolean;
  readonly manifests: readonly any[];
}

export function rolloutWith(strategy: unknown, container: Record<string, unknown> = {}): readonly any[] {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api:1', ...container }] } };
  return [{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api' },
    spec: { selector: { matchLabels: { app: 'api' } }, template, strategy },
  }];
}

/** A rollout with one template, and the argument that it declares. */
function analyzed(argument: unknown): readonly any[] {
  const metric = { name: 'a', provider: { prometheus: { address: 'http://a', query: '{{args.a}}' } } };
  return [
    ...rolloutWith({ canary: { steps: [{ analysis: { templates: [{ templateName: 'a' }] } }] } }),
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'a' }, spec: { args: [argument], metrics: [metric] } },
  ];
}

const BESIDE = ['a', 'b'].map((name) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name },
  spec: { args: [{ name: 'x', ...name === 'b' ? { value: '1' } : {} }], metrics: [{ name, provider: { web: { url: 'http://a' } } }] },
})).concat(rolloutWith({ canary: { analysis: { templates: [{ templateName: 'a' }, { templateName: 'b' }] } } }));

/** Two templates of a step, one of which takes an argument from a Secret, while the other only requires it. */
function fromSecret(...readers: readonly boolean[]): readonly any[] {
  const secret = { secretKeyRef: { name: 'tokens', key: 'token' } };
  const metric = (name: string) => ({ name, provider: { web: { url: 'http://a', headers: [{ key: 'Authorization', value: '{{args.a}}' }] } } });
  return [
    ...rolloutWith({ canary: { steps: [{ analysis: { templates: readers.map((_, index) => ({ templateName: `t${index}` })) } }] } }),
    ...readers.map((reads, index) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: `t${index}` },
      spec: { args: [{ name: 'a', ...reads ? { valueFrom: secret } : {} }], metrics: [metric(`m${index}`)] },
    })),
  ];
}

const FEWER = { resources: { requests: { 'example.com/gpu': '2' }, limits: { 'example.com/gpu': '3' } } };

export const REGRESSIONS: readonly Regression[] = [
  { what: 'a device that is asked for in a number other than its limit', rejected: true, manifests: rolloutWith({ canary: {} }, FEWER) },
  { what: 'amounts that are no numbers count as zero', rejected: true, manifests: rolloutWith({ canary: { maxSurge: 'some', maxUnavailable: 'few' } }) },
  { what: 'a control character that a template gives', rejected: true, manifests: analyzed({ name: 'a', value: 'x\u0001' }) },
  { what: 'a line break that a template gives', rejected: false, manifests: analyzed({ name: 'a', value: 'x\n' }) },
  { what: 'an argument for which only another template has a value', rejected: true, manifests: BESIDE },
  { what: 'an argument from a Secret that a later template only requires', rejected: true, manifests: fromSecret(true, false) },
  { what: 'an argument from a Secret that an earlier template only requires', rejected: false, manifests: fromSecret(false, true) },
  { what: 'a percentage beside zero', rejected: false, manifests: rolloutWith({ canary: { maxSurge: '10%', maxUnavailable: 0 } }) },
];
