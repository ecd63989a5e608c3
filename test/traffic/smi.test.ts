import { ServiceReference, SmiTrafficRouting, SmiTrafficRoutingProps } from '../../src';
import { crdSchema, uncovered } from '../crd-paths';
import { Manifests, synthesizeWithout } from '../synthesize';
import { canary } from './routed';

/** A Service that exists may come from elsewhere. */
const synthesize = synthesizeWithout('service-found');

type Props = Omit<SmiTrafficRoutingProps, 'rollout'>;

function route(props: Props): Manifests {
  return synthesize((chart) => new SmiTrafficRouting(chart, 'Traffic', { rollout: canary(chart), ...props }));
}

test('the TrafficSplit is left to the controller, and a root Service is there for the clients', () => {
  const manifests = route({});
  expect(manifests.ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Service/api-root', 'Rollout/api']);
  expect(manifests.find('Service', 'api-root')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api-root' },
    spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { 'app.kubernetes.io/name': 'api' } },
  });
});

const ROUTING: { props: Props; routing: unknown }[] = [
  { props: {}, routing: { rootService: 'api-root' } },
  { props: { rootService: ServiceReference.fromName('api') }, routing: { rootService: 'api' } },
  { props: { trafficSplitName: 'split' }, routing: { rootService: 'api-root', trafficSplitName: 'split' } },
];

test.each(ROUTING)('with $props the rollout says $routing', ({ props, routing }) => {
  expect(route(props).find('Rollout').spec.strategy.canary).toMatchObject({
    stableService: 'api-stable', canaryService: 'api-canary', trafficRouting: { smi: routing },
  });
});

test('every field of SMI routing is rendered by some case', () => {
  const schema = crdSchema('rollouts', 'spec', 'strategy', 'canary', 'trafficRouting', 'smi');
  expect(uncovered(schema, ROUTING.map(({ routing }) => routing), [])).toEqual({ fields: [], needlessExceptions: [] });
});

test('a root Service that exists is taken', () => {
  expect(route({ rootService: ServiceReference.fromName('api') }).ids).toEqual(['Service/api-stable', 'Service/api-canary', 'Rollout/api']);
});

test('the root Service can be asked for', () => {
  synthesize((chart) => {
    expect(new SmiTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }).rootService.name).toBe('api-root');
  });
});
