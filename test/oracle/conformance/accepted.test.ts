import { acceptedByRules, judged, whole } from './accepted';

const LABELS = { app: 'api' };
const REFUSED = { stage: 'rollout', kind: 'Rollout', name: 'api', path: 'spec.replicas', message: 'Invalid value: -1' };

/** An oracle that says the same of each bundle. */
function saying(...findings: typeof REFUSED[]) {
  return { ask: () => {}, answer: () => ({ findings }) };
}

describe('what is taken for good', () => {
  const all = [{ test: 'a', objects: [] }];
  const known = { pattern: 'replicas: Invalid', reason: 'for a test' };

  test('fails where the real validation objects', () => {
    expect(judged('of a test', all, saying(REFUSED), [], new Set()).problems).toEqual(['a: rollout Rollout spec.replicas: Invalid value: -1']);
    expect(judged('of a test', [], saying(), [], new Set()).problems).toEqual(['there is none']);
  });

  test('passes where it does not, or where that is listed, which is then met', () => {
    const met = new Set<typeof known>();
    expect(judged('of a test', all, saying(), [known], met).problems).toEqual([]);
    expect(met.size).toBe(0);
    expect(judged('of a test', all, saying(REFUSED), [known], met).problems).toEqual([]);
    expect(met).toContain(known);
  });
});

test('the examples of most rules can be made whole', () => {
  expect(acceptedByRules().length).toBeGreaterThan(400);
});

test.each([
  [{ kind: 'Service' }, { apiVersion: 'v1', kind: 'Service' }],
  [{ kind: 'AnalysisTemplate', spec: {} }, { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', spec: {} }],
  [{ kind: 'Rollout', spec: { workloadRef: {} } }, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { workloadRef: {} } }],
  [
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: { metadata: { labels: LABELS } }, strategy: { blueGreen: {} } } },
    { spec: { selector: { matchLabels: LABELS }, strategy: { blueGreen: {} }, template: { spec: { containers: [{ name: 'api' }] } } } },
  ],
])('%j is made whole', (manifest, expected) => {
  expect(whole(manifest)).toMatchObject(expected);
});
