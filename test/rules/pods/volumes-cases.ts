import { RuleCases } from '../rule-cases';

const rollout = (pod: string) =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {template: {metadata: {labels: {app: api}}, spec: {${pod}}}}}`;
const container = (fields: string, others = '') => rollout(`containers: [{name: api, image: a, ${fields}}]${others}`);

const POD = '/spec/template/spec';

const template = (metadata: string, spec = 'containers: [{name: api, image: a}]', others = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${others}template: {metadata: {${metadata}}, spec: {${spec}}}}}`;
const pod = (fields: string) => template('labels: {app: api}', `containers: [{name: api, image: a}], ${fields}`);
const mounted = (...paths: string[]) => template('labels: {app: api}',
  `volumes: [{name: data}], containers: [{name: api, image: a, volumeMounts: [${paths.map((path) => `{name: data, mountPath: ${path}}`).join(', ')}]}]`);
const CONTAINER = `${POD}/containers/0`;

const labelled = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const labelledPod = (fields: string) => labelled(`template: {metadata: {labels: {app: api}}, spec: {${fields}}}`);
const labelledContainer = (fields: string, others = '') => labelledPod(`containers: [{name: api, image: a, ${fields}}]${others}`);

export const VOLUMES_CASES: Record<string, RuleCases> = {
  'volume-name-once': {
    accepts: [container('', ', volumes: [{name: data, emptyDir: {}}, {name: tmp}]')],
    rejects: {
      [`${POD}/volumes/1/name: each volume of a pod has a name of its own, got "data" again`]: container('', ', volumes: [{name: data}, {name: data}]'),
      [`${POD}/volumes/0/name: the name of a volume has at most 63 lower-case letters, digits and "-", got "Data"`]: container('', ', volumes: [{name: Data}]'),
    },
  },
  'volume-one-source': {
    accepts: [pod('volumes: [{name: data, emptyDir: {}}, {name: tmp}, {name: conf, configMap: {name: api}}, {name: disk, persistentVolumeClaim: {claimName: a}}]')],
    rejects: {
      [`${POD}/volumes/0: a volume has one source, got emptyDir and configMap: leave all but one out`]: pod('volumes: [{name: data, emptyDir: {}, configMap: {name: a}}]'),
      [`${POD}/volumes/0/secret/secretName: a volume of a secret needs its name, got none: give secretName`]: pod('volumes: [{name: data, secret: {}}]'),
    },
  },
  'mount-path-given': {
    accepts: [mounted('/data', '/data/more')],
    rejects: { [`${CONTAINER}/volumeMounts/0/mountPath: a volume is mounted at a path, got none`]: mounted('""') },
  },
  'mount-has-volume': {
    accepts: [labelledContainer('volumeMounts: [{name: data, mountPath: /data}]', ', volumes: [{name: data, emptyDir: {}}]')],
    rejects: {
      '/spec/template/spec/containers/0/volumeMounts/0/name: the pod has no volume "date", it has: data, tmp':
        labelledContainer('volumeMounts: [{name: date, mountPath: /data}]', ', volumes: [{name: data, emptyDir: {}}, {name: tmp, emptyDir: {}}]'),
      '/spec/template/spec/initContainers/0/volumeMounts/0/name: the pod has no volume "data", it has: none':
        labelledContainer('', ', initContainers: [{name: load, image: a, volumeMounts: [{name: data, mountPath: /data}]}]'),
    },
  },
};
