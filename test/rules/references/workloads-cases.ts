import { RuleCases } from '../rule-cases';

const rollout = (spec: string, metadata = 'name: api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {${metadata}}, spec: {${spec}}}`;
const canary = (fields: string, metadata?: string) => rollout(`strategy: {canary: {stableService: api-stable, canaryService: api-canary, ${fields}}}`, metadata);
const service = (metadata: string) => `{apiVersion: v1, kind: Service, metadata: {${metadata}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const WORKLOADS = 'a workload must be a Deployment or a ReplicaSet of apps/v1, or a PodTemplate of v1';
const MANAGED_BY = (name: string) => `annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: ${name}}`;

export const WORKLOADS_CASES: Record<string, RuleCases> = {
  'workload-known': {
    accepts: [['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['v1', 'PodTemplate']]
      .map(([apiVersion, kind]) => rollout(`workloadRef: {apiVersion: ${apiVersion}, kind: ${kind}, name: api}`)),
    rejects: Object.fromEntries([['apps/v1', 'StatefulSet'], ['v1', 'Deployment'], ['apps/v1', 'PodTemplate'], ['constructor/v1', 'Deployment']]
      .map(([apiVersion, kind]) => [
        `/spec/workloadRef: ${WORKLOADS}, got ${kind} of ${apiVersion}`,
        rollout(`workloadRef: {apiVersion: ${apiVersion}, kind: ${kind}, name: api}`),
      ])),
  },
  'service-of-one-rollout': {
    accepts: [
      together(canary(''), service(`name: api-stable, ${MANAGED_BY('api')}`)),
      together(canary(''), canary('')),
      together(canary('', 'name: api, namespace: a'), canary('', 'name: web, namespace: b')),
    ],
    rejects: {
      '/spec/strategy/canary/stableService: a Service belongs to one rollout, got "api-stable", which belongs to Rollout "web": give this rollout a Service of its own':
        together(canary(''), service(`name: api-stable, ${MANAGED_BY('web')}`)),
      '/spec/strategy/blueGreen/activeService: a Service belongs to one rollout, got "api-canary", which belongs to Rollout "api": give this rollout a Service of its own':
        together(canary(''), rollout('strategy: {blueGreen: {activeService: api-canary}}', 'name: web')),
    },
  },
};
