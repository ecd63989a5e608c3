import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * The object of one of these kinds that a construct is or holds, whichever library made it. Of several the one that is its default child.
 */
export function heldObject(construct: IConstruct, kinds: readonly string[]): ApiObject {
  const { node } = construct;
  const objects = node.findAll().filter((each) => ApiObject.isApiObject(each)).filter(({ kind }) => kinds.includes(kind));
  const found = objects.length > 1 ? objects.filter((object) => object === construct || object === node.defaultChild) : objects;
  if (found.length !== 1) {
    const got = objects.map(({ kind, name }) => `${kind} "${name}"`).join(', ') || 'none';
    throw new Error(`[${node.path}] is to hold one object of kind ${kinds.join(' or ')}, got ${got}: give the object itself, or refer to it by its name`);
  }
  return found[0];
}

/**
 * An object as it is written at this moment: with its JSON patches, and with whatever was added to it since it was made.
 */
export function written(object: ApiObject): any {
  return object.toJson();
}

/** The name under which an object is written. */
export function nameOf(object: ApiObject): string {
  return written(object).metadata?.name ?? object.name;
}
