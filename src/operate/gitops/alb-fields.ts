import { pointer } from '../../manifest/pointer';
import { managedRoutes, OwnedFields, RoutedRollout, selecting } from './owned-fields';

const PREFIX = 'alb.ingress.kubernetes.io';

/** The annotation with the weights, where git has one, and the paths of the routes that steps add. Other annotations git does not have. */
export function albFields(alb: any, rollout: RoutedRollout): OwnedFields[] {
  const names: string[] = alb.ingresses ?? [alb.ingress];
  const action = `${alb.annotationPrefix || PREFIX}/actions.${alb.rootService || rollout.canary.stableService}`;
  const managed = managedRoutes(rollout);
  return names.flatMap((name) => {
    const ingress = rollout.bundle.find('Ingress', name, rollout.namespace);
    const annotations: Record<string, unknown> = ingress?.metadata.annotations ?? {};
    const inGit = annotations[action] !== undefined;
    return ingress && !inGit && managed.length === 0 ? [] : [{
      group: 'networking.k8s.io',
      kind: 'Ingress',
      name,
      namespace: rollout.namespace,
      jsonPointers: ingress && !inGit ? undefined : [pointer('metadata', 'annotations', action)],
      jqPathExpressions: managed.length > 0 ? [`.spec.rules[]? | .http.paths[]?${selecting(managed, '.backend.service.name')}`] : undefined,
      fluxPaths: [...inGit ? [pointer('metadata', 'annotations', action)] : [], ...managed.length > 0 ? ['/spec/rules'] : []],
      inList: managed.length > 0,
      // with ping-pong, what git says can be the turn of the other Service
      harmful: inGit && rollout.canary.pingPong !== undefined,
    }];
  });
}
