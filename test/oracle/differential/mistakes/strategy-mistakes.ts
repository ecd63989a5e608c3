import { atRollout, atStrategy, CANARY, Mistake, routedBy } from '../mistake';
import { Plan, ROUTERS } from '../plan';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const NOT_ONE = [{}, { [PREFERRED]: { weight: 1 }, [REQUIRED]: {} }];
const NO_WEIGHT = [{ [PREFERRED]: { weight: 0 } }, { [PREFERRED]: { weight: 101 } }, { [PREFERRED]: { weight: -1 } }];

const BLUE_GREEN: readonly Mistake[] = [
  atStrategy('one Service twice', 'blueGreen', 'previewService', ['active']),
  atStrategy('an active Service without a name', 'blueGreen', 'activeService', [''], { several: true }),
  { what: 'two Services without a name', needs: { strategy: 'blueGreen' }, make: ({ rollout }) => Object.assign(rollout.spec.strategy.blueGreen ?? {}, { activeService: '', previewService: '' }) },
  atStrategy('more old pods than history', 'blueGreen', 'scaleDownDelayRevisionLimit', [11, 100]),
  atStrategy('not one anti-affinity', 'blueGreen', 'antiAffinity', NOT_ONE),
  atStrategy('an anti-affinity without a weight', 'blueGreen', 'antiAffinity', NO_WEIGHT),
];

const STRICT = ['nginx', 'smi', 'ambassador', 'appMesh', 'traefik', 'apisix'] as const;

/** Without one of the Services that routers need. */
const SERVICELESS: readonly Mistake[] = STRICT.flatMap((router) => ['stableService', 'canaryService'].map((service) => (
  atStrategy('a router without a Service', 'canary', service, [undefined, ''], routedBy(router)))));

function all(what: string, fields: Record<string, unknown>, needs: Partial<Plan>): Mistake {
  return {
    what,
    needs: { ...needs, strategy: 'canary' },
    make({ rollout }) {
      Object.assign(rollout.spec.strategy.canary ?? {}, structuredClone(fields));
    },
  };
}

const PAIR = { pingService: 'ping', pongService: 'pong' };
const WITHOUT_TURNS = ROUTERS.filter((router) => !['none', 'alb', 'istio', 'plugins'].includes(router));

const CANARY_MISTAKES: readonly Mistake[] = [
  all('pods that cannot move', { maxSurge: 0, maxUnavailable: 0 }, {}),
  all('pods that cannot move', { maxSurge: '0%', maxUnavailable: 0 }, {}),
  all('pods that cannot move', { maxSurge: '0', maxUnavailable: '0%' }, {}),
  all('pods that cannot move', { maxSurge: 'some', maxUnavailable: 'few' }, {}),
  all('one Service for both versions', { stableService: 'canary', canaryService: 'canary' }, {}),
  ...WITHOUT_TURNS.map((router) => all('Services that take turns where the router cannot', { pingPong: PAIR }, { router })),
  atStrategy('a ping Service without a name', 'canary', 'pingPong', [{ ...PAIR, pingService: '' }], { router: 'istio', pingPong: true }),
  atStrategy('a pong Service without a name', 'canary', 'pingPong', [{ ...PAIR, pongService: '' }], { router: 'istio', pingPong: true }),
  atStrategy('a Service that takes turns with itself', 'canary', 'pingPong', [{ pingService: 'ping', pongService: 'ping' }], { router: 'istio', pingPong: true }),
  atStrategy('no root Service', 'canary', 'trafficRouting/alb/rootService', [undefined], { router: 'alb', pingPong: true }),
  ...SERVICELESS,
  all('istio without Services', { stableService: undefined }, { router: 'istio', pingPong: false, subsets: false }),
  all('alb without Services', { canaryService: '' }, { router: 'alb', pingPong: false }),
  all('a delay without a router', { scaleDownDelaySeconds: 30 }, { router: 'none' }),
  all('a dynamic scale without a router', { dynamicStableScale: true }, { router: 'none' }),
  all('two ways to scale down', { dynamicStableScale: true, scaleDownDelaySeconds: 30 }, { router: 'smi' }),
  ...(['istio', 'alb', 'smi', 'traefik'] as const).map((router) => (
    atStrategy('a total that the router does not have', 'canary', 'trafficRouting/maxTrafficWeight', [1000, 50], { router }))),
  atStrategy('not one anti-affinity of a canary', 'canary', 'antiAffinity', NOT_ONE),
  atStrategy('an anti-affinity of a canary without a weight', 'canary', 'antiAffinity', NO_WEIGHT),
];

export const STRATEGY_MISTAKES: readonly Mistake[] = [
  ...BLUE_GREEN, ...CANARY_MISTAKES, atRollout('a canary of nothing', 'spec/strategy/canary/maxSurge', [0], CANARY),
];
