import { Shape, shape, shapeOfKind } from './shape';

/** Why a path leads to no single value of any rollout. Nothing where it may. */
export function fieldProblem(path: string): string | undefined {
  let place: Shape = shapeOfKind('Rollout');
  for (const section of path.split(/[.[\]]+/).filter(Boolean)) {
    const next = inside(place, section);
    if (typeof next === 'string') {
      return next;
    }
    place = next;
  }
  return place.type === 'object' || place.type === 'array' ? 'there is more than one value' : undefined;
}

/** Where anything may stand, such as in the status. */
const ANYTHING: Shape = {};

function inside({ type, properties = {}, values, items, open }: Shape, section: string): Shape | string {
  if (type === undefined || open) {
    return ANYTHING;
  }
  if (items !== undefined) {
    return /^[+-]?\d+$/.test(section) ? shape(items) : `"${section}" is no place in a list`;
  }
  const next = Object.hasOwn(properties, section) ? properties[section] : values;
  return next !== undefined ? shape(next) : `there is no field "${section}", allowed are: ${Object.keys(properties).join(', ') || 'none'}`;
}
