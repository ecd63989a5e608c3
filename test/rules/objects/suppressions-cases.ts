import { RuleCases } from '../rule-cases';

export const SUPPRESSIONS_CASES: Record<string, RuleCases> = {
  'suppression-has-reason': {
    accepts: [
      '{kind: Service, metadata: {annotations: {cdk8s-argo-rollouts/suppress-pause-lasts: because}}}',
      '{kind: Service, metadata: {annotations: {example.com/suppress-pause-lasts: ""}}}',
    ],
    rejects: {
      ['/metadata/annotations/cdk8s-argo-rollouts~1suppress-pause-lasts: a suppression needs a reason in words, got "": '
        + 'write "cdk8s-argo-rollouts/suppress-pause-lasts: <why this is right here>"']:
        '{kind: Service, metadata: {annotations: {cdk8s-argo-rollouts/suppress-pause-lasts: ""}}}',
    },
  },
  'suppression-names-rule': {
    accepts: [
      '{kind: Service, metadata: {annotations: {cdk8s-argo-rollouts/suppress-pause-lasts: because}}}',
      '{kind: Service, metadata: {annotations: {cdk8s-argo-rollouts/suppress-acme.has-team: because}}}',
      '{kind: Service, metadata: {annotations: {example.com/suppress-pause: because}}}',
    ],
    rejects: {
      ['/metadata/annotations/cdk8s-argo-rollouts~1suppress-pause: a suppression must name a rule, got "pause", which is none: '
        + 'correct the name, or leave the annotation out']: '{kind: Service, metadata: {annotations: {cdk8s-argo-rollouts/suppress-pause: because}}}',
    },
  },
};
