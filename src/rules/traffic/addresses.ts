import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer, valueAt } from '../../manifest/pointer';
import { remembered, rememberedWith } from '../../manifest/remembered';
import { titleOf } from '../../reading/analyses';
import { classOf, Entrance, entrancesOf } from '../../reading/entrances';
import { foundObjects } from '../../reading/named-objects';
import { Fields, routersOf } from '../../reading/routers';
import { servicesOf } from '../../reading/strategy-services';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { Routed, routerRule } from './router-rule';

/** A way to a Service, and the object that opens it. */
interface OpenedEntrance extends Entrance {
  readonly object: Manifest;
}

/** The ways to each Service of a name, whatever its namespace. */
const entrancesIn = remembered(({ entries }: Bundle): Map<string, OpenedEntrance[]> => {
  const byService = new Map<string, OpenedEntrance[]>();
  for (const { manifest } of entries) {
    for (const entrance of entrancesOf(manifest)) {
      byService.set(entrance.service, [...byService.get(entrance.service) ?? [], { ...entrance, object: manifest }]);
    }
  }
  return byService;
});

function waysTo(service: string | undefined, namespace: string | undefined, bundle: Bundle): OpenedEntrance[] {
  const ways = service ? entrancesIn(bundle).get(service) ?? [] : [];
  return ways.filter(({ object }) => (object.metadata?.namespace ?? namespace) === (namespace ?? object.metadata?.namespace));
}

const CANARY_ANNOTATION = 'canary';
const DEFAULT_PREFIX = 'nginx.ingress.kubernetes.io';

function isCanaryIngress({ metadata }: Manifest, prefix: string): boolean {
  return String(valueAt(metadata, ['annotations', `${prefix}/${CANARY_ANNOTATION}`])) === 'true';
}

const canaryIngresses = rememberedWith((bundle: Bundle, prefix: string) => bundle.ofKind('Ingress').filter((manifest) => isCanaryIngress(manifest, prefix)));

const canaryIngressOnce = routerRule('nginx', {
  id: 'canary-ingress-once',
  stage: 'traffic',
  why: 'the controller makes an Ingress for the canary itself: ingress-nginx refuses a second one for the same host and path, or the two weights fight',
  check(nginx: Fields, routed: Routed) {
    const prefix: string = nginx.annotationPrefix || DEFAULT_PREFIX;
    const stable = foundObjects(routed.rollout, 'Ingress', routed.bundle).filter(({ path }) => path.includes('nginx')).map(({ object }) => object);
    const split = stable.flatMap(entrancesOf).filter(({ service }) => service === routed.canary.stableService).map(({ address }) => address);
    const isSame = ({ service, address }: Entrance) => split.length > 0 ? split.includes(address) : service === routed.canary.canaryService;
    return canaryIngresses(routed.bundle, prefix).filter((manifest) => isElsewhere(manifest, routed))
      .filter((manifest) => entrancesOf(manifest).some(isSame))
      .map(({ metadata }): Violation => ({
        pointer: pointer(nginx.stableIngress ? 'stableIngress' : 'stableIngresses'),
        message: `Ingress "${metadata.name}" is a canary for the same host and path as the one that the controller makes: leave it out`,
      }));
  },
});

/** Whether an Ingress is in the namespace of a rollout and is not one that the controller has made for it. */
function isElsewhere({ metadata }: Manifest, { rollout }: Routed): boolean {
  const { name, namespace } = rollout.metadata;
  const owners: unknown = (metadata as Fields).ownerReferences;
  const isOwned = Array.isArray(owners) && owners.some((owner) => owner?.kind === 'Rollout' && owner.name === name);
  return !isOwned && (metadata.namespace ?? namespace) === (namespace ?? metadata.namespace);
}

/** Which rollouts are behind an address, by namespace. */
interface Behind {
  readonly rollout: string;
  readonly place: string;
  readonly object: Manifest;
}

const behindAddresses = remembered((bundle: Bundle): Map<string, Behind[]> => {
  const byAddress = new Map<string, Behind[]>();
  for (const rollout of bundle.ofKind('Rollout')) {
    for (const { address, object, rule } of addressesOf(rollout, bundle)) {
      const behind = { rollout: rollout.metadata.name, place: `${object.kind}/${object.metadata?.name}/${rule}`, object };
      byAddress.set(address, [...byAddress.get(address) ?? [], behind]);
    }
  }
  return byAddress;
});

function addressesOf(rollout: Manifest, bundle: Bundle): (OpenedEntrance & { address: string })[] {
  const namespace = rollout.metadata?.namespace;
  const ways = servicesOf(rollout).flatMap(({ name }) => waysTo(name, namespace, bundle));
  return ways.flatMap((way) => way.address === undefined || isCanaryIngress(way.object, DEFAULT_PREFIX) ? []
    : [{ ...way, address: `${namespace ?? ''} ${way.object.kind} ${classOf(way.object) ?? ''} ${way.address}` }]);
}

const addressOnce: Rule = {
  id: 'address-once',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'only one of the two gets the requests, or the second object is refused: which of them depends on who was there first',
  check(rollout, bundle) {
    const { name } = rollout.metadata;
    const violations = addressesOf(rollout, bundle).flatMap(({ address, object, rule }) => {
      const place = `${object.kind}/${object.metadata?.name}/${rule}`;
      const other = behindAddresses(bundle).get(address)?.find((one) => one.rollout !== name && one.place !== place);
      return !other ? [] : [`${titleOf(object)} takes the same requests as ${titleOf(other.object)} of Rollout "${other.rollout}": give them hosts or paths of their own`];
    });
    return [...new Set(violations)].map((message) => ({ pointer: pointer('spec', 'strategy'), message }));
  },
};

const OPEN_TYPES = ['LoadBalancer', 'NodePort'];

const weightsReachUsers: Rule = {
  id: 'weights-reach-users',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'without traffic routing the weight is a number of pods, of which the stable Service leads only to the old ones: no user sees the new version, and fewer and fewer '
    + 'pods serve all of them',
  check({ metadata, spec }, bundle) {
    const { stableService, canaryService, trafficRouting } = spec?.strategy?.canary ?? {};
    const isRouted = routersOf(trafficRouting).length > 0 || waysTo(canaryService, metadata?.namespace, bundle).length > 0;
    const [way] = isRouted ? [] : waysTo(stableService, metadata?.namespace, bundle);
    const type = isRouted || !stableService ? undefined : bundle.find('Service', stableService, metadata?.namespace)?.spec?.type;
    const entrance = way ? titleOf(way.object) : OPEN_TYPES.includes(type) ? `its type ${type}` : undefined;
    return entrance === undefined ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'stableService'),
      message: `users come to Service "${stableService}" by ${entrance}, which leads to the old version alone, got no trafficRouting: `
        + 'add a router, or lead them to a Service that rollouts do not name',
    }];
  },
};

export const ADDRESS_RULES: readonly Rule[] = [canaryIngressOnce, addressOnce, weightsReachUsers];
