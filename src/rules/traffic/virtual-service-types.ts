import { Path } from '../../manifest/pointer';
import { Section } from '../../reading/virtual-service';

type Scalar = 'a text' | 'a number' | 'a whole number';

/** What the controller reads of a route. Fields that it does not know it passes over. */
type Type = Scalar | { readonly listOf: Type } | { readonly mapOf: Type } | { readonly fields: Readonly<Record<string, Type>> };

const TEXTS: Type = { listOf: 'a text' };
const PATTERN: Type = { fields: { exact: 'a text', prefix: 'a text', regex: 'a text' } };
const DESTINATION: Type = { fields: { host: 'a text', subset: 'a text', port: { fields: { number: 'a whole number' } } } };
const DESTINATIONS: Type = { listOf: { fields: { destination: DESTINATION, weight: 'a whole number' } } };
const CONNECTION: Readonly<Record<string, Type>> = {
  destinationSubnets: TEXTS, port: 'a whole number', sourceLabels: { mapOf: 'a text' }, gateways: TEXTS, sourceNamespace: 'a text',
};

/** The routes of a VirtualService, by section. */
export const ROUTE_TYPES: Readonly<Record<Section['key'], Type>> = {
  http: {
    fields: {
      name: 'a text',
      match: { listOf: { fields: { method: PATTERN, uri: PATTERN, headers: { mapOf: PATTERN } } } },
      route: DESTINATIONS,
      mirror: DESTINATION,
      mirrorPercentage: { fields: { value: 'a number' } },
    },
  },
  tls: { fields: { match: { listOf: { fields: { ...CONNECTION, sniHosts: TEXTS } } }, route: DESTINATIONS } },
  tcp: { fields: { match: { listOf: { fields: CONNECTION } }, route: DESTINATIONS } },
};

/** A value that is not of its type. */
export interface Misread {
  readonly path: Path;
  readonly wanted: string;
  readonly got: unknown;
}

/** The values that the controller cannot read. What is null is left out. */
export function misreadIn(value: unknown, type: Type, path: Path): Misread[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof type === 'string') {
    return holds(type, value) ? [] : [{ path, wanted: type, got: value }];
  }
  if ('listOf' in type) {
    return !Array.isArray(value) ? [{ path, wanted: 'a list', got: value }]
      : value.flatMap((item, index) => misreadIn(item, type.listOf, [...path, index]));
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [{ path, wanted: 'a map', got: value }];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = 'mapOf' in type ? type.mapOf : Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
    return known ? misreadIn(inner, known, [...path, key]) : [];
  });
}

function holds(type: Scalar, value: unknown): boolean {
  switch (type) {
    case 'a text': return typeof value === 'string';
    case 'a number': return typeof value === 'number';
    case 'a whole number': return Number.isInteger(value);
  }
}
