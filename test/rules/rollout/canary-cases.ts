import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const canary = (fields: string) => rollout(`strategy: {canary: {${fields}}}`);

export const CANARY_CASES: Record<string, RuleCases> = {
  'pods-can-move': {
    accepts: [canary(''), canary('maxSurge: 0'), canary('maxSurge: 0, maxUnavailable: 1'), canary('maxSurge: 10%, maxUnavailable: 0'), canary('maxSurge: "5", maxUnavailable: 0')],
    rejects: {
      '/spec/strategy/canary/maxSurge: maxSurge and maxUnavailable must not both be zero, got some and few: allow at least one pod more or less':
        canary('maxSurge: some, maxUnavailable: few'),
      '/spec/strategy/canary/maxSurge: maxSurge and maxUnavailable must not both be zero, got 0 and 0%: allow at least one pod more or less':
        canary('maxSurge: 0, maxUnavailable: 0%'),
    },
  },
  'needs-traffic-routing': {
    accepts: [canary('scaleDownDelaySeconds: 30, trafficRouting: {nginx: {}}'), canary('dynamicStableScale: false')],
    rejects: {
      '/spec/strategy/canary/scaleDownDelaySeconds: scaleDownDelaySeconds needs traffic routing, got none: add a router, or leave it out':
        canary('scaleDownDelaySeconds: 30'),
      '/spec/strategy/canary/dynamicStableScale: dynamicStableScale needs traffic routing, got none: add a router, or leave it out':
        canary('dynamicStableScale: true'),
    },
  },
  'one-scale-down': {
    accepts: [canary('dynamicStableScale: true'), canary('scaleDownDelaySeconds: 30')],
    rejects: {
      '/spec/strategy/canary/dynamicStableScale: dynamicStableScale and scaleDownDelaySeconds exclude each other, got true and 30: leave one of them out':
        canary('dynamicStableScale: true, scaleDownDelaySeconds: 30'),
    },
  },
};
