import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const LABELLED = 'template: {metadata: {labels: {app: api}}}';
const WORKLOAD_REF = 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}';
const DEPLOYMENT = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {${LABELLED}}}`;

export const ROLLOUT_CASES: Record<string, RuleCases> = {
  'one-pod-source': {
    accepts: [rollout('template: {}'), rollout('workloadRef: {}'), rollout('workloadRef: {}, template: {spec: {containers: []}}')],
    rejects: {
      '/spec: a rollout needs pods, got neither "template" nor "workloadRef": give it containers, a pod template or a workload reference':
        rollout('strategy: {}'),
      '/spec/workloadRef: the pods of a rollout come from one source, got both "template" and "workloadRef": leave one of them out':
        rollout(`${LABELLED}, workloadRef: {}`),
    },
  },
  'template-used': {
    accepts: [rollout('workloadRef: {}, template: {}'), rollout('template: {spec: {containers: []}}'), rollout(`${LABELLED}, workloadRef: {}`)],
    rejects: {
      '/spec/template: the pods are those of "workloadRef", got a template as well: leave one of them out':
        rollout('workloadRef: {}, template: {spec: {containers: []}}'),
    },
  },
  'selector-given': {
    accepts: [rollout('selector: {matchLabels: {app: api}}'), rollout('selector: {matchExpressions: [{key: app, operator: Exists}]}'), rollout('workloadRef: {}')],
    rejects: {
      [['/spec/selector: a rollout needs a selector, got none: select pods by at least one label',
        '/spec/selector: a rollout needs a selector, got none: select pods by at least one label'].join('\n')]:
        `${rollout('template: {}')}\n---\n${rollout('workloadRef: {apiVersion: v1, kind: PodTemplate, name: api}')}`,
      '/spec/selector: a rollout needs a selector, got an empty one: select pods by at least one label': rollout('selector: {}, workloadRef: {}'),
    },
  },
  'selector-matches-template': {
    accepts: [
      rollout(`selector: {matchLabels: {app: api}}, ${LABELLED}`), rollout('selector: {matchLabels: {app: api}}, workloadRef: {}'),
      ...['key: app, operator: In, values: [api, web]', 'key: app, operator: NotIn, values: [web]', 'key: app, operator: Exists', 'key: web, operator: DoesNotExist']
        .map((expression) => rollout(`selector: {matchExpressions: [{${expression}}]}, ${LABELLED}`)),
      `${rollout(`selector: {matchLabels: {app: api}}, ${WORKLOAD_REF}`)}\n---\n${DEPLOYMENT}`,
    ],
    rejects: {
      ...Object.fromEntries(['app In web', 'app NotIn api', 'web Exists', 'app DoesNotExist'].map((expression) => {
        const [key, operator, value] = expression.split(' ');
        return [`/spec/template/metadata/labels: the pods need labels that the selector asks for, ${expression}, got {"app":"api"}`,
          rollout(`selector: {matchExpressions: [{key: ${key}, operator: ${operator}${value ? `, values: [${value}]` : ''}}]}, ${LABELLED}`)];
      })),
      '/spec/selector: the pods need the label app: "other" that the selector asks for, got "api"':
        `${rollout(`selector: {matchLabels: {app: other}}, ${WORKLOAD_REF}`)}\n---\n${DEPLOYMENT}`,
      '/spec/template/metadata/labels: the pods need the label app: "web" that the selector asks for, got "api"':
        rollout(`selector: {matchLabels: {app: web}}, ${LABELLED}`),
      '/spec/template/metadata/labels: the pods need the label app: "web" that the selector asks for, got none':
        rollout('selector: {matchLabels: {app: web}}, template: {}'),
      '/spec/template/metadata/labels: the pods need labels that the selector asks for, app NotIn api, web, got {"app":"api"}':
        rollout(`selector: {matchExpressions: [{key: app, operator: NotIn, values: [api, web]}, {key: app, operator: Exists}]}, ${LABELLED}`),
    },
  },
  'name-fits-label': {
    accepts: [rollout('', 'a'.repeat(63))],
    rejects: {
      '/metadata/name: the name of a rollout may have 63 characters, or 55 with Services of its own, got 64: give a shorter `metadata.name`':
        rollout('', 'a'.repeat(64)),
    },
  },
  'deadline-after-ready': {
    accepts: [rollout('minReadySeconds: 599'), rollout('minReadySeconds: 10, progressDeadlineSeconds: 11')],
    rejects: {
      '/spec/progressDeadlineSeconds: the progress deadline must be longer than minReadySeconds (600), got 600': rollout('minReadySeconds: 600'),
      '/spec/progressDeadlineSeconds: the progress deadline must be longer than minReadySeconds (10), got 10':
        rollout('minReadySeconds: 10, progressDeadlineSeconds: 10'),
    },
  },
  'one-strategy': {
    accepts: [rollout('strategy: {canary: {}}'), rollout('strategy: {blueGreen: {}}')],
    rejects: {
      '/spec/strategy: a rollout needs exactly one of "blueGreen" and "canary", got neither': rollout('strategy: {}'),
      '/spec/strategy: a rollout needs exactly one of "blueGreen" and "canary", got both': rollout('strategy: {canary: {}, blueGreen: {}}'),
    },
  },
};
