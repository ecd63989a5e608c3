import { ARGO_ROLLOUTS_VERSION, OLDER_VERSIONS } from '../../../imports/version';

/**
 * The minor versions of Argo Rollouts that can be installed. Each installs its newest patch release.
 *
 * @see https://github.com/argoproj/argo-rollouts/releases
 */
export enum ArgoRolloutsVersion {
  /** Version 1.7, without step plugins. */
  V1_7 = '1.7',

  /** Version 1.8, the first with step plugins. */
  V1_8 = '1.8',

  /** Version 1.9, the first with the TargetGroupBindings of EKS Auto Mode. */
  V1_9 = '1.9',

  /** Version 1.10, the first with a separate lease for each instance id. It uses `traefik.io` as the API group of Traefik. */
  V1_10 = '1.10',
}

/**
 * In what the release of a minor version differs from those of the others.
 */
export interface Release {
  /** The tag of its images. */
  readonly name: string;
  /** The controller counts as ready once its metrics can be read. */
  readonly readinessProbe: boolean;
  /** The dashboard listens on localhost alone unless told otherwise. */
  readonly dashboardAddress: boolean;
  /** The API groups of the TargetGroupBindings that it verifies. */
  readonly targetGroupBindings: readonly string[];
  readonly stepPlugins: boolean;
  /** Controllers with different instance ids in one namespace elect a leader each. */
  readonly leasePerInstance: boolean;
}

const [V1_9, V1_8, V1_7] = OLDER_VERSIONS;
/** The API group of the TargetGroupBindings of the AWS load balancer controller. */
export const ELB = 'elbv2.k8s.aws';
const EKS = 'eks.amazonaws.com';

export const RELEASES: Readonly<Record<ArgoRolloutsVersion, Release>> = {
  [ArgoRolloutsVersion.V1_7]: {
    name: V1_7, readinessProbe: true, dashboardAddress: false, targetGroupBindings: [ELB], stepPlugins: false, leasePerInstance: false,
  },
  [ArgoRolloutsVersion.V1_8]: {
    name: V1_8, readinessProbe: true, dashboardAddress: true, targetGroupBindings: [ELB], stepPlugins: true, leasePerInstance: false,
  },
  [ArgoRolloutsVersion.V1_9]: {
    name: V1_9, readinessProbe: false, dashboardAddress: true, targetGroupBindings: [ELB, EKS], stepPlugins: true, leasePerInstance: false,
  },
  [ArgoRolloutsVersion.V1_10]: {
    name: ARGO_ROLLOUTS_VERSION,
    readinessProbe: false,
    dashboardAddress: true,
    targetGroupBindings: [ELB, EKS],
    stepPlugins: true,
    leasePerInstance: true,
  },
};

export const NEWEST = ArgoRolloutsVersion.V1_10;

const ORDER = Object.values(ArgoRolloutsVersion);

/**
 * Whether the version is that one or a later one.
 */
export function isSince(version: ArgoRolloutsVersion, since: ArgoRolloutsVersion): boolean {
  return ORDER.indexOf(version) >= ORDER.indexOf(since);
}
