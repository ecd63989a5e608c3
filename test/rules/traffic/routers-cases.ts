import { RuleCases } from '../rule-cases';

const canary = (fields: string, spec = '') =>
  `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {${spec}strategy: {canary: {${fields}}}}}`;
const routed = (routing: string, fields = SERVICES, spec = '') => canary(`trafficRouting: {${routing}}, ${fields}`, spec);
const SERVICES = 'stableService: stable, canaryService: canary';
const PING_PONG = 'pingPong: {pingService: ping, pongService: pong}';
const ISTIO = 'istio: {virtualService: {name: api}}';
const SUBSETS = 'istio: {virtualService: {name: api}, destinationRule: {name: api, stableSubsetName: a, canarySubsetName: b}}';
const ALB = 'alb: {ingress: api, servicePort: 80}';
const ALB_ROOT = 'alb: {ingress: api, servicePort: 80, rootService: root}';
const NGINX = 'nginx: {stableIngress: api}';
const PLUGIN = 'plugins: {example/router: {}}';
const CANARY = '/spec/strategy/canary';
const TOTAL = 'maxTrafficWeight needs a router with a total of its own (nginx, plugins)';

/** Each router that needs both Services, with what else it needs. */
const STRICT = {
  alb: ALB,
  istio: ISTIO,
  nginx: NGINX,
  smi: 'smi: {}',
  apisix: 'apisix: {route: {name: a}}',
  ambassador: 'ambassador: {mappings: [a]}',
  appMesh: 'appMesh: {}',
  traefik: 'traefik: {weightedTraefikServiceName: a}',
};

export const ROUTERS_CASES: Record<string, RuleCases> = {
  'routing-has-router': {
    accepts: [routed(NGINX), canary(''), routed(PLUGIN)],
    rejects: Object.fromEntries([['none', ''], ['plugins', 'plugins: {}'], ['managedRoutes', 'managedRoutes: [{name: a}]']].map(([got, routing]) => [
      `${CANARY}/trafficRouting: traffic routing needs a router, got ${got}: add one, or leave trafficRouting out`, routed(routing),
    ])),
  },
  'ping-pong-needs-router': {
    accepts: [routed(ALB_ROOT, PING_PONG), routed(ISTIO, PING_PONG), routed(PLUGIN, PING_PONG), routed(NGINX), routed(`${NGINX}, ${ISTIO}`, `${SERVICES}, ${PING_PONG}`)],
    rejects: {
      [`${CANARY}/pingPong: pingPong needs a router that can take turns (alb, istio, plugins), got nginx`]: routed(NGINX, `${SERVICES}, ${PING_PONG}`),
      [`${CANARY}/pingPong: pingPong needs a router that can take turns (alb, istio, plugins), got none`]: canary(PING_PONG),
    },
  },
  'root-service-given': {
    accepts: [routed(ALB_ROOT, PING_PONG), routed(ALB), routed(ISTIO, PING_PONG)],
    rejects: { [`${CANARY}/trafficRouting/alb/rootService: alb with pingPong needs a rootService, got none`]: routed(ALB, PING_PONG) },
  },
  'router-needs-services': {
    accepts: [
      ...Object.values(STRICT).map((routing) => routed(routing)),
      routed(SUBSETS, ''), routed(ALB_ROOT, PING_PONG), routed(ISTIO, PING_PONG), routed(PLUGIN, ''), canary(''),
    ],
    rejects: {
      ...Object.fromEntries(Object.entries(STRICT).flatMap(([router, routing]) => [
        [`${CANARY}/stableService: the router ${router} needs a stableService and a canaryService, got no stableService`, routed(routing, 'canaryService: a')],
        [`${CANARY}/canaryService: the router ${router} needs a stableService and a canaryService, got no canaryService`, routed(routing, 'stableService: a')],
      ])),
      [[`${CANARY}/stableService: the router istio needs a stableService and a canaryService, got no stableService`,
        `${CANARY}/stableService: the router istio needs a stableService and a canaryService, got no stableService`].join('\n')]:
        `${routed(ISTIO, 'canaryService: a')}\n---\n${routed(ISTIO, `canaryService: a, ${PING_PONG}`)}`,
      [[`${CANARY}/stableService: the router nginx needs a stableService and a canaryService, got no stableService`,
        `${CANARY}/canaryService: the router nginx needs a stableService and a canaryService, got no canaryService`].join('\n')]:
        routed(NGINX, 'stableService: ""'),
    },
  },
  'max-weight-needs-router': {
    accepts: [routed(`${NGINX}, maxTrafficWeight: 1000`), routed(`${PLUGIN}, maxTrafficWeight: 1000`), routed(`${NGINX}, ${ISTIO}, maxTrafficWeight: 1000`)],
    rejects: {
      [`${CANARY}/trafficRouting/maxTrafficWeight: ${TOTAL}, got istio`]: routed(`${ISTIO}, maxTrafficWeight: 100`),
      [`${CANARY}/trafficRouting/maxTrafficWeight: ${TOTAL}, got none`]: routed('maxTrafficWeight: 100'),
    },
  },
  'routers-share-total': {
    accepts: [routed(`${NGINX}, maxTrafficWeight: 1000`), routed(`${NGINX}, ${PLUGIN}, maxTrafficWeight: 1000`), routed(`${NGINX}, ${ISTIO}, maxTrafficWeight: 100`), routed(`${NGINX}, ${ISTIO}`)],
    rejects: {
      [`${CANARY}/trafficRouting/maxTrafficWeight: maxTrafficWeight must be 100 beside the router istio, got 1000: leave it out`]:
        routed(`${NGINX}, ${ISTIO}, maxTrafficWeight: 1000`),
    },
  },
  'max-weight-positive': {
    accepts: [routed(`${NGINX}, maxTrafficWeight: 1`), routed(NGINX)],
    rejects: {
      [`${CANARY}/trafficRouting/maxTrafficWeight: maxTrafficWeight must be at least 1, got 0`]: routed(`${NGINX}, maxTrafficWeight: 0`),
      [`${CANARY}/trafficRouting/maxTrafficWeight: maxTrafficWeight must be at least 1, got -1`]: routed(`${NGINX}, maxTrafficWeight: -1`),
    },
  },
  'min-pods-fit': {
    accepts: [
      routed(NGINX, `${SERVICES}, minPodsPerReplicaSet: 2`, 'replicas: 2, '),
      routed(NGINX, `${SERVICES}, minPodsPerReplicaSet: 2`),
      routed(NGINX, `${SERVICES}, minPodsPerReplicaSet: 2`, 'replicas: 0, '),
      canary('minPodsPerReplicaSet: 2', 'replicas: 1, '),
      // before v1.10 it is an error, of a rule of its own
      [routed(NGINX, `${SERVICES}, minPodsPerReplicaSet: 3`, 'replicas: 2, '), '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argo-rollouts}, '
        + 'spec: {template: {spec: {containers: [{image: "quay.io/argoproj/argo-rollouts:v1.9.3"}]}}}}'].join('\n---\n'),
    ],
    rejects: {
      [`${CANARY}/minPodsPerReplicaSet: minPodsPerReplicaSet may be at most the number of replicas (2), got 3`]:
        routed(NGINX, `${SERVICES}, minPodsPerReplicaSet: 3`, 'replicas: 2, '),
    },
  },
  'threshold-can-be-met': {
    accepts: [canary('replicaProgressThreshold: {type: Percent, value: 100}'), canary('replicaProgressThreshold: {type: Pods, value: 101}'), canary('')],
    rejects: {
      [`${CANARY}/replicaProgressThreshold/type: the type of the threshold must be one of Percent, Pods, got "Pod"`]:
        canary('replicaProgressThreshold: {type: Pod, value: 1}'),
      [`${CANARY}/replicaProgressThreshold/value: the threshold must be between 0 and 100, got 101`]:
        canary('replicaProgressThreshold: {type: Percent, value: 101}'),
      [`${CANARY}/replicaProgressThreshold/value: the threshold must be at least 0, got -1`]: canary('replicaProgressThreshold: {type: Pods, value: -1}'),
    },
  },
};
