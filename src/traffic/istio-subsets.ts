import { ObjectReference } from './object-reference';

/**
 * A subset in addition to those of the two versions. Its share of the traffic does not change.
 */
export interface IstioAdditionalSubset {
  /**
   * The name of the subset.
   */
  readonly name: string;

  /**
   * The share of the traffic in percent. The stable version gets that much less.
   */
  readonly weight: number;

  /**
   * The labels of its pods. The selector of the root Service must select these pods too.
   *
   * @default - another DestinationRule defines the subset
   */
  readonly labels?: Record<string, string>;

  /**
   * The traffic policy of the subset, as in a DestinationRule.
   *
   * @default - the policy of its host
   */
  readonly trafficPolicy?: Record<string, any>;
}

/**
 * The two versions as subsets of one Service. The controller separates them by the pod-template hash.
 */
export interface IstioSubsets {
  /**
   * The name of the subset for the stable version.
   *
   * @default 'stable'
   */
  readonly stable?: string;

  /**
   * The name of the subset for the new version.
   *
   * @default 'canary'
   */
  readonly canary?: string;

  /**
   * The traffic policy of the stable version only, as in a DestinationRule.
   *
   * @default - the policy of both versions
   */
  readonly stableTrafficPolicy?: Record<string, any>;

  /**
   * The traffic policy of the new version only, as in a DestinationRule.
   *
   * @default - the policy of both versions
   */
  readonly canaryTrafficPolicy?: Record<string, any>;

  /**
   * More subsets of the Service that get a share of the traffic. They are put into a separate DestinationRule, because the controller removes all
   * other subsets from the DestinationRule that it changes. Needs Argo Rollouts 1.9.
   *
   * @default - none
   */
  readonly additional?: IstioAdditionalSubset[];

  /**
   * An existing DestinationRule for the host `rootService`, with both subsets. With this option none is created.
   *
   * @default - one DestinationRule is created
   */
  readonly destinationRule?: ObjectReference;
}

export function namesOf({ stable = 'stable', canary = 'canary' }: IstioSubsets) {
  return { stable, canary };
}

/** The controller adds the hash of a version to the labels of its subset. */
export function subsetsOf(subsets: IstioSubsets, labels: Record<string, string>) {
  const { stable, canary } = namesOf(subsets);
  return [
    { name: stable, labels, trafficPolicy: subsets.stableTrafficPolicy },
    { name: canary, labels, trafficPolicy: subsets.canaryTrafficPolicy },
  ];
}

/** Those of the further subsets that nobody else defines. */
export function additionalSubsetsOf({ additional = [] }: IstioSubsets) {
  return additional.filter(({ labels }) => labels).map(({ name, labels, trafficPolicy }) => ({ name, labels, trafficPolicy }));
}

/** Where a route leads by subset, with the weights to begin with. */
export function subsetDestinations(subsets: IstioSubsets, host: string, port: number) {
  const { stable, canary } = namesOf(subsets);
  const { additional = [] } = subsets;
  const destination = (subset: string, weight: number) => ({ destination: { host, port: { number: port }, subset }, weight });
  const kept = additional.reduce((sum, { weight }) => sum + weight, 0);
  return [destination(stable, 100 - kept), destination(canary, 0), ...additional.map(({ name, weight }) => destination(name, weight))];
}
