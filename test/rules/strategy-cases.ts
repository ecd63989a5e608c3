import { RolloutCase } from './rollout-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const pod = (fields: string) => rollout(`template: {metadata: {labels: {app: api}}, spec: {${fields}}}`);
const container = (fields: string, others = '') => pod(`containers: [{name: api, image: a, ${fields}}]${others}`);
const labels = (fields: string) => rollout(`selector: {matchLabels: {${fields}}}`);
const expression = (fields: string) => rollout(`selector: {matchExpressions: [{${fields}}]}`);
const blueGreen = (fields: string, others = '') => rollout(`strategy: {blueGreen: {activeService: api, ${fields}}}${others}`);
const canary = (fields: string, others = '') => rollout(`strategy: {canary: {${fields}}}${others}`);
const workload = (fields: string) => rollout(`workloadRef: {apiVersion: apps/v1, name: api, ${fields}}`);
const scaler = (target: string, namespace = '') =>
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: cpu${namespace}}, spec: {scaleTargetRef: {${target}}, maxReplicas: 3}}`;
const keda = (target: string) => scaler(target).replace('autoscaling/v2', 'keda.sh/v1alpha1').replace('HorizontalPodAutoscaler', 'ScaledObject');

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const AFFINITY = `an anti-affinity needs exactly one of ${PREFERRED} and ${REQUIRED}`;
const KEY = 'the key of a label has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing';
const VALUE = 'the value of a label has at most 63 letters, digits, "-", "_" and "."';
const EXPRESSION = '/spec/selector/matchExpressions/0';
const TARGET = 'apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api';

export const STRATEGY_CASES: Record<string, RolloutCase> = {
  'amount-not-negative': {
    accepts: [rollout('replicas: 0, minReadySeconds: 0, revisionHistoryLimit: 0'), blueGreen('autoPromotionSeconds: 0, previewReplicaCount: 0')],
    rejects: {
      '/spec/replicas: replicas must be at least 0, got -1': rollout('replicas: -1'),
      '/spec/minReadySeconds: minReadySeconds must be at least 0, got -5': rollout('minReadySeconds: -5'),
      '/spec/revisionHistoryLimit: revisionHistoryLimit must be at least 0, got -1': rollout('revisionHistoryLimit: -1'),
      '/spec/strategy/blueGreen/autoPromotionSeconds: autoPromotionSeconds must be at least 0, got -1': blueGreen('autoPromotionSeconds: -1'),
      '/spec/strategy/blueGreen/previewReplicaCount: previewReplicaCount must be at least 0, got -1': blueGreen('previewReplicaCount: -1'),
    },
  },
  'selector-readable': {
    accepts: [
      labels('app.kubernetes.io/name: api, tier: ""'),
      labels(`${'a'.repeat(63)}: ${'A'.repeat(63)}, a_B.c-d: x_Y.z-1`),
      expression('key: app, operator: In, values: [api, web]'),
      expression('key: app, operator: Exists'),
      expression('key: other, operator: DoesNotExist, values: []'),
      expression('key: other, operator: NotIn, values: [web]'),
    ],
    rejects: {
      [`/spec/selector/matchLabels/app name: ${KEY}, got "app name"`]: labels('app name: api'),
      [`/spec/selector/matchLabels/App.io~1name: ${KEY}, got "App.io/name"`]: labels('App.io/name: api'),
      [`/spec/selector/matchLabels/${'a'.repeat(64)}: ${KEY}, got "${'a'.repeat(64)}"`]: labels(`${'a'.repeat(64)}: api`),
      [`/spec/selector/matchLabels/app: ${VALUE}, got "a b"`]: labels('app: a b'),
      [`/spec/selector/matchLabels/app: ${VALUE}, got "-a"`]: labels('app: -a'),
      [`${EXPRESSION}/operator: the operator must be one of In, NotIn, Exists, DoesNotExist, got "Equals"`]: expression('key: app, operator: Equals, values: [api]'),
      [`${EXPRESSION}/operator: the operator must be one of In, NotIn, Exists, DoesNotExist, got "constructor"`]: expression('key: app, operator: constructor'),
      [`${EXPRESSION}/values: In needs at least one value, got none`]: expression('key: app, operator: In'),
      [`${EXPRESSION}/values: Exists takes no values, got api, web`]: expression('key: app, operator: Exists, values: [api, web]'),
      [`${EXPRESSION}/key: ${KEY}, got ""`]: expression('key: "", operator: Exists'),
      [`${EXPRESSION}/values/1: ${VALUE}, got "a/b"`]: expression('key: app, operator: In, values: [api, a/b]'),
    },
  },
  'pod-has-containers': {
    accepts: [container('')],
    rejects: { '/spec/template/spec/containers: a pod needs at least one container, got none': pod('containers: []') },
  },
  'pods-restart': {
    accepts: [container('', ', restartPolicy: Always'), container('')],
    rejects: {
      '/spec/template/spec/restartPolicy: the pods of a rollout restart "Always", got "OnFailure"': container('', ', restartPolicy: OnFailure'),
      '/spec/template/spec/activeDeadlineSeconds: the pods of a rollout have no deadline, got 60: leave it out':
        container('', ', activeDeadlineSeconds: 60'),
    },
  },
  'mount-has-volume': {
    accepts: [container('volumeMounts: [{name: data, mountPath: /data}]', ', volumes: [{name: data, emptyDir: {}}]')],
    rejects: {
      '/spec/template/spec/containers/0/volumeMounts/0/name: the pod has no volume "date", it has: data, tmp':
        container('volumeMounts: [{name: date, mountPath: /data}]', ', volumes: [{name: data, emptyDir: {}}, {name: tmp, emptyDir: {}}]'),
      '/spec/template/spec/initContainers/0/volumeMounts/0/name: the pod has no volume "data", it has: none':
        container('', ', initContainers: [{name: load, image: a, volumeMounts: [{name: data, mountPath: /data}]}]'),
    },
  },
  'scale-down-known': {
    accepts: [workload('kind: Deployment, scaleDown: onsuccess'), workload('kind: Deployment'), workload('kind: ReplicaSet, scaleDown: never')],
    rejects: {
      '/spec/workloadRef/scaleDown: scaleDown must be one of never, onsuccess, progressively, got "onSuccess"':
        workload('kind: Deployment, scaleDown: onSuccess'),
      '/spec/workloadRef/scaleDown: only a Deployment can be scaled down, got "ReplicaSet": leave scaleDown out':
        workload('kind: ReplicaSet, scaleDown: onsuccess'),
    },
  },
  'replicas-left-to-autoscaler': {
    accepts: [
      `${rollout('strategy: {}')}\n---\n${scaler(TARGET)}`,
      `${rollout('replicas: 3', 'web')}\n---\n${scaler(TARGET)}`,
      `${rollout('replicas: 3')}\n---\n${scaler(TARGET, ', namespace: other')}`,
      `${rollout('replicas: 3')}\n---\n${scaler('apiVersion: apps/v1, kind: Deployment, name: api')}`,
    ],
    rejects: {
      '/spec/replicas: HorizontalPodAutoscaler "cpu" scales this rollout, got 3 replicas as well: leave them out':
        `${rollout('replicas: 3')}\n---\n${scaler(TARGET)}`,
      '/spec/replicas: ScaledObject "cpu" scales this rollout, got 3 replicas as well: leave them out':
        `${rollout('replicas: 3')}\n---\n${keda(TARGET)}`,
    },
  },
  'autoscaler-finds-rollout': {
    accepts: [scaler(TARGET), scaler('apiVersion: apps/v1, kind: Deployment, name: api'), keda(TARGET), keda('name: api')],
    rejects: {
      '/spec/scaleTargetRef/kind: of "argoproj.io/v1alpha1" only a Rollout can be scaled, got "none"': keda('apiVersion: argoproj.io/v1alpha1, name: api'),
      '/spec/scaleTargetRef/apiVersion: a Rollout is of "argoproj.io/v1alpha1", got "apps/v1"': scaler('apiVersion: apps/v1, kind: Rollout, name: api'),
      '/spec/scaleTargetRef/apiVersion: a Rollout is of "argoproj.io/v1alpha1", got "none"': scaler('kind: Rollout, name: api'),
    },
  },
  'one-anti-affinity': {
    accepts: [canary(`antiAffinity: {${REQUIRED}: {}}`), blueGreen(`antiAffinity: {${PREFERRED}: {weight: 1}}`), canary('')],
    rejects: {
      [`/spec/strategy/canary/antiAffinity: ${AFFINITY}, got neither`]: canary('antiAffinity: {}'),
      [`/spec/strategy/blueGreen/antiAffinity: ${AFFINITY}, got both`]: blueGreen(`antiAffinity: {${REQUIRED}: {}, ${PREFERRED}: {weight: 1}}`),
    },
  },
  'anti-affinity-weight': {
    accepts: [canary(`antiAffinity: {${PREFERRED}: {weight: 1}}`), blueGreen(`antiAffinity: {${PREFERRED}: {weight: 100}}`)],
    rejects: {
      [`/spec/strategy/canary/antiAffinity/${PREFERRED}/weight: the weight of an anti-affinity must lie between 1 and 100, got 0`]:
        canary(`antiAffinity: {${PREFERRED}: {weight: 0}}`),
      [`/spec/strategy/blueGreen/antiAffinity/${PREFERRED}/weight: the weight of an anti-affinity must lie between 1 and 100, got 101`]:
        blueGreen(`antiAffinity: {${PREFERRED}: {weight: 101}}`),
    },
  },
  'scale-down-in-history': {
    accepts: [blueGreen('scaleDownDelayRevisionLimit: 10'), blueGreen('scaleDownDelayRevisionLimit: 11', ', revisionHistoryLimit: 11')],
    rejects: {
      '/spec/strategy/blueGreen/scaleDownDelayRevisionLimit: scaleDownDelayRevisionLimit may be at most revisionHistoryLimit (10), got 11':
        blueGreen('scaleDownDelayRevisionLimit: 11'),
      '/spec/strategy/blueGreen/scaleDownDelayRevisionLimit: scaleDownDelayRevisionLimit may be at most revisionHistoryLimit (1), got 2':
        blueGreen('scaleDownDelayRevisionLimit: 2', ', revisionHistoryLimit: 1'),
    },
  },
  'auto-promotion-enabled': {
    accepts: [blueGreen('autoPromotionSeconds: 60'), blueGreen('autoPromotionEnabled: true, autoPromotionSeconds: 60'), blueGreen('autoPromotionEnabled: false')],
    rejects: {
      '/spec/strategy/blueGreen/autoPromotionSeconds: autoPromotionSeconds needs autoPromotionEnabled, got 60 and false: leave one of them out':
        blueGreen('autoPromotionEnabled: false, autoPromotionSeconds: 60'),
    },
  },
  'role-label-free': {
    accepts: [canary('canaryMetadata: {labels: {role: canary}, annotations: {app: a}}', ', selector: {matchLabels: {app: api}}')],
    rejects: {
      '/spec/strategy/canary/canaryMetadata/labels/app: the label app is what the selector finds the pods by, use another':
        canary('canaryMetadata: {labels: {app: canary}}', ', selector: {matchLabels: {app: api}}'),
      '/spec/strategy/blueGreen/activeMetadata/labels/example.com~1app: the label example.com/app is what the selector finds the pods by, use another':
        blueGreen('activeMetadata: {labels: {example.com/app: a}}', ', selector: {matchExpressions: [{key: example.com/app, operator: Exists}]}'),
      '/spec/strategy/canary/stableMetadata/labels/rollouts-pod-template-hash: the label rollouts-pod-template-hash belongs to the controller, use another':
        canary('stableMetadata: {labels: {rollouts-pod-template-hash: a}}'),
    },
  },
  'service-named': {
    accepts: [blueGreen('previewService: ""'), canary('stableService: ""')],
    rejects: {
      '/spec/strategy/blueGreen/activeService: activeService must be the name of a Service, got ""':
        rollout('strategy: {blueGreen: {activeService: "", previewService: a}}'),
      '/spec/strategy/canary/pingPong/pingService: pingService must be the name of a Service, got ""': canary('pingPong: {pingService: "", pongService: a}'),
      '/spec/strategy/canary/pingPong/pongService: pongService must be the name of a Service, got ""': canary('pingPong: {pingService: a, pongService: ""}'),
    },
  },
};
