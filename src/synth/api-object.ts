import { ApiObject, ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { checkOnSynth } from './check';

/**
 * A Kubernetes object as in its YAML. Values may be `Lazy`.
 */
export interface ObjectBody {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  readonly [section: string]: unknown;
}

const CLUSTER_SCOPED = new Set([
  'ClusterAnalysisTemplate',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'Namespace',
]);

/** Whether objects of a kind are in no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/**
 * The one place where this library makes an object of the cluster. The first object of an app also
 * puts the app under the checks.
 */
export function apiObject(scope: Construct, id: string, body: ObjectBody): ApiObject {
  const object = new ApiObject(scope, id, body);
  // A chart writes its namespace into every object, and only a patch takes it out again.
  if (isClusterScoped(body.kind) && object.metadata.namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  checkOnSynth(object);
  return object;
}
