import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { readOnce } from './gitops/read-once';
import { ownedFields } from './gitops/scope-fields';

/**
 * The object that a `FluxIgnoreRule` is about.
 */
export interface FluxTarget {
  /**
   * The API group of the object.
   *
   * @default - any
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
}

/**
 * Fields of an object that Flux leaves alone: an item of `spec.ignore` of a Kustomization.
 */
export interface FluxIgnoreRule {
  /**
   * The fields, as JSON Pointers.
   */
  readonly paths: string[];

  /**
   * The object.
   */
  readonly target: FluxTarget;
}

/**
 * What Flux has to know about the rollouts that it deploys: which fields belong to the controller, so that it does not reset
 * them with every reconciliation.
 *
 * Read it after the rollouts and their routers are made; what was read too early is an error at synth.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @example
 * const sync = FluxSync.of(chart);
 * const kustomization = new ApiObject(new Chart(app, 'flux'), 'Kustomization', {
 *   apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
 *   kind: 'Kustomization',
 *   metadata: { name: 'shop', namespace: 'flux-system' },
 * });
 * kustomization.addJsonPatch(JsonPatch.add('/spec', {
 *   'sourceRef': { 'kind': 'GitRepository', 'name': 'shop' },
 *   'path': 'dist',
 *   'interval': '10m',
 *   'prune': true,
 *   'ignore': sync.ignore,
 * }));
 */
@checked
export class FluxSync {
  /**
   * For the rollouts of a scope: a chart, or an app. Rollouts that are no constructs of this library, and patches, are seen as well.
   * Rejects a rollout whose traffic router this library does not have.
   *
   * @param scope what the Kustomization or the HelmRelease deploys
   */
  public static of(scope: Construct): FluxSync {
    return new FluxSync(scope);
  }

  private constructor(private readonly scope: Construct) {}

  /**
   * For `spec.ignore` of a Kustomization, since Flux 2.9, and for `spec.driftDetection.ignore` of a HelmRelease. Flux takes no
   * expressions and fails on a field that git does not have, so a list that grows during a release is left alone as a whole: a
   * change of it in git does not arrive.
   */
  public get ignore(): FluxIgnoreRule[] {
    return readOnce(this.scope, 'ignore', () => ownedFields(this.scope).map(({ group, kind, name, namespace, fluxPaths }) => ({
      paths: fluxPaths,
      target: { group, kind, name, namespace },
    })));
  }
}
