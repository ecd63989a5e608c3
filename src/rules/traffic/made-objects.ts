import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, pointer, valueAt } from '../../manifest/pointer';
import { isOf, namedObjects } from '../../reading/named-objects';
import { routersOf, ROUTING } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** The name of an object that the controller will make, and what in the rollout makes it do so. */
interface Made {
  readonly name: string;
  readonly path: Path;
}

const LONGEST_NAME = 253;
const SUFFIX = '-canary';

function canaryName(name: string): string {
  return name.slice(0, LONGEST_NAME - SUFFIX.length) + SUFFIX;
}

/** The objects that the routers make. */
const MAKERS: Record<string, { kind: string; group: string; madeFor(rollout: Manifest): Made[] }> = {
  nginx: {
    kind: 'Ingress',
    group: 'networking.k8s.io',
    madeFor: (rollout) => namedObjects(rollout, 'Ingress').filter(({ path }) => path.includes('nginx'))
      .map(({ name, path }) => ({ name: canaryName(`${rollout.metadata.name}-${name}`), path })),
  },
  smi: {
    kind: 'TrafficSplit',
    group: 'split.smi-spec.io',
    madeFor: (rollout) => {
      const smi = valueAt(rollout, [...ROUTING, 'smi']);
      return !smi ? [] : [{ name: smi.trafficSplitName || rollout.metadata.name, path: [...ROUTING, 'smi'] }];
    },
  },
  ambassador: {
    kind: 'Mapping',
    group: 'getambassador.io',
    madeFor: (rollout) => namedObjects(rollout, 'Mapping').map(({ name, path }) => ({ name: canaryName(name), path })),
  },
  apisix: {
    kind: 'ApisixRoute',
    group: 'apisix.apache.org',
    madeFor: (rollout) => !valueAt(rollout, [...ROUTING, 'apisix']) ? [] : walk(rollout).flatMap(({ step: { setHeaderRoute }, index }) => !setHeaderRoute?.match ? []
      : [{ name: setHeaderRoute.name, path: ['spec', 'strategy', 'canary', 'steps', index, 'setHeaderRoute', 'name'] }]),
  },
};

const objectLeftToController: Rule = {
  id: 'object-left-to-controller',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller makes the object itself: one that is there already it does not touch, and no step completes, or it takes it over and deletes it',
  check(rollout: Manifest, bundle: Bundle) {
    return routersOf(rollout.spec?.strategy?.canary?.trafficRouting).flatMap((router) => !Object.hasOwn(MAKERS, router) ? []
      : MAKERS[router].madeFor(rollout).flatMap((made) => taken(made, MAKERS[router], rollout, bundle)));
  },
};

function taken({ name, path }: Made, { kind, group }: { kind: string; group: string }, rollout: Manifest, bundle: Bundle): Violation[] {
  const object = bundle.find(kind, name, rollout.metadata.namespace);
  return !isOf(object, group) || isOwnedBy(rollout, object) ? [] : [{
    pointer: pointer(...path),
    message: `the controller makes ${kind} "${name}", which is deployed as well: leave it out, or rename it`,
  }];
}

/** Whether it is one that the controller has made, and somebody has read from the cluster. */
function isOwnedBy({ metadata: { name } }: Manifest, { metadata }: Manifest): boolean {
  const owners: unknown = (metadata as Record<string, any>).ownerReferences;
  return Array.isArray(owners) && owners.some((owner) => owner?.kind === 'Rollout' && owner.name === name);
}

export const MADE_OBJECT_RULES: readonly Rule[] = [objectLeftToController];
