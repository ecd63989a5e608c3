import { istioFields } from './istio-fields';
import { OwnedFields, RoutedRollout } from './owned-fields';
import { pluginFields } from './plugin-fields';

/**
 * What the controller writes for each router, beside the selectors of Services.
 */
export const ROUTER_FIELDS: Readonly<Record<string, (routing: any, rollout: RoutedRollout) => OwnedFields[]>> = {
  istio: istioFields,
  // the canary Ingress is made by the controller, is not in git, and belongs to the Rollout; the stable Ingress is only read
  nginx: () => [],
  plugins: pluginFields,
};
