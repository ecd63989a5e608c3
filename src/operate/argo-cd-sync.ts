import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { OwnedFields } from './gitops/owned-fields';
import { readOnce } from './gitops/read-once';
import { ownedFields } from './gitops/scope-fields';
import { addSyncWaves } from './gitops/sync-waves';

/**
 * Fields of an object that Argo CD is not to compare: an item of `spec.ignoreDifferences` of an Application.
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
   * Whether a sync leaves the ignored fields as they are in the cluster. If not, it puts in what git says, and the controller puts
   * its own value back at once.
   *
   * Argo CD can only keep a list of a custom resource as a whole. While it does so for the routes of a VirtualService, no change of
   * these in git arrives.
   *
   * @default - true, unless there are such lists. With them only where the value from git does harm: with ping-pong, and for a Deployment that the controller scales down
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#respect-ignore-difference-configs
   */
  readonly respectIgnoreDifferences?: boolean;
}

/**
 * What an Argo CD Application, of Argo CD 2 or 3, has to know about the rollouts that it deploys: which fields belong to the
 * controller, so that it neither reports them as differences nor resets them in the middle of a release.
 *
 * Read it after the rollouts and their routers are made; what was read too early is an error at synth.
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
   * For the rollouts of a scope: a chart, or an app. Rollouts that are no constructs of this library, and patches, are seen as well.
   * Rejects a rollout whose traffic router this library does not have.
   *
   * @param scope what the Application deploys
   */
  public static of(scope: Construct, options: ArgoCdSyncOptions = {}): ArgoCdSync {
    return new ArgoCdSync(scope, options);
  }

  /**
   * Lets Argo CD apply the objects of a scope in an order: namespaces; CRDs, access rights, ConfigMaps and Secrets; the controller,
   * where the scope has it; then templates, Services and Istio's routes; and then everything else, among it the rollouts.
   * An object waits as well for those that it depends on (`node.addDependency`). One that has a wave, or is a hook, stays as it is.
   *
   * Call it last: an object that is made after it is an error at synth.
   *
   * @param scope a chart, or an app
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  public static addWaves(scope: Construct): void {
    addSyncWaves(scope);
  }

  private constructor(private readonly scope: Construct, private readonly options: ArgoCdSyncOptions) {}

  /**
   * For `spec.ignoreDifferences` of the Application.
   */
  public get ignoreDifferences(): ArgoCdIgnoredDifference[] {
    return readOnce(this.scope, 'ignoreDifferences', () => ownedFields(this.scope).map(ignored));
  }

  /**
   * For `spec.syncPolicy.syncOptions` of the Application: nothing is applied that has no difference, and ignored fields are
   * left alone as far as `respectIgnoreDifferences` says.
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
