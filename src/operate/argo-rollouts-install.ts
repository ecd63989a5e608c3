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
 * The namespaces whose rollouts an installation handles.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/installation/
 */
export enum InstallScope {
  /** All namespaces of the cluster. To apply it, you need permissions for the whole cluster. */
  CLUSTER = 'cluster',

  /**
   * Only its own namespace. To apply it, you need permissions only for this namespace, but an administrator must have installed the CRDs before.
   * ClusterAnalysisTemplates cannot be used.
   */
  NAMESPACED = 'namespaced',
}

/**
 * Options of `ArgoRolloutsInstall`.
 */
export interface ArgoRolloutsInstallProps {
  /**
   * The version to install. It decides about the CRDs, the image, the permissions and the probes.
   *
   * @default ArgoRolloutsVersion.V1_10
   */
  readonly version?: ArgoRolloutsVersion;

  /**
   * An id for this controller, if several controllers share the cluster. A controller with an id handles only objects with this id in the label
   * `argo-rollouts.argoproj.io/controller-instance-id`. A controller without an id handles only objects without this label. Put the label on
   * rollouts, experiments, analysis runs and the templates that they use. `instanceLabels` of this construct contains it: `new Chart(app, 'shop', {
   * labels: install.instanceLabels })`. The names of the objects of this installation end with the id.
   *
   * Before 1.10 all controllers of a namespace share one lease, so a second controller there would wait forever. Put each into its own namespace. Two
   * of them in one chart are an error.
   *
   * @default - the controller handles objects without an instance id
   * @see https://argo-rollouts.readthedocs.io/en/stable/FAQ/
   */
  readonly instanceId?: string;

  /**
   * The namespace of the controller. It is written into all namespaced objects and into the bindings, so you do not need `kubectl apply --namespace`.
   *
   * @default - the namespace of the chart, or `argo-rollouts` if the chart has none
   */
  readonly namespace?: string;

  /**
   * Create the namespace too. For a cluster-wide installation this namespace then refuses pods that do not meet the Pod Security Standard
   * `restricted`. The pods of this installation meet it; use the namespace for nothing else. If you delete the installation, the namespace and
   * everything in it is deleted too.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly createNamespace?: boolean;

  /**
   * Whether the controller handles rollouts in the whole cluster or only in its own namespace.
   *
   * @default InstallScope.CLUSTER
   */
  readonly installScope?: InstallScope;

  /**
   * Install the CRDs of `version`. A cluster has only one set of CRDs. Deleting a CRD deletes all objects of its kind, so only one installation may
   * install them.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly installCrds?: boolean;

  /**
   * How deployment tools such as Argo CD and Helm handle the CRDs.
   *
   * @default - Argo CD and Helm keep them in the cluster when the installation is removed
   */
  readonly crds?: InstallCrds;

  /**
   * A separate chart for the CRDs. It becomes a dependency of this chart, so it is applied first. Use it if someone with more permissions deploys the
   * CRDs, or to keep the CRDs when this chart is removed.
   *
   * @default - the chart of this construct
   */
  readonly crdChart?: Chart;

  /**
   * Create the ConfigMap `argo-rollouts-config` and the Secret `argo-rollouts-notification-secret`. All controllers of a namespace share them, so
   * only one installation may create them.
   *
   * @default true
   */
  readonly createConfig?: boolean;

  /**
   * Add permissions for rollouts, analyses and experiments to the cluster's own roles `admin`, `edit` and `view`.
   *
   * @default - true for a cluster-wide installation, false for a namespaced one
   */
  readonly aggregateRoles?: boolean;

  /**
   * The image of the controller. It needs a digest, or a tag other than `latest`.
   *
   * @default - `quay.io/argoproj/argo-rollouts` with `version`
   */
  readonly image?: string;

  /**
   * The number of controller pods. One of them works, the others wait to replace it. More than one without leader election is an error.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Let the controller pods elect the one that works.
   *
   * @default true
   */
  readonly leaderElection?: boolean;

  /**
   * The registry of the default images, instead of `quay.io`: a host, with a port and a path if needed. The names of the images in it are
   * `argoproj/argo-rollouts` and `argoproj/kubectl-argo-rollouts`.
   *
   * @default quay.io
   */
  readonly imageRegistry?: string;

  /**
   * The command-line options of the controller: logging, threads, times of leader election, ingress classes, API versions of routers.
   *
   * @default - those of the controller
   */
  readonly settings?: ControllerSettings;

  /**
   * Settings of the controller pods, such as resources, node selection and labels.
   *
   * @default - any node, no resource requests
   */
  readonly pods?: InstallPods;

  /**
   * A PodDisruptionBudget that keeps controller pods running while nodes are drained. With `{}` one pod at a time may be evicted.
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
   * The features that the controller gets permissions for, in addition to those that it always needs. An empty list gives the minimum. Permissions of
   * plugins are not part of it.
   *
   * @default - all features, as in the official release
   */
  readonly permissions?: InstallPermission[];

  /**
   * Plugins of the controller. It loads them when it starts, so a change of this list restarts it. They are in the configuration that all controllers
   * of a namespace share, so they are an error together with `createConfig: false`.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
   */
  readonly plugins?: InstallPlugin[];

  /**
   * A NetworkPolicy: only pods of these namespaces can reach the ports of the pods. With `{}` all pods can read the metrics, and none can reach the
   * dashboard.
   *
   * @default - no NetworkPolicy
   */
  readonly networkPolicy?: InstallNetworkPolicy;

  /**
   * Install the Argo Rollouts dashboard too. `{}` installs a read-only dashboard that is not reachable from outside the cluster.
   *
   * @default - no dashboard
   */
  readonly dashboard?: InstallDashboard;
}

/**
 * Installs Argo Rollouts: the CRDs, the controller with its permissions and its metrics, and optionally the dashboard.
 *
 * The objects are the same as in the official manifests of the release, with a pinned image and a namespace that you choose. Put it into its own
 * chart, and apply this chart first: a cluster accepts no Rollout before it has the CRDs.
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
   * The namespace of the controller.
   */
  public readonly namespace: string;

  /**
   * The labels for objects that this controller handles. Use them in the charts of rollouts and analysis templates. Empty without `instanceId`.
   */
  public readonly instanceLabels: Record<string, string>;

  /**
   * The name of the Service with the controller's metrics. Use it as `service` of a `ControllerServiceMonitor`, and as `job` of `ControllerAlerts`
   * and `ControllerDashboard`.
   */
  public readonly metricsService: string;

  /**
   * The Deployment of the controller. For settings without an option, such as volumes or additional containers, patch it.
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
