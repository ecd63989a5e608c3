import { ApiObject, Names } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { apiObject } from '../synth/api-object';
import { hashedName } from './content-hash';

/**
 * Options of a `HashedConfigMap`. It needs `data`, `binaryData`, or both.
 */
export interface HashedConfigMapProps extends kplus.ResourceProps {
  /**
   * Texts by key.
   *
   * @default - none
   */
  readonly data?: Record<string, string>;

  /**
   * Bytes by key, in base64.
   *
   * @default - none
   */
  readonly binaryData?: Record<string, string>;
}

/**
 * A ConfigMap with a hash of its data at the end of its name. If the data changes, the name changes, and so does the pod template that uses it. So a
 * change of configuration is released like a new image: the rollout runs its steps, and a rollback uses the old ConfigMap again. The data cannot be
 * changed in the cluster (`immutable`).
 *
 * Use it for volumes and variables, wherever cdk8s-plus takes an `IConfigMap`. Without `metadata.name` the name starts with the path of the
 * construct.
 *
 * The old ConfigMap must stay in the cluster until no revision needs it. `kubectl apply` does not delete it. Argo CD, Flux and Helm delete what is no
 * longer in the manifests, unless an annotation tells them to keep it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
 * @example
 * const flags = new HashedConfigMap(chart, 'Flags', { metadata: { name: 'flags' }, data: { 'new-checkout': 'true' } });
 * const volume = kplus.Volume.fromConfigMap(chart, 'FlagsVolume', flags, { name: 'flags' });
 */
@checked
export class HashedConfigMap extends kplus.Resource implements kplus.IConfigMap {
  /**
   * The plural name of this kind of resource in RBAC roles.
   */
  public readonly resourceType = 'configmaps';

  protected readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: HashedConfigMapProps) {
    super(scope, id);
    const { metadata, data = {}, binaryData = {} } = props;
    const [twice] = Object.keys(data).filter((key) => Object.hasOwn(binaryData, key));
    if (twice !== undefined) {
      throw new Error(`[${this.node.path}] has one key in both "data" and "binaryData", got "${twice}": give each key once`);
    }
    this.apiObject = apiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, name: hashedName(metadata?.name ?? Names.toDnsLabel(this), { data, binaryData }) },
      immutable: true,
      data: Object.keys(data).length > 0 ? { ...data } : undefined,
      binaryData: Object.keys(binaryData).length > 0 ? { ...binaryData } : undefined,
    });
  }
}
