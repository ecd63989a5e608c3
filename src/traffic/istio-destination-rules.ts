import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { CanaryRollout } from '../rollout/canary-rollout';
import { objectOfRollout } from '../rollout/object-of-rollout';
import { IstioHosts } from './istio-hosts';
import { additionalSubsetsOf, IstioSubsets, subsetsOf } from './istio-subsets';


type TrafficPolicy = Record<string, any>;

/** One policy for both Services. Istio looks for it at the host that a request is sent to. */
export function hostRules(scope: Construct, rollout: CanaryRollout, trafficPolicy: TrafficPolicy): ApiObject[] {
  const { stable, canary } = rollout._routedServices;
  return [
    destinationRule(scope, 'StableDestinationRule', rollout, stable.name, () => ({ host: stable.name, trafficPolicy })),
    destinationRule(scope, 'CanaryDestinationRule', rollout, canary.name, () => ({ host: canary.name, trafficPolicy })),
  ];
}

/** The two versions as subsets, and others apart from them: Istio puts together what is said of one host. */
export function subsetRules(
  scope: Construct, rollout: CanaryRollout, hosts: IstioHosts, subsets: IstioSubsets, trafficPolicy?: TrafficPolicy,
): ApiObject[] {
  const further = additionalSubsetsOf(subsets);
  if (!subsets.destinationRule || further.length > 0) {
    hosts.needRoot();
  }
  return [
    ...subsets.destinationRule ? [] : [destinationRule(scope, 'DestinationRule', rollout, rollout.name, () => ({
      host: hosts.ruleHost, trafficPolicy, subsets: subsetsOf(subsets, rollout._selectedLabels),
    }))],
    ...further.length === 0 ? [] : [destinationRule(scope, 'AdditionalDestinationRule', rollout, `${rollout.name}-additional`, () => ({
      host: hosts.ruleHost, subsets: further,
    }))],
  ];
}

function destinationRule(scope: Construct, id: string, rollout: CanaryRollout, name: string, spec: () => Record<string, any>): ApiObject {
  return objectOfRollout(scope, id, rollout, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name },
    spec: Lazy.any({ produce: spec }),
  });
}
