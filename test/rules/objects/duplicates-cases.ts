import { RuleCases } from '../rule-cases';

const object = (apiVersion: string, kind: string, metadata: string, spec = '') => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const template = (name: string, spec = '', kind = 'AnalysisTemplate') => object('argoproj.io/v1alpha1', kind, `name: ${name}`, spec);
const together = (...documents: string[]) => documents.join('\n---\n');

export const DUPLICATES_CASES: Record<string, RuleCases> = {
  'object-once': {
    accepts: [
      together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: y')),
      together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a')),
      together(object('v1', 'Service', 'name: a'), object('v1', 'Service', 'name: a')),
      together(object('serving.knative.dev/v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: x')),
      together(object('batch/v1', 'Job', 'generateName: a, namespace: x'), object('batch/v1', 'Job', 'generateName: a, namespace: x')),
    ],
    rejects: {
      '/metadata/name: an object is deployed once, got another Service "a" before: rename one, or leave it out':
        together(object('v1', 'Service', 'name: a, namespace: x'), object('v1', 'Service', 'name: a, namespace: x')),
      '/metadata/name: an object is deployed once, got another ClusterAnalysisTemplate "a" before: rename one, or leave it out':
        together(template('a', '', 'ClusterAnalysisTemplate'), template('a', '', 'ClusterAnalysisTemplate')),
    },
  },
};
