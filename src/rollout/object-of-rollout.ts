import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, ObjectBody } from '../synth/api-object';
import { Rollout } from './rollout';

/** An object that belongs to a rollout: with its name and in its namespace, unless the body says otherwise. */
export function objectOfRollout(scope: Construct, id: string, rollout: Rollout, { metadata, ...body }: ObjectBody): ApiObject {
  return apiObject(scope, id, {
    ...body,
    metadata: { name: rollout.name, namespace: rollout.metadata.namespace, ...metadata },
  });
}
