import { RuleCases } from '../rule-cases';

const rollout = (pod: string, others = '') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api${others}}, spec: {template: {spec: {containers: [{name: api, image: a}], ${pod}}}}}`;
const container = (fields: string) => rollout('').replace('image: a', `image: a, ${fields}`);
const object = (kind: string, name: string, others = '') => `{apiVersion: v1, kind: ${kind}, metadata: {name: ${name}${others}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');
const MOUNTED = rollout('volumes: [{name: a, configMap: {name: settings}}]');
const POD = '/spec/template/spec';
const at = (place: string, kind: string, name: string, hashed: string) => `${POD}/${place}: there is no ${kind} "${name}", but a "${hashed}" with a hash in its name: `
  + 'name that one, tell the tool that rollouts name it as well (in Kustomize with a nameReference), or make it without a hash';

export const HASHED_NAMES_CASES: Record<string, RuleCases> = {
  'name-has-hash': {
    accepts: [
      MOUNTED, together(MOUNTED, object('ConfigMap', 'settings')), together(MOUNTED, object('ConfigMap', 'settings'), object('ConfigMap', 'settings-7dk9mh4b2c')),
      together(MOUNTED, object('ConfigMap', 'settings-production')), together(MOUNTED, object('Secret', 'settings-7dk9mh4b2c')), together(MOUNTED, object('ConfigMap', 'settings-facade')),
      together(rollout('volumes: [{name: a, configMap: {name: settings-7dk9mh4b2c}}]'), object('ConfigMap', 'settings-7dk9mh4b2c')),
      together(rollout('volumes: [{name: a, configMap: {name: settings, optional: true}}]'), object('ConfigMap', 'settings-7dk9mh4b2c')),
      together(rollout('volumes: [{name: a, configMap: {name: settings}}]', ', namespace: shop'), object('ConfigMap', 'settings-7dk9mh4b2c', ', namespace: other')),
    ],
    rejects: {
      [at('volumes/0/configMap/name', 'ConfigMap', 'settings', 'settings-7dk9mh4b2c')]: together(MOUNTED, object('ConfigMap', 'settings-7dk9mh4b2c')),
      [at('volumes/0/secret/secretName', 'Secret', 'keys', 'keys-c8f00d12')]: together(rollout('volumes: [{name: a, secret: {secretName: keys}}]'), object('Secret', 'keys-c8f00d12')),
      [at('containers/0/envFrom/0/secretRef/name', 'Secret', 'keys', 'keys-b8t2gk4d9h')]: together(container('envFrom: [{secretRef: {name: keys}}]'), object('Secret', 'keys-b8t2gk4d9h')),
      [at('containers/0/env/0/valueFrom/configMapKeyRef/name', 'ConfigMap', 'settings', 'settings-7dk9mh4b2c')]:
        together(container('env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]'), object('ConfigMap', 'settings-7dk9mh4b2c')),
    },
  },
};
