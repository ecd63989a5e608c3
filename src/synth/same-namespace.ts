import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { SAME_NAMESPACE } from '../rules/rule/construct-facts';
import { Violation } from '../rules/rule/finding';
import { isClusterScoped } from './api-object';
import { alsoFind } from './check';
import { RenderedApp } from './rendered-app';

/** An object that is deployed by someone else, and whose namespace is known. */
export interface NamedElsewhere {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What one object refers to by a name alone: one of this app, or one that is known by its name. */
export type Referred = IConstruct | NamedElsewhere;

/**
 * Has it checked at synth that an object is in one namespace with all that it refers to by a name alone. Which objects those are is asked when
 * all are there, and in which namespaces they are is read from their manifests.
 */
export function refersWithinNamespace(construct: IConstruct, referred: () => readonly (Referred | undefined)[]): void {
  const object = objectOf(construct);
  if (object) {
    alsoFind({ object, facts: SAME_NAMESPACE, find: (rendered) => elsewhere(object, referred(), rendered) });
  }
}

/** Where an object is. */
interface Place {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

function elsewhere(object: ApiObject, referred: readonly (Referred | undefined)[], rendered: RenderedApp): Violation[] {
  const own = placeOfObject(object, rendered);
  const places = [...new Set(referred)].flatMap((each) => (each && placeOf(each, rendered)) ?? []);
  return places.filter(({ namespace }) => namespace !== own.namespace).map((place) => ({
    pointer: '/metadata/namespace',
    message: `${titleOf(own)} refers to ${titleOf(place)}, and a name means an object of the own namespace: give both one namespace`
      + (place.kind === 'AnalysisTemplate' ? ', or make it a ClusterAnalysisTemplate' : ''),
  }));
}

/** Nothing for an object of the whole cluster, and for one that is known by its name alone. */
function placeOf(referred: Referred, rendered: RenderedApp): Place | undefined {
  if (!Construct.isConstruct(referred)) {
    return referred as NamedElsewhere;
  }
  const object = objectOf(referred);
  return object && !isClusterScoped(object.kind) ? placeOfObject(object, rendered) : undefined;
}

function placeOfObject(object: ApiObject, rendered: RenderedApp): Place {
  const { kind, metadata } = rendered.manifestOf(object) ?? object;
  return { kind, name: object.name, namespace: metadata?.namespace };
}

function objectOf(construct: IConstruct): ApiObject | undefined {
  const object = ApiObject.isApiObject(construct) ? construct : construct.node.defaultChild;
  return object && ApiObject.isApiObject(object) ? object : undefined;
}

function titleOf({ kind, name, namespace }: Place): string {
  return `${kind} "${name}" in ${namespace ? `namespace "${namespace}"` : 'no given namespace'}`;
}
