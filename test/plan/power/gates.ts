import { Plan } from '../../../src/plan/plan';
import { plan, rolloutWith, template } from '../fixtures';

const REQUESTS = 'requests_total{app="api"';

/** The success rate as the ready-made metric asks for it. */
export function successRate(window = '2m'): string {
  return `(sum(rate(${REQUESTS},status!~"5.."}[${window}])) or vector(0)) / sum(rate(${REQUESTS}}[${window}]))`;
}

export const QUANTILE = 'histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket{app="api"}[2m])))';

const IS_THERE = 'len(result) > 0 && !isNaN(result[0]) && result[0]';

/** A metric as the library makes it, with what is said of it. */
export function metric(more: Record<string, unknown> = {}, query = successRate(), healthy = '>= 0.95', failed = '< 0.95'): Record<string, unknown> {
  return {
    provider: { prometheus: { query } },
    interval: '30s',
    count: 5,
    failureLimit: 1,
    inconclusiveLimit: 1,
    initialDelay: '2m',
    successCondition: `${IS_THERE} ${healthy}`,
    failureCondition: `${IS_THERE} ${failed}`,
    ...more,
  };
}

/** A metric that sees half of the traffic, in a step. */
export function judged(...metrics: Record<string, unknown>[]): Plan {
  return planned('{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: health}]}}]}', ...metrics);
}

export function planned(canary: string, ...metrics: Record<string, unknown>[]): Plan {
  return plan(rolloutWith(`{canary: ${canary}}`), [template('health', ...metrics.map((each) => JSON.stringify(each)))]);
}

/** Traffic of which a gate with half of it sees so many requests in a window of two minutes. */
export function traffic(requests: number, errorRate = 0.01, slowRate?: number) {
  return { requestsPerSecond: 2 * requests / 120, errorRate, slowRate };
}
