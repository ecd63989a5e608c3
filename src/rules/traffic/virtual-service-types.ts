import { Section } from '../../reading/virtual-service';
import { Shape } from '../schema/shape';

const TEXT: Shape = { type: 'string' };
const WHOLE_NUMBER: Shape = { type: 'integer' };

function listOf(items: Shape): Shape {
  return { type: 'array', items };
}

function mapOf(values: Shape): Shape {
  return { type: 'object', values };
}

/** Fields that the controller does not know it passes over. */
function fields(properties: Record<string, Shape>): Shape {
  return { type: 'object', properties, open: true };
}

const PATTERN = fields({ exact: TEXT, prefix: TEXT, regex: TEXT });
const DESTINATION = fields({ host: TEXT, subset: TEXT, port: fields({ number: WHOLE_NUMBER }) });
const DESTINATIONS = listOf(fields({ destination: DESTINATION, weight: WHOLE_NUMBER }));
const CONNECTION = { destinationSubnets: listOf(TEXT), port: WHOLE_NUMBER, sourceLabels: mapOf(TEXT), gateways: listOf(TEXT), sourceNamespace: TEXT };

/** What the controller reads of each section of a VirtualService. */
export const ROUTE_TYPES: Readonly<Record<Section['key'], Shape>> = {
  http: listOf(fields({
    name: TEXT,
    match: listOf(fields({ method: PATTERN, uri: PATTERN, headers: mapOf(PATTERN) })),
    route: DESTINATIONS,
    mirror: DESTINATION,
    mirrorPercentage: fields({ value: { type: 'number' } }),
  })),
  tls: listOf(fields({ match: listOf(fields({ ...CONNECTION, sniHosts: listOf(TEXT) })), route: DESTINATIONS })),
  tcp: listOf(fields({ match: listOf(fields(CONNECTION)), route: DESTINATIONS })),
};
