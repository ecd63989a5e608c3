import { RuleCases } from '../rule-cases';

const rollout = (spec: string, name = 'api') => `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ${name}}, spec: {${spec}}}`;
const canary = (fields: string) => rollout(`strategy: {canary: {${fields}}}`);
const step = (fields: string, others = '') => canary(`steps: [{setWeight: 5}, {${fields}}]${others}`);

const STEPS = '/spec/strategy/canary/steps/1';
const PAUSE_ALLOWED = 'give seconds or a duration such as 5m, or no duration to wait until promoted';

export const STEPS_CASES: Record<string, RuleCases> = {
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
      [`${STEPS}/setHeaderRoute: setHeaderRoute needs a router that can route by header (alb, apisix, istio, plugins), got no traffic routing`]:
        step('setHeaderRoute: {name: a}'),
      [`${STEPS}/setHeaderRoute: setHeaderRoute needs a router that can route by header (alb, apisix, istio, plugins), got nginx`]:
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
};
