const REGISTRY = /^[\w.-]+(:\d+)?(\/[\w.-]+)*$/;

/**
 * An image of a release, from where Argo Rollouts publishes it or from a copy of that registry.
 */
export function releasedImage(name: 'argo-rollouts' | 'kubectl-argo-rollouts', release: string, registry = 'quay.io'): string {
  if (!REGISTRY.test(registry)) {
    throw new Error(`imageRegistry is a host with an optional port and path, such as registry.example.com:5000/quay, got "${registry}"`);
  }
  return `${registry}/argoproj/${name}:${release}`;
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
