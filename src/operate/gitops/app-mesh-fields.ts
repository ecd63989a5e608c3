import { HASH_LABEL } from '../../manifest/names';
import { valueAt } from '../../manifest/pointer';
import { OwnedFields, RoutedRollout, selecting } from './owned-fields';

const GROUP = 'appmesh.k8s.aws';

/** The weights of the VirtualRouter, as far as it is known which that is, and the hashes in the pod selectors of the VirtualNodes. */
export function appMeshFields({ virtualService, virtualNodeGroup }: any, { bundle, namespace }: RoutedRollout): OwnedFields[] {
  const service = bundle.find(`VirtualService.${GROUP}`, virtualService.name, namespace);
  const router = valueAt(service?.spec, ['provider', 'virtualRouter', 'virtualRouterRef']);
  const nodes: string[] = [virtualNodeGroup.stableVirtualNodeRef.name, virtualNodeGroup.canaryVirtualNodeRef.name];
  return [
    ...!router ? [] : [{
      group: GROUP,
      kind: 'VirtualRouter',
      name: router.name,
      namespace: router.namespace ?? namespace,
      jqPathExpressions: [
        `.spec.routes[]?${selecting(virtualService.routes)} | (.httpRoute, .http2Route, .grpcRoute, .tcpRoute) | .action.weightedTargets[]?.weight`,
      ],
      fluxPaths: ['/spec/routes'],
      inList: true,
    }],
    ...nodes.map((name) => ({
      group: GROUP,
      kind: 'VirtualNode',
      name,
      namespace,
      jsonPointers: [`/spec/podSelector/matchLabels/${HASH_LABEL}`],
      fluxPaths: ['/spec/podSelector'],
    })),
  ];
}
