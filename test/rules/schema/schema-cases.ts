import { RuleCases } from '../rule-cases';

const object = (kind: string, spec: string, metadata = 'name: api') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}}`;
const rollout = (spec: string, metadata?: string) => object('Rollout', spec, metadata);
const canary = (fields: string) => rollout(`strategy: {canary: {${fields}}}`);
const pod = (fields: string) => rollout(`template: {spec: {${fields}}}`);
const container = (fields: string) => pod(`containers: [{name: api, ${fields}}]`);
const template = (spec: string, kind = 'AnalysisTemplate') => object(kind, spec);
const provider = (fields: string) => template(`metrics: [{name: up, provider: {${fields}}}]`);

const CANARY = '/spec/strategy/canary';
const CONTAINER = '/spec/template/spec/containers/0';
const PROVIDER = '/spec/metrics/0/provider';
const STEPS = 'analysis, experiment, pause, plugin, setCanaryScale, setHeaderRoute, setMirrorRoute, setWeight';

export const SCHEMA_CASES: Record<string, RuleCases> = {
  'schema-type': {
    accepts: [
      rollout('replicas: 2.0, paused: false'),
      rollout('replicas: null, strategy: null'),
      rollout('', 'name: api, labels: {app: null}'),
      canary('maxSurge: 1, maxUnavailable: 25%'),
      container('resources: {limits: {cpu: 0.5, memory: 1Gi}}'),
      provider('web: {url: "http://api.example", jsonBody: {any: [1, null, {}]}}'),
      '{apiVersion: rollouts.kruise.io/v1beta1, kind: Rollout, metadata: {name: api}, spec: []}',
      '{apiVersion: v1, kind: Service, metadata: {name: api}, spec: []}',
    ],
    rejects: {
      '/spec/replicas: must be a whole number, got "2": leave the quotes out': rollout('replicas: "2"'),
      '/spec/replicas: must be a whole number, got "two"': rollout('replicas: two'),
      '/spec/replicas: must be a whole number, got 2.5': rollout('replicas: 2.5'),
      '/spec/paused: must be true or false, got "true": leave the quotes out': rollout('paused: "true"'),
      '/spec/args/0/value: must be a string, got 5: put it in quotes': template('metrics: [], args: [{name: a, value: 5}]'),
      '/metadata/labels/app.kubernetes.io~1version: must be a string, got 1.5: put it in quotes': rollout('', 'name: api, labels: {app.kubernetes.io/version: 1.5}'),
      [`${CANARY}/maxSurge: must be a whole number or a string, got 0.5`]: canary('maxSurge: 0.5'),
      [`${CANARY}/steps: must be a list, got an object`]: canary('steps: {setWeight: 5}'),
      [`${CANARY}/steps/1: must be an object, got null`]: canary('steps: [{setWeight: 5}, null]'),
      [`${CANARY}/steps/0/setWeight: must be a whole number, got a list\n${CANARY}/steps/1/pause: must be an object, got "5m"`]:
        canary('steps: [{setWeight: [5]}, {pause: 5m}]'),
      '/spec: must be an object, got a list': '{apiVersion: argoproj.io/v1alpha1, kind: Experiment, metadata: {name: api}, spec: []}',
      '/metadata: must be an object, got "api"': '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: api, spec: {}}',
      '/apiVersion: must be a string, got 1: put it in quotes': '{apiVersion: 1, kind: Rollout, metadata: {name: api}, spec: {}}',
      [`${CONTAINER}/env/0/value: must be a string, got true: put it in quotes`]: container('env: [{name: A, value: true}]'),
      '/spec/template/spec/volumes: must be a list, got an object': pod('containers: [], volumes: {}'),
    },
  },
  'schema-unknown-field': {
    accepts: [
      container('resources: {limits: {example.com/gpu: 1}}'),
      pod('containers: [], volumes: [{name: data, emptyDir: {}, anything: newer}]'),
      canary('trafficRouting: {plugins: {example/router: {anything: goes}}}'),
      rollout('', 'name: api, labels: {constructor: a, toString: b}'),
      '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {}, status: {anything: goes}}',
    ],
    rejects: {
      '/spec/stratgy: unknown field "stratgy", did you mean "strategy"?': rollout('stratgy: {}'),
      '/spec/steps: unknown field "steps", and none of the 13 allowed ones is like it': rollout('steps: []'),
      '/spec/strategy/steps: unknown field "steps", did you mean "canary.steps"?': rollout('strategy: {steps: []}'),
      [`${CANARY}/steps/0/weight: unknown field "weight", did you mean "setWeight"?`]: canary('steps: [{weight: 5}]'),
      [`${CANARY}/steps/0/SetWeight: unknown field "SetWeight", did you mean "setWeight"?`]: canary('steps: [{SetWeight: 5}]'),
      [`${CANARY}/steps/0/duration: unknown field "duration", did you mean "experiment.duration" or "pause.duration"?`]: canary('steps: [{duration: 5m}]'),
      [`${CANARY}/steps/0/approve: unknown field "approve", allowed are: ${STEPS}`]: canary('steps: [{approve: null}]'),
      '/spec/template/metadata/creationTimestamp: unknown field "creationTimestamp", allowed are: annotations, labels':
        rollout('template: {metadata: {creationTimestamp: null}, spec: {containers: []}}'),
      '/metadata/label: unknown field "label", did you mean "labels"?': rollout('', 'name: api, label: {}'),
      '/spec/constructor: unknown field "constructor", and none of the 13 allowed ones is like it': rollout('constructor: {}'),
      '/data: unknown field "data", allowed are: apiVersion, kind, metadata, spec, status': '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {}, data: {}}',
      '/spec/selector/app: unknown field "app", allowed are: matchExpressions, matchLabels': rollout('selector: {app: api}'),
      [`${CONTAINER}/port: unknown field "port", did you mean "ports"?`]: container('port: 80'),
      [`${CANARY}/antiAffinity/requiredDuringSchedulingIgnoredDuringExecution/weight: unknown field "weight", allowed are: none`]:
        canary('antiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {weight: 1}}'),
      [`${PROVIDER}/job/spec/backofLimit: unknown field "backofLimit", did you mean "backoffLimit"?`]:
        provider('job: {spec: {backofLimit: 0, template: {spec: {containers: [{name: a}]}}}}'),
    },
  },
  'schema-required': {
    accepts: [
      rollout('', 'generateName: api-'),
      pod('containers: [{name: api, ports: [{containerPort: 80}], envFrom: [{configMapRef: {}}]}], imagePullSecrets: [{}]'),
      template('templates: [{templateName: other}]', 'ClusterAnalysisTemplate'),
    ],
    rejects: {
      '/apiVersion: "apiVersion" is required, got none': '{kind: Rollout, metadata: {name: api}, spec: {}}',
      '/spec: "spec" is required, got none': '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}}',
      '/metadata: "metadata" is required, got none': '{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, spec: {}}',
      '/metadata/name: "name" is required, got none': rollout('', 'namespace: default'),
      '/spec/template/spec/containers: "containers" is required, got none': pod('containers: null'),
      [`${CONTAINER}/name: "name" is required, got none`]: pod('containers: [{image: api}]'),
      '/spec/strategy/blueGreen/activeService: "activeService" is required, got none': rollout('strategy: {blueGreen: {}}'),
      '/spec/metrics: "metrics" is required, got none': object('AnalysisRun', ''),
      '/spec/templates/0/selector: "selector" is required, got none\n/spec/templates/0/template: "template" is required, got none':
        object('Experiment', 'templates: [{name: a}]'),
      [`${PROVIDER}/web/url: "url" is required, got none`]: provider('web: {}'),
    },
  },
  'schema-enum': {
    accepts: [provider('datadog: {apiVersion: v2, aggregator: avg}')],
    rejects: {
      [`${PROVIDER}/datadog/apiVersion: must be one of v1, v2, got "v3"`]: provider('datadog: {apiVersion: v3}'),
      '/apiVersion: must be one of argoproj.io/v1alpha1, got "argoproj.io/v1beta1"': '{apiVersion: argoproj.io/v1beta1, kind: Rollout, metadata: {name: api}, spec: {}}',
      '/apiVersion: must be one of argoproj.io/v1alpha1, got "argoproj/v1alpha1"': '{apiVersion: argoproj/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {}}',
      '/apiVersion: must be one of argoproj.io/v1alpha1, got "argoprj.io/v1alpha1"': '{apiVersion: argoprj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {}}',
    },
  },
  'schema-format': {
    accepts: [
      rollout('restartAt: "2026-01-31T23:59:59Z"'),
      rollout('restartAt: "2024-02-29T12:00:00.123+01:00"'),
      rollout('replicas: 2147483647'),
      canary('maxSurge: "3000000000"'),
      container('resources: {limits: {cpu: 0.5, memory: 128Mi}, requests: {cpu: 500m, memory: 1e9}}'),
    ],
    rejects: {
      ...Object.fromEntries(['2026-02-30T12:00:00Z', '2026-01-31', '2026-01-31T24:00:00Z', 'tomorrow'].map((time) => [
        `/spec/restartAt: must be a date and time such as 2026-01-31T12:00:00Z, got "${time}"`, rollout(`restartAt: "${time}"`),
      ])),
      '/spec/replicas: must lie between -2147483648 and 2147483647, got 2147483648': rollout('replicas: 2147483648'),
      [`${CANARY}/maxSurge: must lie between -2147483648 and 2147483647, got 3000000000`]: canary('maxSurge: 3000000000'),
      '/metadata/generation: must lie between -9223372036854775808 and 9223372036854775807, got 10000000000000000000':
        rollout('', 'name: api, generation: 1e19'),
      [`${CONTAINER}/resources/limits/memory: must be a quantity such as 500m or 128Mi, got "128MiB"`]: container('resources: {limits: {memory: 128MiB}}'),
      [`${CONTAINER}/env/0/valueFrom/resourceFieldRef/divisor: must be a quantity such as 500m or 128Mi, got "1 m"`]:
        container('env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1 m}}}]'),
    },
  },
  'schema-duplicate': {
    accepts: [
      container('env: [{name: A}, {name: B}], ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]'),
      container('command: [a, a]'),
      canary('steps: [{setWeight: 5}, {setWeight: 5}]'),
    ],
    rejects: {
      '/spec/template/spec/containers/1: must differ from item 0, got {"name":"a"} in both': pod('containers: [{name: a}, {name: a, image: b}]'),
      [`${CONTAINER}/ports/2: must differ from item 0, got {"containerPort":80,"protocol":"TCP"} in both`]:
        container('ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}, {containerPort: 80, protocol: TCP}]'),
      [`${PROVIDER}/job/spec/podFailurePolicy/rules/0/onExitCodes/values/1: must differ from item 0, got 1 in both`]:
        provider('job: {spec: {podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 1]}}]}, template: {spec: {containers: []}}}}'),
    },
  },
};
