import { Construct } from 'constructs';
import { ArgoRolloutsInstall } from './argo-rollouts-install';
import { DEFAULT_NAMESPACE } from './install/place';

/** What has to be known of a controller from outside. */
export interface InstalledController {
  readonly namespace: string;
  readonly metricsService: string;
}

const AS_RELEASED: InstalledController = { namespace: DEFAULT_NAMESPACE, metricsService: 'argo-rollouts-metrics' };

/**
 * The controller that is meant where nobody says which: the one that the app installs, if it is the only one there.
 */
export function installedController(construct: Construct): InstalledController {
  const installs = construct.node.root.node.findAll().filter((other): other is ArgoRolloutsInstall => other instanceof ArgoRolloutsInstall);
  return installs.length === 1 ? installs[0] : AS_RELEASED;
}
