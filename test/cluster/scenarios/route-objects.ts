import { Chart } from 'cdk8s';
import {
  AlbTrafficRouting, AmbassadorTrafficRouting, ApisixTrafficRouting, CanaryRollout, SmiTrafficRouting, TraefikTrafficRouting,
} from 'cdk8s-argo-rollouts';
import { Kind, Manifest } from '../api';
import { until } from '../expect';
import { Place, Scenario } from '../scenario';
import { canaryProps } from './web';

/** A router whose objects the controller writes itself. */
interface Routed {
  readonly router: string;
  /** Where the weight of the new version is. */
  readonly kind: Kind;
  readonly object: string;
  route(chart: Chart, rollout: CanaryRollout): void;
  /** Undefined where the controller has not written yet. */
  canaryWeight(object: Manifest): number | undefined;
}

const HOST = 'web.example';
const CANARY = 'web-canary';

function weightIn(entries: readonly Manifest[], name: string): number | undefined {
  return entries.find((entry) => entry[name] === CANARY)?.weight;
}

const ROUTED: readonly Routed[] = [
  {
    router: 'alb',
    route: (chart, rollout) => new AlbTrafficRouting(chart, 'Traffic', { rollout, host: HOST }),
    kind: 'Ingress',
    object: 'web',
    canaryWeight({ metadata }) {
      const action = metadata.annotations['alb.ingress.kubernetes.io/actions.web-stable'];
      // without weight it is left out
      return action && (JSON.parse(action).ForwardConfig.TargetGroups.find(({ ServiceName }: Manifest) => ServiceName === CANARY)?.Weight ?? 0);
    },
  },
  {
    router: 'smi',
    route: (chart, rollout) => new SmiTrafficRouting(chart, 'Traffic', { rollout }),
    kind: 'TrafficSplit',
    object: 'web',
    canaryWeight: ({ spec }) => weightIn(spec.backends, 'service'),
  },
  {
    router: 'traefik',
    route: (chart, rollout) => new TraefikTrafficRouting(chart, 'Traffic', { rollout, host: HOST }),
    kind: 'TraefikService',
    object: 'web',
    canaryWeight: ({ spec }) => weightIn(spec.weighted.services, 'name'),
  },
  {
    router: 'apisix',
    route: (chart, rollout) => new ApisixTrafficRouting(chart, 'Traffic', { rollout, host: HOST }),
    kind: 'ApisixRoute',
    object: 'web',
    canaryWeight: ({ spec }) => weightIn(spec.http[0].backends, 'serviceName'),
  },
  {
    // nobody here converts, and the controller reads this version
    router: 'ambassador',
    route: (chart, rollout) => new AmbassadorTrafficRouting(chart, 'Traffic', { rollout, host: HOST, apiVersion: 'getambassador.io/v2' }),
    kind: 'Mapping',
    object: CANARY,
    canaryWeight: ({ spec }) => spec.weight,
  },
];

/** Walks an update through two weights to its end, and sees each in the object of the router. */
function weights({ router, route, kind, object, canaryWeight }: Routed): Scenario {
  return {
    name: `${router}-weights`,
    async run(shop) {
      const web = shop.rollout('web');
      const version = (text: string) => shop.deploy((chart) => route(chart, new CanaryRollout(chart, 'Web', canaryProps(text))));
      const has = (weight: number) => seesWeight(shop, kind, object, canaryWeight, weight);
      await version('1');
      await web.is('Healthy');
      await version('2');
      await web.isPausedAt(1);
      await has(25);
      await web.follow('Go on');
      await web.isPausedAt(3);
      await has(50);
      await web.follow('Go on');
      await web.is('Healthy');
      await has(0);
    },
  };
}

/** Where there is no object, the new version gets nothing. */
function seesWeight(shop: Place, kind: Kind, name: string, canaryWeight: Routed['canaryWeight'], weight: number): Promise<unknown> {
  let seen: number | undefined;
  return until(`the canary has ${weight} percent in ${kind} ${name}`, async () => {
    const object = await shop.get(kind, name);
    seen = object ? canaryWeight(object) : 0;
    return seen === weight;
  }, undefined, () => `it has ${seen}`);
}

export const routeObjectScenarios: readonly Scenario[] = ROUTED.map(weights);
