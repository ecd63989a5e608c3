import { RuleCases } from '../rule-cases';

const ONE = 'len(result) > 0 && result[0] < 5';

function template(query: string, condition = ONE, name = 'health'): string {
  return `{kind: AnalysisTemplate, metadata: {name: ${name}}, spec: {metrics: [{name: errors, successCondition: ${JSON.stringify(condition)}, `
    + `provider: {prometheus: {query: ${JSON.stringify(query)}}}}]}}`;
}

const canary = (fields: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${fields}}}}}`;
const IN_BACKGROUND = 'analysis: {templates: [{templateName: health}]}';
const used = (query: string, fields = IN_BACKGROUND, more = '') => `${canary(fields + more)}\n---\n${template(query)}`;
const mixed = (path: string, matcher: string) => `/spec/strategy/canary/${path}/templates/0: metric "errors" of AnalysisTemplate "health" measures both versions `
  + `together, got ${matcher}: tell the new version apart by its Service or its pod-template hash, given as an argument`;

export const NEW_VERSION_CASES: Record<string, RuleCases> = {
  'promql-new-version': {
    accepts: [
      used('sum(x{service="{{args.service}}"})'), used('sum(x{app="other"})'), used('sum(x{app="api",hash!=""})'), used('sum(x{service="api-canary"})'),
      used('sum(x{namespace="api"})'), used('sum(x{app="api"})', 'stableService: a, canaryService: api, '), used('sum(x{app="api"'),
      used('sum(x{app="api"})', 'steps: [{setWeight: 5}]'), used('sum(x{app=~"api"})'), canary(IN_BACKGROUND),
      `{kind: Rollout, metadata: {name: api}, spec: {strategy: {blueGreen: {postPromotionAnalysis: {templates: [{templateName: health}]}}}}}\n---\n${template('sum(x{app="api"})')}`,
    ],
    rejects: {
      [mixed('analysis', 'app="api"')]: used('sum(x{code="500",app="api"})'),
      [mixed('steps/1/analysis', 'job="api"')]: used('sum(x{job="api"})', `steps: [{setWeight: 5}, {${IN_BACKGROUND}}]`),
      [mixed('analysis', 'service="shop"')]: used('sum(nginx_requests{service="shop"})', IN_BACKGROUND, ', stableService: shop, trafficRouting: {nginx: {}}'),
    },
  },
};
