import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { readOnce } from './gitops/read-once';
import { ownedFields } from './gitops/scope-fields';

/**
 * The object of a `FluxIgnoreRule`.
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
 * Fields of an object that Flux must not change. It is an entry of `spec.ignore` of a Kustomization.
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
 * Settings of Flux for the rollouts that it deploys. They say which fields belong to the controller, so Flux does not reset them at every
 * reconciliation.
 *
 * Read them after all rollouts and their routers are created. If more are created later, synth reports an error.
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
   * Settings for the rollouts of a scope: a chart, or an app. Rollouts that are made without this library, and patches, are included. It is an error
   * if a rollout has a traffic router that this library does not support.
   *
   * @param scope the chart or app that the Kustomization or the HelmRelease deploys
   */
  public static of(scope: Construct): FluxSync {
    return new FluxSync(scope);
  }

  private constructor(private readonly scope: Construct) {}

  /**
   * The value for `spec.ignore` of a Kustomization, which needs Flux 2.9, or for `spec.driftDetection.ignore` of a HelmRelease. Flux supports no
   * expressions here, and fails if a field does not exist in git. So a list that grows during an update is ignored as a whole: changes of it in git
   * are not applied.
   */
  public get ignore(): FluxIgnoreRule[] {
    return readOnce(this.scope, 'ignore', () => ownedFields(this.scope).map(({ group, kind, name, namespace, fluxPaths }) => ({
      paths: fluxPaths,
      target: { group, kind, name, namespace },
    })));
  }
}
