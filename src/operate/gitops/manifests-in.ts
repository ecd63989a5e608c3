import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Manifest } from '../../manifest/bundle';

/** The objects of the cluster below a construct. */
export function apiObjectsIn(scope: IConstruct): ApiObject[] {
  return scope.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
}

/** What the objects of some kinds render, with their patches. */
export function manifestsIn(scope: IConstruct, kinds: readonly string[]): Manifest[] {
  return apiObjectsIn(scope).filter(({ kind }) => kinds.includes(kind)).map((object) => object.toJson());
}
