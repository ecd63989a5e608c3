import { RuleCases } from '../rule-cases';

const rollout = (canary: string) => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {${canary}}}}}`;
const metric = (fields: string) => `{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
/** The controller that the manifests are deployed with. */
const at = (version: string, yaml: string) => [yaml, '{kind: Deployment, metadata: {name: argo-rollouts}, spec: {template: {spec: {containers: '
  + `[{image: "quay.io/argoproj/argo-rollouts:${version}"}]}}}}`].join('\n---\n');
const traefik = (group: string) => [rollout('trafficRouting: {traefik: {weightedTraefikServiceName: web}}'),
  `{apiVersion: ${group}/v1alpha1, kind: TraefikService, metadata: {name: web}}`].join('\n---\n');

const CANARY = '/spec/strategy/canary';
const PLUGINS = 'trafficRouting: {plugins: {example/router: {}}}';
const STEP = rollout('steps: [{plugin: {name: example/step}}]');
const DATADOG = metric('provider: {datadog: {query: a, requestTimeout: 5s}}');
const UNIQ = metric('provider: {web: {url: "http://a"}}, successCondition: "len(uniq(result)) == 1"');
const PING_PONG = 'pingPong: {pingService: ping, pongService: pong}';
const MIRROR = 'steps: [{setMirrorRoute: {name: a}}]';
const PODS = (replicas: number, least: number) => `{kind: Rollout, metadata: {name: api}, spec: {replicas: ${replicas}, `
  + `strategy: {canary: {minPodsPerReplicaSet: ${least}, trafficRouting: {nginx: {stableIngress: web}}}}}}`;
const dotted = (name: string) => rollout(`trafficRouting: {istio: {virtualServices: [{name: web}, {name: ${name}}]}}`);

/** A canary with these weights that gives back pods of the old version as it goes. */
const DYNAMIC = (weights: string, delay = 'abortScaleDownDelaySeconds: 30', spec = '') => '{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: api}, '
  + `spec: {${[spec, ''].filter((part, index) => part || index).join(', ')}strategy: {canary: {${delay && `${delay}, `}dynamicStableScale: true, `
  + `steps: [${weights.split(', ').map((weight) => `{setWeight: ${weight}}, {pause: {}}`).join(', ')}], trafficRouting: {nginx: {stableIngress: web}}}}}}`;
const ABORT = (weight: number, delay: number) => `${CANARY}/abortScaleDownDelaySeconds: with dynamicStableScale an abort ends at a weight of ${weight} `
  + `where a delay is given, got ${delay}: leave abortScaleDownDelaySeconds out`;

export const TARGET_CASES: Record<string, RuleCases> = {
  'target-knows-field': {
    accepts: [STEP, DATADOG, at('v1.8.5', STEP), at('v1.10.2', DATADOG), at('v1.11.0', DATADOG), at('v1.7.2', rollout('steps: [{setWeight: 20}]'))],
    rejects: {
      [`${CANARY}/steps/0/plugin: "plugin" needs Argo Rollouts v1.8, got v1.7: leave it out, or raise the version`]: at('v1.7.2', STEP),
      ['/spec/metrics/0/provider/datadog/requestTimeout: "requestTimeout" needs Argo Rollouts v1.10, got v1.9: leave it out, or raise the version']:
        at('v1.9.3', DATADOG),
      [`${CANARY}/replicaProgressThreshold: "replicaProgressThreshold" needs Argo Rollouts v1.9, got v1.7: leave it out, or raise the version`]:
        at('v1.6.6', rollout('replicaProgressThreshold: {type: Pods, value: 1}')),
    },
  },
  'target-knows-function': {
    accepts: [UNIQ, at('v1.10.0', UNIQ), at('v1.9.3', metric('provider: {web: {url: "http://a"}}, successCondition: "len(result) == 1"'))],
    rejects: { '/spec/metrics/0/successCondition: the function "uniq" needs Argo Rollouts v1.10, got v1.9': at('v1.9.3', UNIQ) },
  },
  'target-plugins-follow': {
    accepts: [
      rollout(`${PLUGINS}, ${PING_PONG}`), at('v1.9.3', rollout(PLUGINS)), at('v1.9.3', rollout(`trafficRouting: {istio: {}}, ${PING_PONG}, ${MIRROR}`)),
      at('v1.9.3', rollout(`trafficRouting: {istio: {}, plugins: {example/router: {}}}, ${MIRROR}`)),
      at('v1.9.3', rollout(`trafficRouting: {alb: {}, plugins: {example/router: {}}}, ${PING_PONG}`)),
    ],
    rejects: {
      [`${CANARY}/pingPong: "pingPong" with a plugin as router needs Argo Rollouts v1.10, got v1.9`]: at('v1.9.3', rollout(`${PLUGINS}, ${PING_PONG}`)),
      [`${CANARY}/steps/0/setMirrorRoute: "setMirrorRoute" with a plugin as router needs Argo Rollouts v1.10, got v1.8`]:
        at('v1.8.5', rollout(`${PLUGINS}, ${MIRROR}`)),
    },
  },
  'target-reads-name': {
    accepts: [dotted('web.v2.shop'), dotted('web.svc'), dotted('web.shop.cluster.local'), at('v1.9.3', dotted('web.shop')), at('v1.9.3', dotted('web.shop.svc.cluster.local'))],
    rejects: {
      [`${CANARY}/trafficRouting/istio/virtualServices/1/name: Argo Rollouts v1.9 reads "web.v2.shop" as "web" in the namespace "v2", `
        + 'from v1.10 on it is read whole: give the VirtualService a name without dots']: at('v1.9.3', dotted('web.v2.shop')),
      [`${CANARY}/trafficRouting/istio/virtualServices/1/name: from Argo Rollouts v1.10 on "web.shop.svc.cluster.local" is read as "web.shop" in the namespace "svc": `
        + 'write "web.shop"']: dotted('web.shop.svc.cluster.local'),
    },
  },
  'target-reaches-pods': {
    accepts: [
      PODS(2, 3), at('v1.9.3', PODS(2, 2)), at('v1.9.3', PODS(0, 3)),
      at('v1.9.3', '{kind: Rollout, metadata: {name: api}, spec: {replicas: 2, strategy: {canary: {minPodsPerReplicaSet: 3}}}}'),
    ],
    rejects: {
      [`${CANARY}/minPodsPerReplicaSet: before Argo Rollouts v1.10 minPodsPerReplicaSet may be at most the number of replicas (2), got 3`]:
        at('v1.9.3', PODS(2, 3)),
    },
  },
  'target-ends-abort': {
    accepts: [
      DYNAMIC('10, 20, 50', '', ''), DYNAMIC('10, 20, 50', 'abortScaleDownDelaySeconds: 0'), at('v1.8.3', DYNAMIC('10, 20, 50')), DYNAMIC('50'), DYNAMIC('50, 50'),
      DYNAMIC('5, 10', undefined, 'replicas: 1'), DYNAMIC('10, 20', undefined, 'replicas: 5'), DYNAMIC('0, 50'),
      DYNAMIC('10, 20, 50').replace('dynamicStableScale: true', 'dynamicStableScale: false'), DYNAMIC('10, 20, 50').replace(/, trafficRouting: .*?}}/, ''),
    ],
    rejects: {
      [ABORT(20, 30)]: DYNAMIC('10, 20, 50'),
      [ABORT(20, 60)]: at('v1.9.0', DYNAMIC('20, 100', 'abortScaleDownDelaySeconds: 60', 'replicas: 10')),
      [ABORT(10, 30)]: DYNAMIC('50, 10'),
      [ABORT(30, 30)]: DYNAMIC('30', undefined, 'replicas: 10').replace('steps: [', 'steps: [{setCanaryScale: {replicas: 5}}, '),
    },
  },
  'traefik-group-served': {
    accepts: [traefik('traefik.io'), at('v1.9.3', traefik('traefik.containo.us')), rollout('trafficRouting: {traefik: {weightedTraefikServiceName: web}}')],
    rejects: Object.fromEntries([['v1.10', 'traefik.io', 'traefik.containo.us'], ['v1.9', 'traefik.containo.us', 'traefik.io']].map(([version, wanted, got]) => [
      `${CANARY}/trafficRouting/traefik/weightedTraefikServiceName: Argo Rollouts ${version} looks for TraefikServices of ${wanted}, got TraefikService "web" of ${got}: `
        + 'write it so, or start the controller with --traefik-api-group and --traefik-api-version', at(`${version}.0`, traefik(got)),
    ])),
  },
};
