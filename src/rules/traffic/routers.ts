import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { canDo, routersOf, routersThatCan } from '../../reading/routers';
import { isBefore } from '../../reading/target-version';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { within } from '../rule/violations';

type Canary = Record<string, any>;

/** A rule about the canary strategy. The pointer of a violation starts inside it. */
function canaryRule(
  rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(canary: Canary, spec: Record<string, any>, circumstances: Circumstances): Violation[] },
): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check: ({ spec }: Manifest, _: Bundle, circumstances: Circumstances) => {
      return within(['spec', 'strategy', 'canary'], rule.check(spec?.strategy?.canary ?? {}, spec ?? {}, circumstances));
    },
  };
}

const routingHasRouter = canaryRule({
  id: 'routing-has-router',
  stage: 'never',
  why: 'nobody moves traffic then: the canary gets its share by its number of pods, whatever the weight says',
  check({ trafficRouting }) {
    return !trafficRouting || routersOf(trafficRouting).length > 0 ? [] : [{
      pointer: pointer('trafficRouting'),
      message: `traffic routing needs a router, got ${Object.keys(trafficRouting).join(', ') || 'none'}: add one, or leave trafficRouting out`,
    }];
  },
});

const pingPongNeedsRouter = canaryRule({
  id: 'ping-pong-needs-router',
  stage: 'lint',
  why: 'the controller refuses two Services that take turns with a router that cannot follow, and without a router nothing follows',
  check({ pingPong, trafficRouting }) {
    const got = routersOf(trafficRouting);
    return !pingPong || got.some((router) => canDo(router, 'pingPong')) ? [] : [{
      pointer: pointer('pingPong'),
      message: `pingPong needs a router that can take turns (${routersThatCan('pingPong').join(', ')}), got ${got.join(', ') || 'none'}`,
    }];
  },
});

const rootServiceGiven = canaryRule({
  id: 'root-service-given',
  stage: 'lint',
  why: 'without a Service of its own for the Ingress the controller refuses Services that take turns',
  check({ pingPong, trafficRouting }) {
    return !pingPong || !trafficRouting?.alb || trafficRouting.alb.rootService ? [] : [{
      pointer: pointer('trafficRouting', 'alb', 'rootService'),
      message: 'alb with pingPong needs a rootService, got none',
    }];
  },
});

const STRICT_ROUTERS = ['smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik'];

const routerNeedsServices = canaryRule({
  id: 'router-needs-services',
  stage: 'lint',
  why: 'the controller refuses a router that has no two Services to move traffic between',
  check({ pingPong, trafficRouting, ...canary }) {
    const needs = [
      ...STRICT_ROUTERS,
      ...pingPong ? [] : ['alb'],
      // beside Services that take turns, the controller expects both of the others in the routes of Istio, or neither
      ...(pingPong && !canary.stableService && !canary.canaryService) || trafficRouting?.istio?.destinationRule ? [] : ['istio'],
    ];
    const router = routersOf(trafficRouting).find((name) => needs.includes(name));
    return !router ? [] : ['stableService', 'canaryService'].filter((service) => !canary[service]).map((service) => ({
      pointer: pointer(service),
      message: `the router ${router} needs a stableService and a canaryService, got no ${service}`,
    }));
  },
});

const maxWeightNeedsRouter = canaryRule({
  id: 'max-weight-needs-router',
  stage: 'lint',
  why: 'the controller refuses a total that no router counts to',
  check({ trafficRouting }) {
    const got = routersOf(trafficRouting);
    return trafficRouting?.maxTrafficWeight === undefined || got.some((router) => canDo(router, 'maxTrafficWeight')) ? [] : [{
      pointer: pointer('trafficRouting', 'maxTrafficWeight'),
      message: `maxTrafficWeight needs a router with a total of its own (${routersThatCan('maxTrafficWeight').join(', ')}), got ${got.join(', ') || 'none'}`,
    }];
  },
});

const routersShareTotal = canaryRule({
  id: 'routers-share-total',
  stage: 'traffic',
  why: 'only nginx and plugins count to another total than 100: others give the canary a share that is too large',
  check({ trafficRouting }) {
    const total = trafficRouting?.maxTrafficWeight ?? 100;
    const others = total === 100 ? [] : routersOf(trafficRouting).filter((router) => !canDo(router, 'maxTrafficWeight'));
    return others.length === 0 ? [] : [{
      pointer: pointer('trafficRouting', 'maxTrafficWeight'),
      message: `maxTrafficWeight must be 100 beside the router ${others.join(' and ')}, got ${total}: leave it out`,
    }];
  },
});

const maxWeightPositive = canaryRule({
  id: 'max-weight-positive',
  stage: 'traffic',
  why: 'the controller divides by it, and panics each time it looks at the rollout',
  check({ trafficRouting }) {
    return !(trafficRouting?.maxTrafficWeight < 1) ? [] : [{
      pointer: pointer('trafficRouting', 'maxTrafficWeight'),
      message: `maxTrafficWeight must be at least 1, got ${trafficRouting.maxTrafficWeight}`,
    }];
  },
});

const minPodsFit: Rule = {
  ...canaryRule({
    id: 'min-pods-fit',
    stage: 'traffic',
    why: 'a version never gets more pods than the rollout has, so there are fewer than was asked for',
    check({ minPodsPerReplicaSet, trafficRouting }, { replicas }, { target }) {
      return isBefore(target, 'v1.10') || !trafficRouting || !(replicas > 0) || !(minPodsPerReplicaSet > replicas) ? [] : [{
        pointer: pointer('minPodsPerReplicaSet'),
        message: `minPodsPerReplicaSet may be at most the number of replicas (${replicas}), got ${minPodsPerReplicaSet}`,
      }];
    },
  }),
  severity: Severity.WARNING,
};

const THRESHOLDS = ['Percent', 'Pods'];

const thresholdCanBeMet = canaryRule({
  id: 'threshold-can-be-met',
  stage: 'never',
  why: 'a threshold above what there is is never met, so the step waits for ever; another type is taken for a number of pods',
  check({ replicaProgressThreshold }) {
    const { type, value } = replicaProgressThreshold ?? {};
    const path = ['replicaProgressThreshold'];
    const unknown = type === undefined || THRESHOLDS.includes(type) ? [] : [{
      pointer: pointer(...path, 'type'),
      message: `the type of the threshold must be one of ${THRESHOLDS.join(', ')}, got "${type}"`,
    }];
    return value === undefined || (value >= 0 && (type !== 'Percent' || value <= 100)) ? unknown : [...unknown, {
      pointer: pointer(...path, 'value'),
      message: `the threshold must be ${type === 'Percent' ? 'between 0 and 100' : 'at least 0'}, got ${value}`,
    }];
  },
});

export const ROUTER_RULES: readonly Rule[] = [
  routingHasRouter, pingPongNeedsRouter, rootServiceGiven, routerNeedsServices,
  maxWeightNeedsRouter, routersShareTotal, maxWeightPositive, minPodsFit, thresholdCanBeMet,
];
