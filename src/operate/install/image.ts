/**
 * An image of Argo Rollouts, as published by it.
 */
export function publishedImage(name: 'argo-rollouts' | 'kubectl-argo-rollouts', release: string): string {
  return `quay.io/argoproj/${name}:${release}`;
}

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
