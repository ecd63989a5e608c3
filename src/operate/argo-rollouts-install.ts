import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../synth/api-object';
import { grantUsers } from './install/access';
import { addController } from './install/controller';
import { addCrds } from './install/crds';
import { addDashboard, InstallDashboard } from './install/dashboard';
import { CONTROLLER_IMAGE, pinned } from './install/image';
import { RESTRICTED_NAMESPACE } from './install/restricted';

/**
 * Where an installation handles rollouts.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export enum InstallScope {
  /** In every namespace of the cluster. Who applies it needs rights on the whole cluster. */
  CLUSTER = 'cluster',

  /**
   * In its own namespace alone. Who applies it needs rights on that namespace only, and an administrator has installed
   * the CRDs before. ClusterAnalysisTemplates cannot be used.
   */
  NAMESPACED = 'namespaced',
}

/**
 * How Argo Rollouts is installed.
 */
export interface ArgoRolloutsInstallProps {
  /**
   * The namespace that the controller runs in. It is written into every object that has a namespace, and into the
   * bindings, which is why `kubectl apply --namespace` is not needed.
   *
   * @default argo-rollouts
   */
  readonly namespace?: string;

  /**
   * Create the namespace as well. The namespace of a cluster-wide installation then refuses pods that do not follow the
   * Pod Security Standard `restricted`, which those of this installation do: use it for nothing else.
   * Deleting the installation deletes the namespace with everything in it.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly createNamespace?: boolean;

  /**
   * Whether the controller handles rollouts in the whole cluster or in its own namespace.
   *
   * @default InstallScope.CLUSTER
   */
  readonly scope?: InstallScope;

  /**
   * Install the CRDs, one set for the whole cluster. They are those of the release that the default image has.
   * Deleting a CRD deletes all objects of its kind, so no two installations may bring them.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly installCrds?: boolean;

  /**
   * Let the cluster's own roles `admin`, `edit` and `view` cover rollouts, analyses and experiments.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly aggregateRoles?: boolean;

  /**
   * The image of the controller, with a tag other than `latest` or a digest.
   *
   * @default - `quay.io/argoproj/argo-rollouts` of the release that the CRDs are from
   */
  readonly image?: string;

  /**
   * How many controllers run. One of them works, the others wait to take its place.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Run the dashboard beside the controller. `{}` gives one that is read-only and not reachable from outside the cluster.
   *
   * @default - no dashboard
   */
  readonly dashboard?: InstallDashboard;
}

/**
 * Installs Argo Rollouts: the CRDs, the controller with its permissions and its metrics, and the dashboard if wanted.
 *
 * The objects are those of the release's own manifests, with a pinned image and a namespace of your choice. Give it a
 * chart of its own that is applied first: a cluster accepts no Rollout before it knows the CRDs.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export class ArgoRolloutsInstall extends Construct {
  /**
   * The namespace that the controller runs in.
   */
  public readonly namespace: string;

  /**
   * The Deployment of the controller. What has no property here can be patched: flags, resources, tolerations.
   */
  public readonly deployment: ApiObject;

  constructor(scope: Construct, id: string, props: ArgoRolloutsInstallProps = {}) {
    super(scope, id);
    const clusterWide = (props.scope ?? InstallScope.CLUSTER) === InstallScope.CLUSTER;
    const namespace = this.namespace = props.namespace ?? 'argo-rollouts';

    if (props.createNamespace ?? clusterWide) {
      addNamespace(this, namespace, clusterWide);
    }
    if (props.installCrds ?? clusterWide) {
      addCrds(this);
    }
    if (props.aggregateRoles ?? clusterWide) {
      grantUsers(this);
    }
    this.deployment = addController(this, {
      namespace,
      clusterWide,
      image: pinned(props.image ?? CONTROLLER_IMAGE),
      replicas: props.replicas ?? 1,
    });
    if (props.dashboard) {
      addDashboard(new Construct(this, 'Dashboard'), { namespace, clusterWide }, props.dashboard);
    }
  }
}

// a namespaced controller shares its namespace with the pods of its rollouts, which may need more than `restricted` allows
function addNamespace(scope: Construct, name: string, restricted: boolean) {
  if (/^(default$|kube-)/.test(name)) {
    throw new Error(`namespace "${name}" belongs to Kubernetes and cannot be created: give another namespace, or createNamespace: false`);
  }
  apiObject(scope, 'Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...restricted ? { labels: RESTRICTED_NAMESPACE } : {} },
  });
}
