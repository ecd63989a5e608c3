import { ARGO_ROLLOUTS_VERSION } from '../../../imports/version';

export const CONTROLLER_IMAGE = `quay.io/argoproj/argo-rollouts:${ARGO_ROLLOUTS_VERSION}`;

export const DASHBOARD_IMAGE = `quay.io/argoproj/kubectl-argo-rollouts:${ARGO_ROLLOUTS_VERSION}`;

const DIGEST = /^[^@\s]+@sha256:[0-9a-f]{64}$/;

// a colon before the last slash is the port of a registry
const TAG = /^([^@\s]*\/)?[^/:@\s]+:(?!latest$)\w[\w.-]{0,127}$/;

/**
 * The same image, if what it runs cannot change under a running installation.
 */
export function pinned(image: string): string {
  if (!DIGEST.test(image) && !TAG.test(image)) {
    throw new Error(`image must be pinned to a tag or digest, got "${image}"`);
  }
  return image;
}
