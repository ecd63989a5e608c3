import { ObjectReference } from './object-reference';

/**
 * A subset beside those of the two versions, which keeps its share of the traffic.
 */
export interface IstioAdditionalSubset {
  /**
   * Its name.
   */
  readonly name: string;

  /**
   * Its share in percent, which is taken from that of the stable version.
   */
  readonly weight: number;

  /**
   * The labels of its pods, which the root Service has to select too.
   *
   * @default - a DestinationRule of someone else says so
   */
  readonly labels?: Record<string, string>;

  /**
   * Its traffic policy, as in a DestinationRule.
   *
   * @default - that of its host
   */
  readonly trafficPolicy?: Record<string, any>;
}

/**
 * The versions as subsets of one Service, which the pod-template hash tells apart.
 */
export interface IstioSubsets {
  /**
   * The name of the subset with the stable version.
   *
   * @default 'stable'
   */
  readonly stable?: string;

  /**
   * The name of the subset with the new version.
   *
   * @default 'canary'
   */
  readonly canary?: string;

  /**
   * The traffic policy of the stable version alone, as in a DestinationRule.
   *
   * @default - that of both
   */
  readonly stableTrafficPolicy?: Record<string, any>;

  /**
   * The traffic policy of the new version alone, as in a DestinationRule.
   *
   * @default - that of both
   */
  readonly canaryTrafficPolicy?: Record<string, any>;

  /**
   * Further subsets of the Service that get a share of the traffic. They are in a DestinationRule of their own, because the controller takes
   * every other subset out of the one that it writes to. Since Argo Rollouts 1.9.
   *
   * @default - none
   */
  readonly additional?: IstioAdditionalSubset[];

  /**
   * A DestinationRule that exists already, for the host `rootService` and with both subsets. None is created then.
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
