import { Bundle } from '../../lib/src/manifest/bundle';
import { planOf } from '../../lib/src/plan/plan';
import { powerOf } from '../../lib/src/plan/power/power';
import { median, takeTurns } from './measure';
import { Effort, Result } from './measures';

const QUERY = '(sum(rate(requests_total{app="api",status!~"5.."}[2m])) or vector(0)) / sum(rate(requests_total{app="api"}[2m]))';

const TEMPLATE = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name: 'health' },
  spec: {
    metrics: [{
      name: 'success-rate',
      provider: { prometheus: { query: QUERY } },
      interval: '30s',
      count: 5,
      failureLimit: 1,
      initialDelay: '2m',
      successCondition: 'result[0] >= 0.95',
    }],
  },
};

const ROLLOUT = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'api' },
  spec: { replicas: 10, strategy: { canary: { steps: [{ setWeight: 10 }, { analysis: { templates: [{ templateName: 'health' }] } }] } } },
};

/** Twenty thousand trials of each release. A window has 2,400 requests, so that what is drawn are large numbers. */
export function measurePower({ rounds }: Effort): Result {
  const run = () => {
    const plan = planOf(ROLLOUT, new Bundle([ROLLOUT, TEMPLATE].map((manifest) => ({ manifest, origin: undefined }))));
    const { gates: [gate] } = powerOf(plan, { requestsPerSecond: 200, errorRate: 0.01 });
    if (gate?.regressions[1].aborted !== 1) {
      throw new Error(`expected that ten times as many errors are always seen, got ${JSON.stringify(gate)}`);
    }
  };
  const times = takeTurns([{ name: 'power', run }], rounds + 2);
  return { measure: 'one rollout planned, with what its gate sees', value: median(times.power.slice(2)), unit: 'ms', bound: 100 };
}
