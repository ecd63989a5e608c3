import { INSTANCE_LABEL } from '../../manifest/names';
import { Release } from './releases';

/**
 * What is being installed, and where.
 */
export interface InstallPlace {
  readonly release: Release;
  readonly namespace: string;
  /** In every namespace, or in its own alone. */
  readonly clusterWide: boolean;
  /** Where the images of the release are, if not where Argo Rollouts publishes them. */
  readonly imageRegistry?: string;
  /** What the names of its objects end with, so that several installations can share a cluster. */
  readonly suffix: string;
}

/** Where the controller runs if nobody says anything else. */
export const DEFAULT_NAMESPACE = 'argo-rollouts';

const NAME = /^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/;

/**
 * The Lease by which controllers in one namespace agree on who works.
 */
export function leaseName({ leasePerInstance }: Release, instanceId?: string): string {
  return `argo-rollouts-controller-lock${leasePerInstance ? suffixOf(instanceId) : ''}`;
}

/**
 * The label by which a controller knows what it handles.
 */
export function instanceLabels(instanceId?: string): Record<string, string> {
  return instanceId === undefined ? {} : { [INSTANCE_LABEL]: instanceId };
}

/**
 * The end of the names of an installation's objects.
 */
export function suffixOf(instanceId?: string): string {
  if (instanceId !== undefined && !NAME.test(instanceId)) {
    throw new Error(`instanceId is part of the names of objects, got "${instanceId}": `
      + 'give 1 to 32 lower case letters, digits and hyphens that begin and end with a letter or digit');
  }
  return instanceId === undefined ? '' : `-${instanceId}`;
}
