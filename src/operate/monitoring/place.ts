import { ApiObjectMetadata } from 'cdk8s';
import { Rollout } from '../../rollout/rollout';
import { sharedNamespace } from '../alerts/watched-rollout';
import { MonitoringSettings } from './settings';

/**
 * The name and namespace of an object that watches rollouts, unless it says others. Away from its rollout, its name says in which namespace that is: two of one name
 * may be watched from there. One that watches several is named by cdk8s.
 */
export function placeOf(rollouts: readonly Rollout[], suffix: string, { namespace }: MonitoringSettings): ApiObjectMetadata {
  const own = sharedNamespace(rollouts);
  const isAway = namespace !== undefined && own !== undefined && namespace !== own;
  return {
    ...rollouts.length === 1 ? { name: `${isAway ? `${own}-` : ''}${rollouts[0].name}${suffix}` } : {},
    namespace: namespace ?? own,
  };
}
