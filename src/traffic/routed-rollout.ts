import { Construct } from 'constructs';
import { CanaryRollout } from '../rollout/canary-rollout';
import { TrafficRouter } from '../rollout/traffic-router';
import { Referred, refersWithinNamespace } from '../synth/same-namespace';

/** A router as its construct describes it to the rollout. */
export interface RoutedBy extends TrafficRouter {
  /** The route objects that the router names, which have to be in the rollout's namespace. */
  referred?(): readonly (Referred | undefined)[];
}

/** Has a router move the traffic of a rollout. */
export function routeTraffic(construct: Construct, rollout: CanaryRollout, router: RoutedBy): void {
  if (!(rollout instanceof CanaryRollout)) {
    throw new Error(`[${construct.node.path}] moves the traffic of a CanaryRollout, got ${describe(rollout)}: `
      + 'a blue-green rollout moves its Services by itself, and needs no router');
  }
  rollout._routeTraffic(router);
  refersWithinNamespace(rollout, () => router.referred?.() ?? []);
}

/** Objects that exist are named, others are described: not both. */
export function assertNotBoth(construct: Construct, existing: string, props: object, described: readonly string[]): void {
  const given = props as Record<string, unknown>;
  const both = given[existing] === undefined ? [] : described.filter((name) => given[name] !== undefined);
  if (both.length > 0) {
    throw new Error(`[${construct.node.path}] got "${existing}" and ${both.map((name) => `"${name}"`).join(', ')}: `
      + 'either reference what exists or describe what is to be made, not both');
  }
}

function describe(value: unknown): string {
  return Construct.isConstruct(value) ? `a ${value.constructor.name}` : JSON.stringify(value) ?? String(value);
}
