/** What a rule accepts, and what it says of what it rejects. */
export interface RolloutCase {
  readonly accepts: string[];
  /** `pointer: message` of each finding, a line each, and the YAML that has them. */
  readonly rejects: Record<string, string>;
}

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const canary = (fields: string) => rollout(`strategy: {canary: {${fields}}}`);
const step = (fields: string, others = '') => canary(`steps: [{setWeight: 5}, {${fields}}]${others}`);
const service = (selector: string) => `{apiVersion: v1, kind: Service, metadata: {name: api-canary}, spec: {selector: {${selector}}}}`;
const LABELLED = 'template: {metadata: {labels: {app: api}}}';
const WORKLOAD_REF = 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: api}';
const DEPLOYMENT = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {${LABELLED}}}`;

const STEPS = '/spec/strategy/canary/steps/1';
const PAUSE_ALLOWED = 'give seconds or a duration such as 5m, or no duration to wait until promoted';

export const ROLLOUT_CASES: Record<string, RolloutCase> = {
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
      '/spec/template/metadata/labels: the pods need the label app: "web" that the selector asks for, got "none"':
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
  'services-differ': {
    accepts: [canary('stableService: a, canaryService: b'), canary(''), rollout('strategy: {blueGreen: {activeService: a}}')],
    rejects: {
      '/spec/strategy/canary/canaryService: stableService and canaryService must be different Services, got "a" for both':
        canary('stableService: a, canaryService: a'),
      '/spec/strategy/blueGreen/previewService: activeService and previewService must be different Services, got "a" for both':
        rollout('strategy: {blueGreen: {activeService: a, previewService: a}}'),
      '/spec/strategy/canary/pingPong/pongService: pingService and pongService must be different Services, got "a" for both':
        canary('pingPong: {pingService: a, pongService: a}'),
    },
  },
  'service-selects-pods': {
    accepts: [
      `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api')}`,
      rollout(`${LABELLED}, strategy: {canary: {canaryService: elsewhere}}`),
      `${rollout('workloadRef: {}, strategy: {canary: {canaryService: api-canary}}')}\n---\n${service('app: web')}`,
      `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api, rollouts-pod-template-hash: abc')}`,
      `${rollout(`${WORKLOAD_REF}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: api')}\n---\n${DEPLOYMENT}`,
    ],
    rejects: {
      '/spec/strategy/canary/canaryService: Service "api-canary" selects tier: "web", but the pods of the rollout have "no such label"':
        `${rollout(`${WORKLOAD_REF}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('tier: web')}\n---\n${DEPLOYMENT}`,
      '/spec/strategy/canary/canaryService: Service "api-canary" selects app: "web", but the pods of the rollout have "api"':
        `${rollout(`${LABELLED}, strategy: {canary: {canaryService: api-canary}}`)}\n---\n${service('app: web')}`,
      // YAML reads a number, and only the API server minds
      '/spec/strategy/canary/canaryService: Service "123" selects app: "web", but the pods of the rollout have "api"':
        `${rollout(`${LABELLED}, strategy: {canary: {canaryService: "123"}}`)}\n---\n${service('app: web').replace('name: api-canary', 'name: 123')}`,
    },
  },
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
  'canary-weight-in-range': {
    accepts: [step('setWeight: 0'), step('setWeight: 100'), step('setWeight: 1000', ', trafficRouting: {maxTrafficWeight: 1000}')],
    rejects: {
      [`${STEPS}/setWeight: weight must lie between 0 and 100, got 120`]: step('setWeight: 120'),
      [`${STEPS}/setWeight: weight must lie between 0 and 100, got -1`]: step('setWeight: -1'),
      [`${STEPS}/setWeight: weight must lie between 0 and 50, got 51`]: step('setWeight: 51', ', trafficRouting: {maxTrafficWeight: 50}'),
    },
  },
  'pause-lasts': {
    accepts: [step('pause: {}'), step('pause: {duration: 1}'), step('pause: {duration: "300"}'), step('pause: {duration: 1m30s}'), step('pause: {duration: 1.5s}')],
    rejects: Object.fromEntries([['0', '0'], ['500ms', '"500ms"'], ['0s', '"0s"'], ['-5', '-5'], ['1d', '"1d"'], ['""', '""'], ['2147483648', '2147483648']]
      .map(([duration, shown]) => [
        `${STEPS}/pause/duration: a pause lasts at least a second, and at most 2147483647 seconds, got ${shown}: ${PAUSE_ALLOWED}`,
        step(`pause: {duration: ${duration}}`),
      ])),
  },
  'router-can-route': {
    accepts: [
      step('setHeaderRoute: {name: a}', ', trafficRouting: {istio: {}}'),
      step('setHeaderRoute: {name: a}', ', trafficRouting: {plugins: {example/router: {}}}'),
      step('setMirrorRoute: {name: a}', ', trafficRouting: {istio: {}, nginx: {}}'),
    ],
    rejects: {
      [`${STEPS}/setHeaderRoute: setHeaderRoute needs a router that can route by header (istio, alb, apisix, plugins), got no traffic routing`]:
        step('setHeaderRoute: {name: a}'),
      [`${STEPS}/setHeaderRoute: setHeaderRoute needs a router that can route by header (istio, alb, apisix, plugins), got nginx`]:
        step('setHeaderRoute: {name: a}', ', trafficRouting: {nginx: {}, managedRoutes: [{name: a}], maxTrafficWeight: 100}'),
      [`${STEPS}/setMirrorRoute: setMirrorRoute needs a router that can mirror requests (istio, plugins), got no traffic routing`]:
        step('setMirrorRoute: {name: a}', ', trafficRouting: {plugins: {}}'),
      [`${STEPS}/setMirrorRoute: setMirrorRoute needs a router that can mirror requests (istio, plugins), got alb`]:
        step('setMirrorRoute: {name: a}', ', trafficRouting: {alb: {}}'),
    },
  },
  'canary-scale-needs-routing': {
    accepts: [step('setCanaryScale: {replicas: 1}', ', trafficRouting: {nginx: {}}')],
    rejects: {
      [`${STEPS}/setCanaryScale: setCanaryScale needs traffic routing, got none: add a router, or use a weight`]: step('setCanaryScale: {replicas: 1}'),
    },
  },
  'canary-keeps-pods': {
    accepts: [
      step('setCanaryScale: {matchTrafficWeight: true}'),
      canary('steps: [{setCanaryScale: {matchTrafficWeight: true}}]'),
      canary('steps: [{setCanaryScale: {replicas: 1}}, {setWeight: 20}, {setCanaryScale: {matchTrafficWeight: true}}]'),
    ],
    rejects: {
      [`${STEPS}/setCanaryScale/matchTrafficWeight: the canary would follow a weight of 0 and lose all its pods: set a weight in a step before`]:
        canary('steps: [{setCanaryScale: {replicas: 1}}, {setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 20}]'),
    },
  },
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
