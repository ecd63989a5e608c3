import { AnalysisArgument, AnalysisMetric, AnalysisTemplate, MetricProvider } from '../../src';

export const CONTAINERS = [{ image: 'registry.example/api:1', portNumber: 8080 }];

export const errors = new AnalysisMetric({ name: 'errors', provider: MetricProvider.web({ url: 'http://errors.shop.svc' }) });

/** A template of someone else that requires these arguments. */
export function asking(...args: AnalysisArgument[]) {
  return AnalysisTemplate.fromName('compare', { arguments: args });
}
