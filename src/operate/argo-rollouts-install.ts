import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { apiObject } from '../synth/api-object';
import { grantUsers } from './install/access';
import { addController, Controller, metricsService } from './install/controller';
import { argumentsOf } from './install/controller-arguments';
import { ControllerSettings } from './install/controller-settings';
import { addCrds, InstallCrds } from './install/crds';
import { addDashboard, InstallDashboard } from './install/dashboard';
import { InstallDisruptionBudget } from './install/disruption-budget';
import { pinned, releasedImage } from './install/image';
import { checkLease } from './install/lease';
import { InstallNetworkPolicy } from './install/network-policy';
import { InstallPermission } from './install/permission';
import { DEFAULT_NAMESPACE, InstallPlace, instanceLabels, leaseName, suffixOf } from './install/place';
import { InstallPlugin } from './install/plugin';
import { checksumOf, pluginConfiguration } from './install/plugin-configuration';
import { InstallPods } from './install/pods';
import { controllerRules } from './install/rbac';
import { ArgoRolloutsVersion, NEWEST, RELEASES } from './install/releases';
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
   * The version to install: its CRDs, its image, its permissions and its probes.
   *
   * @default ArgoRolloutsVersion.V1_10
   */
  readonly version?: ArgoRolloutsVersion;

  /**
   * Share the cluster with other controllers: this one handles only objects that carry its id as the label
   * `argo-rollouts.argoproj.io/controller-instance-id`, which is `instanceLabels` of this construct, and a controller without
   * an id only objects without the label. The label belongs on rollouts, experiments, analysis runs and the templates that they use:
   * `new Chart(app, 'shop', { labels: install.instanceLabels })`. The names of this installation's objects end with the id.
   *
   * Before 1.10 a namespace has one lease for all its controllers, so a second one there would wait for ever: give each a
   * namespace of its own. In one chart that is an error.
   *
   * @default - the controller handles what has no instance id
   * @see https://argo-rollouts.readthedocs.io/en/stable/FAQ/
   */
  readonly instanceId?: string;

  /**
   * The namespace that the controller runs in. It is written into every object that has a namespace, and into the
   * bindings, which is why `kubectl apply --namespace` is not needed.
   *
   * @default - the namespace of the chart, or `argo-rollouts` if that has none
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
  readonly installScope?: InstallScope;

  /**
   * Install the CRDs, one set for the whole cluster. They are those of `version`.
   * Deleting a CRD deletes all objects of its kind, so no two installations may bring them.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly installCrds?: boolean;

  /**
   * How the CRDs are handled by what deploys them.
   *
   * @default - Argo CD and Helm leave them in the cluster when the installation is removed
   */
  readonly crds?: InstallCrds;

  /**
   * A chart that the CRDs go into. It becomes a dependency of this chart, so it is applied first. Such a chart can be
   * deployed by somebody with more rights, or be left in place when this one is removed.
   *
   * @default - the chart of this construct
   */
  readonly crdChart?: Chart;

  /**
   * Create the ConfigMap `argo-rollouts-config` and the Secret `argo-rollouts-notification-secret`. All controllers of a
   * namespace share them, so a second one must not bring them again.
   *
   * @default true
   */
  readonly createConfig?: boolean;

  /**
   * Let the cluster's own roles `admin`, `edit` and `view` cover rollouts, analyses and experiments.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly aggregateRoles?: boolean;

  /**
   * The image of the controller, with a tag other than `latest` or a digest.
   *
   * @default - `quay.io/argoproj/argo-rollouts` of `version`
   */
  readonly image?: string;

  /**
   * How many controllers run. One of them works, the others wait to take its place. Without leader election more than one is an error.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Let the controllers elect the one that works.
   *
   * @default true
   */
  readonly leaderElection?: boolean;

  /**
   * The registry of the default images, in place of `quay.io`: a host with an optional port and path. Below it the images have their own
   * names, `argoproj/argo-rollouts` and `argoproj/kubectl-argo-rollouts`.
   *
   * @default quay.io
   */
  readonly imageRegistry?: string;

  /**
   * The flags of the controller: logging, threads, times of leader election, ingress classes, API versions of routers.
   *
   * @default - those of the controller
   */
  readonly settings?: ControllerSettings;

  /**
   * Where the pods of the controller run, and with what.
   *
   * @default - anywhere, with no requests
   */
  readonly pods?: InstallPods;

  /**
   * Keep controllers running while nodes are drained. `{}` lets one go at a time.
   *
   * @default - no PodDisruptionBudget
   */
  readonly disruptionBudget?: InstallDisruptionBudget;

  /**
   * Annotations of the controller's ServiceAccount, such as `eks.amazonaws.com/role-arn`.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: Record<string, string>;

  /**
   * The uses of the controller that it gets permissions for, beside those that it always needs. An empty list is the least.
   * What plugins need is not part of it.
   *
   * @default - all of them, as in the release
   */
  readonly permissions?: InstallPermission[];

  /**
   * Plugins of the controller, which it loads when it starts; a change of them restarts it. They are part of the configuration that all
   * controllers of a namespace share, so they are an error with `createConfig: false`.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
   */
  readonly plugins?: InstallPlugin[];

  /**
   * Close the ports of the pods except to pods of these namespaces. `{}` leaves the metrics open and closes the dashboard.
   *
   * @default - no NetworkPolicy
   */
  readonly networkPolicy?: InstallNetworkPolicy;

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
 * @example
 * new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
 *   replicas: 2,
 *   disruptionBudget: {},
 *   pods: { spreadOverNodes: true, priorityClassName: 'system-cluster-critical' },
 * });
 */
@checked
export class ArgoRolloutsInstall extends Construct {
  /**
   * The namespace that the controller runs in.
   */
  public readonly namespace: string;

  /**
   * The labels of what this controller handles, for the charts of rollouts and analysis templates. Empty without `instanceId`.
   */
  public readonly instanceLabels: Record<string, string>;

  /**
   * The name of the Service with the controller's metrics: the `service` of a `ControllerServiceMonitor`, and the `job` of `ControllerAlerts` and
   * `ControllerDashboard`.
   */
  public readonly metricsService: string;

  /**
   * The Deployment of the controller. What has no property here can be patched: volumes, further containers.
   */
  public readonly deployment: ApiObject;

  private readonly lease?: string;

  constructor(scope: Construct, id: string, props: ArgoRolloutsInstallProps = {}) {
    super(scope, id);
    this.namespace = props.namespace ?? Chart.of(this).namespace ?? DEFAULT_NAMESPACE;
    this.instanceLabels = instanceLabels(props.instanceId);
    try {
      const place = placeOf(props, this.namespace);
      this.lease = props.leaderElection === false ? undefined : leaseName(place.release, props.instanceId);
      this.refuseSharedLease();
      this.metricsService = metricsService(place.suffix);
      this.deployment = this.install(place, props);
    } catch (error) {
      throw new Error(`[${this.node.path}] ${error instanceof Error ? error.message : error}`);
    }
  }

  private install(place: InstallPlace, props: ArgoRolloutsInstallProps): ApiObject {
    const { clusterWide } = place;
    if (props.createNamespace ?? clusterWide) {
      addNamespace(this, place.namespace, clusterWide);
    }
    if (props.installCrds ?? clusterWide) {
      addCrds(crdScope(this, props.crdChart), place.release.name, props.crds ?? {});
    }
    if (props.aggregateRoles ?? clusterWide) {
      grantUsers(this);
    }
    const deployment = addController(this, place, controllerOf(place, props));
    if (props.dashboard) {
      addDashboard(new Construct(this, 'Dashboard'), place, props.dashboard, props.networkPolicy);
    }
    return deployment;
  }

  /** Only in one chart it is certain that they meet in one cluster. */
  private refuseSharedLease() {
    const others = Chart.of(this).node.findAll()
      .filter((other): other is ArgoRolloutsInstall => other instanceof ArgoRolloutsInstall && other !== this && other.namespace === this.namespace);
    if (this.lease !== undefined && others.some((other) => other.lease === this.lease)) {
      throw new Error(`two controllers in namespace "${this.namespace}" must not share a lease, got "${this.lease}" for both: the second would never work. `
        + 'Give each a namespace of its own, or install 1.10 with an instance id for each');
    }
  }
}

function placeOf(props: ArgoRolloutsInstallProps, namespace: string): InstallPlace {
  const { version, installScope = InstallScope.CLUSTER, instanceId, imageRegistry } = props;
  return {
    release: RELEASES[version ?? NEWEST],
    namespace,
    clusterWide: installScope === InstallScope.CLUSTER,
    suffix: suffixOf(instanceId),
    imageRegistry,
  };
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

function controllerOf(place: InstallPlace, props: ArgoRolloutsInstallProps): Controller {
  const { replicas = 1, plugins = [], pods = {}, createConfig = true } = props;
  if (!createConfig && plugins.length > 0) {
    throw new Error(`plugins are part of the configuration, got ${plugins.length} of them with createConfig: false: `
      + 'give them to the installation that creates the configuration of the namespace');
  }
  const configuration = pluginConfiguration(plugins, place.release);
  const checksum = plugins.length > 0 ? { annotations: { ...pods.annotations, ...checksumOf(configuration) } } : {};
  return {
    image: pinned(props.image ?? releasedImage('argo-rollouts', place.release.name, props.imageRegistry)),
    replicas,
    arguments: controllerArguments(place, props),
    pods: { ...pods, ...checksum },
    rules: [
      ...controllerRules(place.release, props.permissions ?? Object.values(InstallPermission)),
      ...plugins.flatMap(({ _permissions }) => _permissions),
    ],
    serviceAccountAnnotations: props.serviceAccountAnnotations,
    configuration: createConfig ? configuration : undefined,
    disruptionBudget: props.disruptionBudget,
    networkPolicy: props.networkPolicy,
  };
}

function controllerArguments({ clusterWide }: InstallPlace, props: ArgoRolloutsInstallProps): string[] {
  const { replicas = 1, leaderElection = true, instanceId, settings = {} } = props;
  checkLease(settings, leaderElection);
  if (replicas > 1 && !leaderElection) {
    throw new Error(`controllers without leader election work against each other, got ${replicas} replicas: leave leaderElection on, or run one`);
  }
  return [
    ...clusterWide ? [] : ['--namespaced'],
    ...instanceId ? [`--instance-id=${instanceId}`] : [],
    ...leaderElection ? [] : ['--leader-elect=false'],
    ...argumentsOf(settings, props.version ?? NEWEST),
  ];
}

function crdScope(install: Construct, chart?: Chart): Construct {
  if (!chart || chart === Chart.of(install)) {
    return install;
  }
  Chart.of(install).addDependency(chart);
  return new Construct(chart, `${install.node.id}Crds`);
}
