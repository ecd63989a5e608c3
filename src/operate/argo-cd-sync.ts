import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { OwnedFields } from './gitops/owned-fields';
import { readOnce } from './gitops/read-once';
import { ownedFields } from './gitops/scope-fields';
import { addSyncWaves } from './gitops/sync-waves';

/**
 * Fields of an object that Argo CD must not compare. It is an entry of `spec.ignoreDifferences` of an Application.
 */
export interface ArgoCdIgnoredDifference {
  /**
   * The API group of the object.
   *
   * @default - the core group
   */
  readonly group?: string;

  /**
   * The kind of the object.
   */
  readonly kind: string;

  /**
   * The name of the object.
   */
  readonly name: string;

  /**
   * The namespace of the object.
   *
   * @default - any
   */
  readonly namespace?: string;

  /**
   * The fields, as JSON Pointers.
   *
   * @default - none
   */
  readonly jsonPointers?: string[];

  /**
   * The fields, as jq path expressions.
   *
   * @default - none
   */
  readonly jqPathExpressions?: string[];
}

/**
 * Options of `ArgoCdSync.of`.
 */
export interface ArgoCdSyncOptions {
  /**
   * Whether a sync leaves the ignored fields as they are in the cluster. If not, a sync writes the values from git, and the controller writes its own
   * values again immediately.
   *
   * For lists in custom resources, Argo CD can only leave the whole list. While it does this for the routes of a VirtualService, changes of these
   * routes in git are not applied.
   *
   * @default - true, unless there are such lists. With such lists, only if the value from git would do harm: with ping-pong, and for a Deployment
   * that the controller scales down
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#respect-ignore-difference-configs
   */
  readonly respectIgnoreDifferences?: boolean;
}

/**
 * Settings of an Argo CD Application (Argo CD 2 or 3) for the rollouts that it deploys. They say which fields belong to the controller, so Argo CD
 * does not report them as differences, and does not reset them during an update.
 *
 * Read them after all rollouts and their routers are created. If more are created later, synth reports an error.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 * @example
 * const sync = ArgoCdSync.of(chart);
 * const application = new ApiObject(new Chart(app, 'argocd'), 'Application', {
 *   apiVersion: 'argoproj.io/v1alpha1',
 *   kind: 'Application',
 *   metadata: { name: 'shop', namespace: 'argocd' },
 * });
 * application.addJsonPatch(JsonPatch.add('/spec', {
 *   'source': { 'repoURL': 'https://git.example/shop.git', 'path': 'dist' },
 *   'destination': { 'server': 'https://kubernetes.default.svc', 'namespace': 'shop' },
 *   'ignoreDifferences': sync.ignoreDifferences,
 *   'syncPolicy': { 'syncOptions': sync.syncOptions },
 * }));
 */
@checked
export class ArgoCdSync {
  /**
   * Settings for the rollouts of a scope: a chart, or an app. Rollouts that are made without this library, and patches, are included. It is an error
   * if a rollout has a traffic router that this library does not support.
   *
   * @param scope the chart or app that the Application deploys
   */
  public static of(scope: Construct, options: ArgoCdSyncOptions = {}): ArgoCdSync {
    return new ArgoCdSync(scope, options);
  }

  /**
   * Adds sync waves, so Argo CD applies the objects of a scope in this order: namespaces; then CRDs, RBAC objects, ConfigMaps and Secrets; then the
   * controller, if it is in the scope; then templates, Services and Istio's routes; then everything else, including the rollouts. An object also
   * comes after the objects that it depends on (`node.addDependency`). Objects that already have a wave, or are hooks, do not change.
   *
   * Call it last. If an object is created later, synth reports an error.
   *
   * @param scope a chart, or an app
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  public static addWaves(scope: Construct): void {
    addSyncWaves(scope);
  }

  private constructor(private readonly scope: Construct, private readonly options: ArgoCdSyncOptions) {}

  /**
   * The value for `spec.ignoreDifferences` of the Application.
   */
  public get ignoreDifferences(): ArgoCdIgnoredDifference[] {
    return readOnce(this.scope, 'ignoreDifferences', () => ownedFields(this.scope).map(ignored));
  }

  /**
   * The value for `spec.syncPolicy.syncOptions` of the Application. With these options Argo CD applies only objects with a difference, and leaves
   * ignored fields as `respectIgnoreDifferences` says.
   */
  public get syncOptions(): string[] {
    return readOnce(this.scope, 'syncOptions', () => {
      const owned = ownedFields(this.scope);
      const respect = this.options.respectIgnoreDifferences ?? (owned.some(({ harmful }) => harmful) || !owned.some(({ inList }) => inList));
      return ['ApplyOutOfSyncOnly=true', ...respect ? ['RespectIgnoreDifferences=true'] : []];
    });
  }
}

function ignored({ group, kind, name, namespace, jsonPointers, jqPathExpressions }: OwnedFields): ArgoCdIgnoredDifference {
  return { group, kind, name, namespace, jsonPointers, jqPathExpressions };
}
