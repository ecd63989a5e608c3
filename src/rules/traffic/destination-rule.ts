import { Manifest } from '../../manifest/bundle';
import { HASH_LABEL } from '../../manifest/names';
import { valueAt } from '../../manifest/pointer';
import { fieldsIn } from '../../reading/named-objects';
import { podLabels } from '../../reading/pod-labels';
import { SECTIONS, splitRoutes, virtualServicesOf } from '../../reading/virtual-service';
import { Rule } from '../rule/rule';
import { routedObjectRule } from './router-rule';

function subsetsOf({ spec }: Manifest): unknown[] {
  return fieldsIn(spec?.subsets).map(({ name }) => name);
}

const subsetFound = routedObjectRule('DestinationRule', {
  id: 'subset-found',
  stage: 'traffic',
  why: 'requests for a subset that does not exist fail, and the controller adds none',
  check(object, { canary }) {
    const { canarySubsetName, stableSubsetName } = canary.trafficRouting.istio.destinationRule;
    const got = subsetsOf(object);
    return [canarySubsetName, stableSubsetName].filter((name) => name && !got.includes(name))
      .map((name) => `needs the subset "${name}", got ${got.join(', ') || 'none'}`);
  },
});

const subsetsKept = routedObjectRule('DestinationRule', {
  id: 'subsets-kept',
  stage: 'never',
  why: 'the controller takes every other subset away, one of additionalSubsetNames as well, and requests for it fail',
  check(object, { canary }) {
    const { canarySubsetName, stableSubsetName } = canary.trafficRouting.istio.destinationRule;
    const others = subsetsOf(object).filter((name) => name !== canarySubsetName && name !== stableSubsetName);
    return others.length === 0 ? []
      : [`may have the subsets "${stableSubsetName}" and "${canarySubsetName}" only, got ${others.join(', ')}: give others a DestinationRule of their own`];
  },
});

/** Labels that a mesh gives to pods itself. */
const OF_MESH = /(^|[./])istio\.io\//;

const subsetSelectsPods = routedObjectRule('DestinationRule', {
  id: 'subset-selects-pods',
  stage: 'traffic',
  why: 'a subset without pods answers every request with an error',
  check(object, { canary, rollout, bundle }) {
    const { canarySubsetName, stableSubsetName } = canary.trafficRouting.istio.destinationRule;
    const labels = podLabels(rollout, bundle);
    const roles = [{ name: canarySubsetName, role: canary.canaryMetadata }, { name: stableSubsetName, role: canary.stableMetadata }];
    return !labels ? [] : roles.flatMap(({ name, role }) => {
      const own = { ...labels, ...role?.labels };
      const subset = fieldsIn(object.spec?.subsets).find((one) => name && one.name === name);
      const asked: Record<string, unknown> = valueAt(subset, ['labels']) ?? {};
      const [wrong] = Object.keys(asked).filter((key) => key !== HASH_LABEL && !OF_MESH.test(key) && own[key] !== asked[key]);
      return wrong === undefined ? [] : [`selects ${wrong}: ${JSON.stringify(asked[wrong])} in its subset "${name}", but the pods have `
        + `${JSON.stringify(own[wrong] ?? 'no such label')}: leave the label out, the controller adds the one that tells the versions apart`];
    });
  },
});

/** Two ways to write one host may differ in what follows the name of the Service. */
function serviceOf(host: unknown): string {
  return String(host ?? '').split('.')[0];
}

const subsetHostFits = routedObjectRule('DestinationRule', {
  id: 'subset-host-fits',
  stage: 'traffic',
  why: 'subsets are looked for in the DestinationRule of the host that a route leads to, so those of another are never used',
  check({ spec }, { canary, rollout, bundle }) {
    const { canarySubsetName, stableSubsetName } = canary.trafficRouting.istio.destinationRule;
    const hosts = virtualServicesOf(rollout, bundle).flatMap((virtualService) => SECTIONS.flatMap((section) => splitRoutes(virtualService, section)))
      .flatMap(({ route }) => fieldsIn(route.route))
      .filter(({ destination }) => [canarySubsetName, stableSubsetName].includes(destination?.subset))
      .map(({ destination }) => destination.host);
    return [...new Set(hosts)].filter((host) => serviceOf(host) !== serviceOf(spec?.host))
      .map((host) => `must be about the host "${host}", to which the VirtualService leads, got "${spec?.host}"`);
  },
});

export const DESTINATION_RULE_RULES: readonly Rule[] = [subsetFound, subsetsKept, subsetSelectsPods, subsetHostFits];
