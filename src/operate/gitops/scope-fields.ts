import { Construct } from 'constructs';
import { Bundle, Manifest } from '../../manifest/bundle';
import { HASH_LABEL } from '../../manifest/names';
import { manifestsIn } from './manifests-in';
import { OwnedFields } from './owned-fields';
import { READ_KINDS, ROUTER_FIELDS } from './router-fields';

/**
 * What the controller writes to the objects that the rollouts of a scope name, whoever made these.
 */
export function ownedFields(scope: Construct): OwnedFields[] {
  const bundle = new Bundle(manifestsIn(scope, ['Rollout', ...READ_KINDS]).map((manifest) => ({ manifest, origin: undefined })));
  return bundle.ofKind('Rollout').flatMap((rollout) => [
    ...servicesOf(rollout),
    ...workloadOf(rollout),
    ...routesOf(rollout, bundle),
  ]);
}

/** Applied on the server's side a selector is replaced as a whole, and without the hash it leads to both versions. */
function servicesOf({ metadata, spec }: Manifest): OwnedFields[] {
  const { blueGreen, canary } = spec?.strategy ?? {};
  const names: (string | undefined)[] = [
    blueGreen?.activeService, blueGreen?.previewService,
    canary?.stableService, canary?.canaryService, canary?.pingPong?.pingService, canary?.pingPong?.pongService,
  ];
  return names.flatMap((name) => name === undefined ? [] : [{
    kind: 'Service',
    name,
    namespace: metadata.namespace,
    jsonPointers: [`/spec/selector/${HASH_LABEL}`],
    fluxPaths: ['/spec/selector'],
  }]);
}

/** The controller scales a Deployment down during the first revision alone, so a sync that scales it up does so for good. */
function workloadOf({ metadata, spec }: Manifest): OwnedFields[] {
  const { kind, name, scaleDown = 'never' } = spec?.workloadRef ?? {};
  return kind !== 'Deployment' || scaleDown === 'never' ? [] : [{
    group: 'apps',
    kind,
    name,
    namespace: metadata.namespace,
    jsonPointers: ['/spec/replicas'],
    fluxPaths: ['/spec/replicas'],
    harmful: true,
  }];
}

function routesOf({ metadata, spec }: Manifest, bundle: Bundle): OwnedFields[] {
  const canary = spec?.strategy?.canary;
  const { managedRoutes: _, maxTrafficWeight: __, ...routers } = canary?.trafficRouting ?? {};
  return Object.entries(routers).flatMap(([router, routing]) => {
    const fieldsOf = ROUTER_FIELDS[router];
    if (!fieldsOf) {
      throw new Error(`rollout "${metadata.name}" has the traffic router "${router}", of which it is not known what the controller writes: `
        + `known are ${Object.keys(ROUTER_FIELDS).join(', ')}. Give a scope without this rollout, and write its entries yourself`);
    }
    return fieldsOf(routing, { namespace: metadata.namespace, canary, bundle });
  });
}
